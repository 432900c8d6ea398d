//! The organisation on one day.

use super::appointment::Appointment;
use super::organisation::Organisation;
use super::role::Role;
use super::unit::UnitKind;
use crate::id::{PersonId, UnitId};
use crate::submission::Level;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// The organisation as it was on one day; made by [`Organisation::as_of`].
#[derive(Debug, Clone)]
pub struct AsOf<'a> {
    parents: BTreeMap<UnitId, UnitId>,
    held: Vec<&'a Appointment>,
}

impl<'a> AsOf<'a> {
    pub(super) fn new(organisation: &'a Organisation, day: NaiveDate) -> Self {
        let placements = organisation.placements.iter();
        let hanging = placements.filter(|placement| placement.period.contains(day));
        let held = organisation.appointments.iter();
        Self {
            parents: hanging
                .map(|placement| (placement.unit, placement.parent))
                .collect(),
            held: held.filter(|held| held.period.contains(day)).collect(),
        }
    }

    /// The unit, the one above it, and so on to the company.
    pub fn path(&self, unit: UnitId) -> impl Iterator<Item = UnitId> {
        let above = core::iter::successors(Some(unit), |unit| self.parents.get(unit).copied());
        // No path is longer than there are kinds, whatever the data says.
        above.take(UnitKind::ALL.len())
    }

    /// Whether `unit` is `top` or somewhere below it.
    pub fn is_within(&self, unit: UnitId, top: UnitId) -> bool {
        self.path(unit).any(|above| above == top)
    }

    /// The units below `top`, at every depth, without itself.
    pub fn units_below(&self, top: UnitId) -> BTreeSet<UnitId> {
        let units = self.parents.keys().copied();
        units
            .filter(|unit| *unit != top && self.is_within(*unit, top))
            .collect()
    }

    /// The roles a person held.
    pub fn appointments_of(&self, person: PersonId) -> impl Iterator<Item = &'a Appointment> {
        self.held
            .iter()
            .copied()
            .filter(move |held| held.person == person)
    }

    /// The team an agent or team leader was in.
    pub fn team_of(&self, person: PersonId) -> Option<UnitId> {
        let mut held = self.appointments_of(person);
        held.find(|held| held.is_membership()).map(|held| held.unit)
    }

    /// The team leader of this very unit.
    pub fn leader_of(&self, unit: UnitId) -> Option<PersonId> {
        let mut held = self.held.iter();
        let leads = |held: &&&Appointment| held.unit == unit && held.role == Role::TeamLeader;
        held.find(leads).map(|held| held.person)
    }

    /// The agents and team leaders of the unit and all below it.
    pub fn agents_within(&self, top: UnitId) -> BTreeSet<PersonId> {
        self.agents_within_any(&BTreeSet::from([top]))
    }

    /// The agents and team leaders of these units and all below them.
    pub fn agents_within_any(&self, tops: &BTreeSet<UnitId>) -> BTreeSet<PersonId> {
        let members = self.held.iter().filter(|held| held.is_membership());
        let within = members.filter(|held| self.path(held.unit).any(|unit| tops.contains(&unit)));
        within.map(|held| held.person).collect()
    }

    /// Who sees whom in a list: those who hold a role that sees people see those who capture in its unit and
    /// below it.
    pub fn seen_people(&self) -> BTreeSet<(PersonId, PersonId)> {
        let mut watchers: BTreeMap<UnitId, Vec<PersonId>> = BTreeMap::new();
        for held in self.held.iter().filter(|held| held.role.sees_people()) {
            watchers.entry(held.unit).or_default().push(held.person);
        }
        let members = self.held.iter().filter(|held| held.is_membership());
        let seen = members.flat_map(|member| {
            let above = self.path(member.unit);
            let watchers = above.filter_map(|unit| watchers.get(&unit)).flatten();
            watchers.map(|watcher| (*watcher, member.person))
        });
        seen.collect()
    }

    /// How far a person may decide over what belongs to this unit: the highest level among the deciding
    /// roles they hold there or above. `None` if they decide nothing there.
    pub fn review_level(&self, person: PersonId, unit: UnitId) -> Option<Level> {
        let deciding = self
            .appointments_of(person)
            .filter(|held| held.role.decides());
        let reaching = deciding.filter(|held| self.is_within(unit, held.unit));
        reaching.filter_map(|held| held.level).max()
    }
}
