//! What a viewer is told of a thing, of it alone.

use super::case::{Case, Key};
use super::things::{POLICIES, RECORDS, VIEWER, catalogue, day, person, policy, record, unit_name};
use crate::sync::view::view_for;
use shared::id::{PersonId, UnitId};
use shared::month::Month;
use shared::people::{Appointment, PersonView, Role, UnitRef};
use shared::policy::PolicyView;
use shared::product::Catalogue;
use shared::record::RecordView;
use shared::sync::Pulled;

impl Case {
    /// A thing as the viewer is told of it: its version and itself, unless it is gone.
    pub(super) fn told(&self, (kind, id): &Key) -> Option<(u64, String)> {
        match *kind {
            RecordView::KIND => {
                let there = (0..RECORDS).filter(|it| self.records[*it as usize]);
                let mut named = there
                    .map(record)
                    .filter(|it| it.record_id.to_string() == *id);
                let view = view_for(named.next()?, PersonId::from_number(VIEWER))?;
                Some((view.version, json(&view)))
            }
            PolicyView::KIND => {
                let of_viewer = (0..POLICIES).filter(|it| self.books[*it] == Some(VIEWER));
                let mut named = of_viewer.map(policy).filter(|it| it.number == *id);
                Some((1, json(&named.next()?)))
            }
            Catalogue::KIND => {
                let last = self.catalogues.checked_sub(1)?;
                Some((self.catalogues as u64, json(&catalogue(last))))
            }
            PersonView::KIND => self.colleague(id.parse().unwrap()),
            _ => None,
        }
    }

    /// Somebody who captures today below a unit where the viewer has a role that sees people.
    fn colleague(&self, id: PersonId) -> Option<(u64, String)> {
        let today = self.organisation.as_of(day(0));
        let mut held: Vec<&Appointment> = today.appointments_of(id).collect();
        let captures_in = |unit: UnitId| {
            let mut held = held.iter().filter(|held| held.is_membership());
            held.any(|held| today.is_within(held.unit, unit))
        };
        let mut of_viewer = today.appointments_of(PersonId::from_number(VIEWER));
        if !of_viewer.any(|held| held.role.sees_people() && captures_in(held.unit)) {
            return None;
        }
        held.sort_by_key(|held| {
            let first = match held.role {
                Role::TeamLeader => 0,
                Role::Agent => 1,
                _ => 2,
            };
            (first, held.role.as_str(), held.unit)
        });
        let above = held.iter().flat_map(|held| today.path(held.unit));
        let view = PersonView {
            id,
            name: person(id.uuid().as_u128()).name,
            team: unit_name(held.first()?.unit),
            units: above
                .map(|id| UnitRef {
                    id,
                    name: unit_name(id),
                })
                .collect(),
            roles: held.iter().map(|held| held.role).collect(),
            joined: Some(Month::of(day(-50))),
        };
        Some((1, json(&view)))
    }
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap()
}
