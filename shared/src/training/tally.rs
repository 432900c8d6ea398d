//! How many came.

use super::{Presence, Roster};

/// How many of a roster came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// On the roster.
    pub expected: usize,
    /// Came: present, late, or left early.
    pub came: usize,
    /// Of those who came, late.
    pub late: usize,
    /// Of those who came, left early.
    pub left_early: usize,
    /// Excused.
    pub excused: usize,
    /// Did not come.
    pub absent: usize,
    /// Not yet known.
    pub open: usize,
    /// Signed in by code where the trainer's mark says otherwise.
    pub contradicted: usize,
}

impl Tally {
    /// Counts a roster.
    pub fn of(roster: &Roster) -> Self {
        let mut tally = Self::default();
        for entry in &roster.entries {
            tally.count(entry.presence);
            tally.contradicted += usize::from(entry.contradiction().is_some());
        }
        tally
    }

    const fn count(&mut self, presence: Option<Presence>) {
        self.expected += 1;
        match presence {
            Some(Presence::Present) => self.came += 1,
            Some(Presence::LeftEarly) => {
                self.came += 1;
                self.left_early += 1;
            }
            Some(Presence::Late) => {
                self.came += 1;
                self.late += 1;
            }
            Some(Presence::Excused) => self.excused += 1,
            Some(Presence::Absent) => self.absent += 1,
            None => self.open += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::PersonId;
    use crate::submission::PersonRef;
    use crate::time::Timestamp;
    use crate::training::{CheckedIn, RosterEntry};

    fn somebody() -> RosterEntry {
        RosterEntry::awaited(PersonRef {
            id: PersonId::from_number(1),
            name: "代理人".to_owned(),
        })
    }

    #[test]
    fn everybody_is_counted_once() {
        let known = Presence::ALL.map(Some);
        let entries = [None, None]
            .into_iter()
            .chain(known)
            .map(|presence| RosterEntry {
                presence,
                ..somebody()
            });
        let roster = Roster {
            entries: entries.collect(),
            ..Roster::default()
        };
        let expected = Tally {
            expected: 7,
            came: 3,
            late: 1,
            left_early: 1,
            excused: 1,
            absent: 1,
            open: 2,
            contradicted: 0,
        };
        assert_eq!(Tally::of(&roster), expected);
    }

    #[test]
    fn who_signed_in_and_was_marked_absent_before_that_was_known_is_named() {
        let at = Timestamp::from_millis;
        let mut entry = somebody();
        entry.mark(Presence::Absent, "not_seen", at(1));
        entry.sign_in(CheckedIn {
            presence: Presence::Present,
            at: at(0),
            known_at: at(2),
        });
        let entries = vec![entry, somebody()];
        let tally = Tally::of(&Roster {
            entries,
            ..Roster::default()
        });
        assert_eq!((tally.absent, tally.contradicted), (1, 1));
    }
}
