//! Transfers and exits: the open appointment ends, another begins; what was is never rewritten.

use super::appointment::Appointment;
use super::organisation::Organisation;
use super::period::Period;
use super::role::Role;
use crate::id::{PersonId, UnitId};
use chrono::NaiveDate;

/// Why somebody cannot be transferred or leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeRefused {
    /// There is no such unit.
    UnknownUnit,
    /// Only agents and team leaders belong to a team.
    NotAMembership(Role),
    /// The person is in no team on that day.
    NotAMember,
    /// The person is there already, in that role.
    AlreadyThere,
    /// A later change is recorded already: change that one first.
    LaterChange(NaiveDate),
}

impl Organisation {
    /// From `on`, the person is in `unit` as `role` (an agent or a team leader); the day before is the last in
    /// the team before, if there was one.
    ///
    /// # Errors
    /// [`ChangeRefused`]; then nothing is changed.
    pub fn transfer(
        &mut self,
        person: PersonId,
        unit: UnitId,
        role: Role,
        on: NaiveDate,
    ) -> Result<(), ChangeRefused> {
        if !role.captures() {
            return Err(ChangeRefused::NotAMembership(role));
        }
        self.unit(unit).ok_or(ChangeRefused::UnknownUnit)?;
        self.refuse_later_change(person, on)?;
        let same = |held: &&Appointment| {
            held.unit == unit && held.role == role && held.period.contains(on)
        };
        if self.memberships_of(person).find(same).is_some() {
            return Err(ChangeRefused::AlreadyThere);
        }
        self.end(on.pred_opt(), |held| {
            held.person == person && held.is_membership()
        });
        self.appointments.push(Appointment {
            person,
            unit,
            role,
            level: None,
            period: Period::since(on),
        });
        Ok(())
    }

    /// The person leaves; `last` is the last day on which they hold any role.
    ///
    /// # Errors
    /// [`ChangeRefused`]; then nothing is changed.
    pub fn exit(&mut self, person: PersonId, last: NaiveDate) -> Result<(), ChangeRefused> {
        self.refuse_later_change(person, last)?;
        if self.as_of(last).team_of(person).is_none() {
            return Err(ChangeRefused::NotAMember);
        }
        self.end(Some(last), |held| held.person == person);
        Ok(())
    }

    fn memberships_of(&self, person: PersonId) -> impl Iterator<Item = &Appointment> {
        let held = self.appointments.iter();
        held.filter(move |held| held.person == person && held.is_membership())
    }

    fn refuse_later_change(&self, person: PersonId, day: NaiveDate) -> Result<(), ChangeRefused> {
        let mut begins = self.memberships_of(person).map(|held| held.period.from);
        match begins.find(|from| *from > day) {
            Some(from) => Err(ChangeRefused::LaterChange(from)),
            None => Ok(()),
        }
    }

    /// Ends what `which` says with this day; what would not last a day goes.
    fn end(&mut self, last: Option<NaiveDate>, which: impl Fn(&Appointment) -> bool) {
        for held in self.appointments.iter_mut().filter(|held| which(held)) {
            held.period = last.map_or(held.period, |last| held.period.ending(last));
        }
        self.appointments.retain(|held| !held.period.is_empty());
    }
}
