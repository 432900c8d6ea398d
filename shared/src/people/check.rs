//! Whether the organisation's data make sense.

use super::appointment::Appointment;
use super::organisation::Organisation;
use super::period::Period;
use super::role::Role;
use super::unit::{Placement, Unit, UnitKind};
use crate::finding::Finding;
use crate::id::{PersonId, UnitId};
use std::collections::{BTreeMap, BTreeSet};

impl Organisation {
    /// Every mistake: units that hang wrongly or twice at once, roles in units that do not exist, a person
    /// in two teams at once, two leaders of one team.
    pub fn check(&self) -> Vec<Finding> {
        let mut seen = Seen::of(self);
        let hanging = self.placements.iter().enumerate();
        let hanging = hanging.filter_map(|(at, placement)| seen.placement_mistake(at, placement));
        let mut found: Vec<Finding> = self.units_without_parent().chain(hanging).collect();
        let held = self.appointments.iter().enumerate();
        found.extend(held.filter_map(|(at, held)| seen.appointment_mistake(at, held)));
        found
    }

    fn units_without_parent(&self) -> impl Iterator<Item = Finding> {
        let placed = self.placements.iter().map(|placement| placement.unit);
        let placed: BTreeSet<UnitId> = placed.collect();
        let below_company = self
            .units
            .iter()
            .filter(|unit| unit.kind != UnitKind::Company);
        let loose = below_company.filter(move |unit| !placed.contains(&unit.id));
        loose.map(|unit| {
            Finding::error("unit_without_parent", format!("units.{}", unit.id))
                .with("unit", &unit.name)
        })
    }
}

/// What was seen so far: of two that do not go together, the later one is the mistake.
struct Seen<'a> {
    units: BTreeMap<UnitId, &'a Unit>,
    places: BTreeMap<UnitId, Vec<Period>>,
    memberships: BTreeMap<PersonId, Vec<Period>>,
    leaders: BTreeMap<UnitId, Vec<Period>>,
}

impl<'a> Seen<'a> {
    fn of(organisation: &'a Organisation) -> Self {
        // Of two with one id the first counts, as for `Organisation::unit`.
        let units = organisation.units.iter().rev();
        Self {
            units: units.map(|unit| (unit.id, unit)).collect(),
            places: BTreeMap::new(),
            memberships: BTreeMap::new(),
            leaders: BTreeMap::new(),
        }
    }

    fn placement_mistake(&mut self, at: usize, placement: &Placement) -> Option<Finding> {
        let is_elsewhere = overlaps_one(&mut self.places, placement.unit, placement.period);
        let found = |code| Finding::error(code, format!("placements.{at}"));
        let units = (
            self.units.get(&placement.unit),
            self.units.get(&placement.parent),
        );
        let (Some(unit), Some(parent)) = units else {
            return Some(found("unit_unknown"));
        };
        let code = if placement.period.is_empty() {
            "period_ends_before_it_begins"
        } else if unit.kind <= parent.kind {
            "unit_above_its_parent"
        } else if is_elsewhere {
            "unit_in_two_places"
        } else {
            return None;
        };
        Some(found(code).with("unit", &unit.name))
    }

    fn appointment_mistake(&mut self, at: usize, held: &Appointment) -> Option<Finding> {
        let is_member_elsewhere =
            held.is_membership() && overlaps_one(&mut self.memberships, held.person, held.period);
        let is_second_leader = held.role == Role::TeamLeader
            && overlaps_one(&mut self.leaders, held.unit, held.period);
        let found = |code| Finding::error(code, format!("appointments.{at}"));
        let Some(unit) = self.units.get(&held.unit) else {
            return Some(found("unit_unknown"));
        };
        let code = if held.period.is_empty() {
            "period_ends_before_it_begins"
        } else if is_member_elsewhere {
            "person_in_two_teams"
        } else if is_second_leader {
            "team_with_two_leaders"
        } else {
            return None;
        };
        Some(found(code).with("unit", &unit.name))
    }
}

/// Whether a period overlaps one that was seen before; from now on it was seen.
fn overlaps_one<K: Ord>(seen: &mut BTreeMap<K, Vec<Period>>, key: K, period: Period) -> bool {
    let seen = seen.entry(key).or_default();
    let overlaps = seen.iter().any(|other| period.overlaps(other));
    seen.push(period);
    overlaps
}
