//! The organisation as it was on a day: who was contracted, in which unit, under whom.
//!
//! A transfer on the 15th leaves the days before it where they were (domain, 1). Money of a month
//! goes by the month's last day (domain, 5.5).

use super::{History, latest};
use crate::id::{PersonId, UnitId};
use crate::month::Month;
use chrono::NaiveDate;
use std::collections::BTreeSet;

impl History<'_> {
    /// Whether a person was an agent under contract on a day. The day of leaving is the last one.
    pub fn is_contracted(&self, agent: PersonId, day: NaiveDate) -> bool {
        let Some(person) = self.person_history(agent) else {
            return false;
        };
        let Some(joined) = person
            .joined
            .iter()
            .rev()
            .map(|(on, _)| *on)
            .find(|on| *on <= day)
        else {
            return false;
        };
        !person
            .left
            .iter()
            .any(|left| joined <= *left && *left < day)
    }

    /// Whether a person was under contract on any day of a month.
    pub fn is_contracted_in(&self, agent: PersonId, month: Month) -> bool {
        let joins = |on: NaiveDate| Month::of(on) == month;
        self.is_contracted(agent, month.first_day())
            || self
                .person_history(agent)
                .is_some_and(|p| p.joined.iter().any(|(on, _)| joins(*on)))
    }

    /// The first day of a person's first contract, if it began by a day.
    pub fn joined_on(&self, agent: PersonId, by: NaiveDate) -> Option<NaiveDate> {
        let (on, _) = self.person_history(agent)?.joined.first()?;
        (*on <= by).then_some(*on)
    }

    /// Who recruited a person, if that was by a day: the first who is named. The organisation tells of a contract
    /// without its recruiter, who is told by a fact of its own.
    pub fn recruiter_of(&self, agent: PersonId, by: NaiveDate) -> Option<PersonId> {
        let joined = self.person_history(agent)?.joined.iter();
        let mut by_day = joined.take_while(|(on, _)| *on <= by);
        by_day.find_map(|(_, recruiter)| *recruiter)
    }

    /// The unit of a contracted agent on a day.
    pub fn unit_of(&self, agent: PersonId, day: NaiveDate) -> Option<UnitId> {
        let placed = &self.person_history(agent)?.placed;
        latest(placed, day)
            .copied()
            .filter(|_| self.is_contracted(agent, day))
    }

    /// The leader of a unit on a day.
    pub fn leader_of(&self, unit: UnitId, day: NaiveDate) -> Option<PersonId> {
        *latest(&self.unit_history(unit)?.leaders, day)?
    }

    /// The agents of a unit itself on a day, its leader among them if placed there.
    pub fn members(&self, unit: UnitId, day: NaiveDate) -> Vec<PersonId> {
        let agents = self.placed_in.get(&unit).into_iter().flatten().copied();
        agents
            .filter(|agent| self.unit_of(*agent, day) == Some(unit))
            .collect()
    }

    /// The direct team of a leader on a day: the agents of the units they lead, without the leader.
    pub fn direct_team(&self, leader: PersonId, day: NaiveDate) -> Vec<PersonId> {
        let units = self.led.get(&leader).into_iter().flatten().copied();
        let led = units.filter(|unit| self.leader_of(*unit, day) == Some(leader));
        let members = led.flat_map(|unit| self.members(unit, day));
        let team: BTreeSet<PersonId> = members.filter(|agent| *agent != leader).collect();
        team.into_iter().collect()
    }

    /// Whether `unit` is `above`, or hangs somewhere below it on a day.
    pub fn is_within(&self, unit: UnitId, above: UnitId, day: NaiveDate) -> bool {
        let (mut here, mut seen) = (Some(unit), BTreeSet::new());
        while let Some(unit) = here.filter(|unit| seen.insert(*unit)) {
            if unit == above {
                return true;
            }
            let parents = self.unit_history(unit).map(|history| &history.parents);
            here = parents.and_then(|parents| *latest(parents, day)?);
        }
        false
    }
}
