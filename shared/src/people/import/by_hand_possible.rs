//! What is asked of a person by hand and means something else than its rows would, or nothing.

use crate::finding::Finding;
use crate::people::{EndRole, Held, PersonInFull, TransferPerson};
use chrono::NaiveDate;

impl TransferPerson {
    /// Whether it is a change, and none before the person joined.
    pub(super) fn is_possible(&self, person: &PersonInFull) -> Result<(), Finding> {
        if self.from < person.joined_on {
            return Err(Finding::error("before_joining", "from").with("day", person.joined_on));
        }
        let is_there = |held: &Held| {
            let is_open = held
                .period
                .until
                .is_none_or(|it| person.left_on == Some(it));
            (held.unit, held.role, held.level) == (self.unit, self.role, self.level)
                && held.period.contains(self.from)
                && is_open
        };
        match person.appointments.iter().any(is_there) {
            true => Err(Finding::error("role_held_already", "role")),
            false => Ok(()),
        }
    }
}

impl EndRole {
    /// Whether it is about this one.
    pub(super) fn is_meant(&self, held: &Held) -> bool {
        (held.unit, held.role, held.period.from) == (self.unit, self.role, self.from)
    }

    /// Whether the role is held, and another one stays.
    pub(super) fn is_possible(&self, person: &PersonInFull) -> Result<(), Finding> {
        let mut held = person.appointments.iter();
        if !held.any(|held| self.is_meant(held)) {
            return Err(Finding::error("role_not_held", ""));
        }
        if self.on < self.from {
            return Err(Finding::error("last_day_before_the_first", "on"));
        }
        let lasts = |held: &&Held| held.period.until.is_none_or(|last| last > self.on);
        let mut others = person
            .appointments
            .iter()
            .filter(|held| !self.is_meant(held));
        match others.any(|held| lasts(&held)) {
            true => Ok(()),
            false => Err(Finding::error("only_role", "on")),
        }
    }
}

/// The person without what was to change on a day to come.
pub(super) fn taken_back(
    person: &PersonInFull,
    day: NaiveDate,
    today: NaiveDate,
) -> Result<PersonInFull, Finding> {
    if day <= today {
        return Err(Finding::error("change_has_begun", "from"));
    }
    let after = person.without(day);
    if after == *person {
        return Err(Finding::error("nothing_changes_then", "from"));
    }
    match after.appointments.is_empty() {
        true => Err(Finding::error("entered_for_good", "from")),
        false => Ok(after),
    }
}
