//! Who may see what.

use super::organisation::Organisation;
use super::role::Role;
use crate::id::PersonId;
use chrono::NaiveDate;

/// What decides who may see a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Captured {
    /// Who captured it.
    pub by: PersonId,
    /// On which civil date of the branch.
    pub on: NaiveDate,
    /// Whether the back office reviews it: what is about clients, not about training.
    pub is_reviewed: bool,
}

impl Role {
    /// Whether the role reads what is reviewed, or is not, from the units below (domain, 1). A trainer has no
    /// business with clients' applications, an administrator none with any record.
    pub const fn reads(self, is_reviewed: bool) -> bool {
        match self {
            Self::TeamLeader | Self::Reviewer | Self::Manager | Self::Auditor => true,
            Self::Trainer => !is_reviewed,
            Self::Agent | Self::Administrator => false,
        }
    }
}

impl Organisation {
    /// Whether a person may see a record today.
    ///
    /// Everybody sees what they captured. Others see it if they hold, today, a role that reads it in the
    /// team it was captured in or in a unit above, as the tree was on the day of capture: whoever leads the
    /// team today sees its history, and an agent who moves does not take the records along.
    pub fn may_see(&self, viewer: PersonId, record: &Captured, today: NaiveDate) -> bool {
        if viewer == record.by {
            return true;
        }
        let Some(team) = self.team_at_capture(record.by, record.on) else {
            return false;
        };
        let (then, now) = (self.as_of(record.on), self.as_of(today));
        let mut reading = now
            .appointments_of(viewer)
            .filter(|held| held.role.reads(record.is_reviewed));
        reading.any(|held| then.is_within(team, held.unit))
    }
}
