//! The organisation with its whole history.

use super::appointment::Appointment;
use super::as_of::AsOf;
use super::unit::{Placement, Unit};
use crate::id::{PersonId, UnitId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Units, where they hung, and who held which role: nothing is taken out, everything is dated, so that a
/// transfer on the 15th leaves the history before it where it was.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// Every unit there ever was.
    pub units: Vec<Unit>,
    /// Under which unit each hung, and when.
    pub placements: Vec<Placement>,
    /// Every role ever held.
    pub appointments: Vec<Appointment>,
}

impl Organisation {
    /// The organisation as it was, or will be, on this day.
    pub fn as_of(&self, day: NaiveDate) -> AsOf<'_> {
        AsOf::new(self, day)
    }

    /// The unit with this id.
    pub fn unit(&self, id: UnitId) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.id == id)
    }

    /// The team to which what a person captured on this day belongs: the one they were in; for a straggler
    /// sent after leaving, the last one before.
    pub fn team_at_capture(&self, person: PersonId, day: NaiveDate) -> Option<UnitId> {
        let memberships = self.appointments.iter().filter(|held| {
            held.person == person && held.is_membership() && held.period.from <= day
        });
        let latest =
            memberships.max_by_key(|held| (held.period.contains(day), held.period.from))?;
        Some(latest.unit)
    }
}
