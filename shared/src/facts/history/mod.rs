//! The facts known on a day, sorted by what they are about.

mod filing;
mod organisation;
mod policy;

pub use policy::{PolicyHistory, Received};

use super::{ApplicationNumber, Attendance, Fact, PolicyNumber, Submitted};
use crate::id::{PersonId, UnitId};
use crate::month::Month;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What is known. The order in which facts were told plays no part.
#[derive(Debug, Default)]
pub struct History<'f> {
    facts: Vec<&'f Fact>,
    policies: BTreeMap<&'f PolicyNumber, Arc<PolicyHistory<'f>>>,
    people: BTreeMap<PersonId, PersonHistory>,
    units: BTreeMap<UnitId, UnitHistory>,
    /// The policies that somebody sold or was given.
    policies_of: BTreeMap<PersonId, Vec<&'f PolicyNumber>>,
    /// Who ever was placed in a unit.
    placed_in: BTreeMap<UnitId, BTreeSet<PersonId>>,
    /// The units that somebody ever led.
    led: BTreeMap<PersonId, BTreeSet<UnitId>>,
    /// The units that split off from somebody.
    nurtured: BTreeMap<PersonId, BTreeSet<UnitId>>,
    submitted: BTreeMap<PersonId, Vec<(NaiveDate, &'f Submitted)>>,
    ended_applications: BTreeMap<&'f ApplicationNumber, NaiveDate>,
}

/// One person: contracts, places and attendance, in the order they happened.
#[derive(Debug, Default)]
pub struct PersonHistory {
    joined: Vec<(NaiveDate, Option<PersonId>)>,
    left: Vec<NaiveDate>,
    placed: Vec<(NaiveDate, UnitId)>,
    /// As it was told to the office.
    attendance: Vec<(NaiveDate, Attendance)>,
    /// In the sessions that the store itself knows.
    attendance_in_sessions: Vec<(NaiveDate, Attendance)>,
}

/// One unit: places in the tree, leaders, origin, in the order they happened.
#[derive(Debug, Default)]
pub struct UnitHistory {
    parents: Vec<(NaiveDate, Option<UnitId>)>,
    leaders: Vec<(NaiveDate, Option<PersonId>)>,
    split: Option<(NaiveDate, PersonId)>,
}

/// The latest word of a list in order, up to a day.
fn latest<T>(words: &[(NaiveDate, T)], day: NaiveDate) -> Option<&T> {
    words
        .iter()
        .rev()
        .find(|(on, _)| *on <= day)
        .map(|(_, word)| word)
}

impl<'f> History<'f> {
    /// Every known fact that was not retracted, in the order they happened.
    pub fn facts(&self) -> &[&'f Fact] {
        &self.facts
    }

    /// Every policy, by number.
    pub fn policies(&self) -> impl Iterator<Item = &PolicyHistory<'f>> {
        self.policies.values().map(|policy| &**policy)
    }

    /// The policies that somebody sold or was given, by number.
    pub fn policies_of(&self, agent: PersonId) -> impl Iterator<Item = &PolicyHistory<'f>> {
        let numbers = self.policies_of.get(&agent).into_iter().flatten();
        numbers.filter_map(|number| self.policies.get(*number).map(|policy| &**policy))
    }

    /// The policies themselves, to be shared.
    pub(crate) const fn shared_policies(
        &self,
    ) -> &BTreeMap<&'f PolicyNumber, Arc<PolicyHistory<'f>>> {
        &self.policies
    }

    /// The applications of an agent submitted by a day that had neither ended nor become a policy then.
    pub(crate) fn on_their_way(
        &self,
        agent: PersonId,
        by: NaiveDate,
    ) -> impl Iterator<Item = (NaiveDate, &'f Submitted)> {
        let submitted = self.submitted.get(&agent).into_iter().flatten().copied();
        submitted.filter(move |(on, submitted)| {
            let ended = self.ended_applications.get(&submitted.application);
            *on <= by && ended.is_none_or(|ended| by < *ended)
        })
    }

    /// Every person, by id.
    pub fn people(&self) -> impl Iterator<Item = (PersonId, &PersonHistory)> {
        self.people.iter().map(|(id, person)| (*id, person))
    }

    /// Every unit, by id.
    pub fn units(&self) -> impl Iterator<Item = (UnitId, &UnitHistory)> {
        self.units.iter().map(|(id, unit)| (*id, unit))
    }

    /// What is known of a person.
    pub fn person_history(&self, person: PersonId) -> Option<&PersonHistory> {
        self.people.get(&person)
    }

    /// The units that split off from somebody who had nurtured them, each with the day.
    pub(crate) fn nurtured_by(&self, agent: PersonId) -> impl Iterator<Item = (UnitId, NaiveDate)> {
        let units = self.nurtured.get(&agent).into_iter().flatten().copied();
        units.filter_map(move |unit| {
            let (split_on, nurturer) = self.units.get(&unit)?.split?;
            (nurturer == agent).then_some((unit, split_on))
        })
    }

    /// What is known of a unit.
    pub fn unit_history(&self, unit: UnitId) -> Option<&UnitHistory> {
        self.units.get(&unit)
    }
}

/// The last word on a month up to a day.
fn last_of(words: &[(NaiveDate, Attendance)], month: Month, by: NaiveDate) -> Option<&Attendance> {
    let mut words = words.iter().rev();
    words
        .find(|(on, word)| word.month == month && *on <= by)
        .map(|(_, word)| word)
}

impl PersonHistory {
    /// The attendance of a month: as last told up to a day, and besides it in the sessions that the store
    /// itself knows. Neither takes the other's place.
    pub fn attendance(&self, month: Month, by: NaiveDate) -> Option<Attendance> {
        let (told, in_sessions) = self.attendance_by_source(month, by);
        match (told, in_sessions) {
            (Some(told), Some(in_sessions)) => Some(Attendance {
                required: told.required.saturating_add(in_sessions.required),
                attended: told.attended.saturating_add(in_sessions.attended),
                ..told.clone()
            }),
            (told, in_sessions) => told.or(in_sessions).cloned(),
        }
    }

    /// What was told of a month's attendance up to a day, and what the sessions say.
    pub fn attendance_by_source(
        &self,
        month: Month,
        by: NaiveDate,
    ) -> (Option<&Attendance>, Option<&Attendance>) {
        (
            last_of(&self.attendance, month, by),
            last_of(&self.attendance_in_sessions, month, by),
        )
    }
}
