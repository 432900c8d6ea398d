//! How often somebody came to the sessions they had to attend.

use super::{Presence, Roster};
use serde::{Deserialize, Serialize};

/// Sessions of a month that are over and count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Attendance {
    /// Those they had to attend.
    pub required: u32,
    /// Those they came to.
    pub attended: u32,
}

impl Attendance {
    /// Adds the session of this roster, on which somebody stands with this presence. What is not closed, was
    /// called off or waits for a second person counts for nobody; who was excused did not have to come.
    pub fn add(&mut self, roster: &Roster, presence: Option<Presence>) {
        if roster.closed_at.is_some() && roster.is_in_force() && presence != Some(Presence::Excused)
        {
            self.required += 1;
            self.attended += u32::from(presence.is_some_and(Presence::came));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Timestamp;
    use crate::training::{Backdated, Cancelled};

    fn of(roster: &Roster, presences: &[Presence]) -> (u32, u32) {
        let mut sum = Attendance::default();
        for presence in presences {
            sum.add(roster, Some(*presence));
        }
        (sum.attended, sum.required)
    }

    fn closed() -> Roster {
        Roster {
            closed_at: Some(Timestamp::default()),
            ..Roster::default()
        }
    }

    #[test]
    fn who_was_excused_did_not_have_to_come() {
        assert_eq!(of(&closed(), &Presence::ALL), (3, 4));
    }

    #[test]
    fn only_what_is_over_and_counts_is_counted() {
        let cancelled = Roster {
            cancelled: Some(Cancelled {
                at: Timestamp::default(),
                reason: "讲师生病".to_owned(),
            }),
            ..closed()
        };
        let waits = Roster {
            backdated: Some(Backdated::because("手机没电".to_owned())),
            ..closed()
        };
        for roster in [Roster::default(), cancelled, waits] {
            assert_eq!(of(&roster, &Presence::ALL), (0, 0));
        }
    }
}
