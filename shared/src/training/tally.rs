//! How many came.

use super::Presence;
use crate::record::Roster;

/// How many of a roster came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// On the roster.
    pub expected: usize,
    /// Came: present, late, or left early.
    pub came: usize,
    /// Of those who came, late.
    pub late: usize,
    /// Excused.
    pub excused: usize,
    /// Did not come.
    pub absent: usize,
    /// Not yet known.
    pub open: usize,
}

impl Tally {
    /// Counts a roster.
    pub fn of(roster: &Roster) -> Self {
        let mut tally = Self::default();
        for entry in &roster.entries {
            tally.count(entry.presence);
        }
        tally
    }

    const fn count(&mut self, presence: Option<Presence>) {
        self.expected += 1;
        match presence {
            Some(Presence::Present | Presence::LeftEarly) => self.came += 1,
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
    use crate::record::RosterEntry;
    use crate::submission::PersonRef;

    #[test]
    fn everybody_is_counted_once() {
        let known = Presence::ALL.map(Some);
        let entries = [None, None]
            .into_iter()
            .chain(known)
            .map(|presence| RosterEntry {
                person: PersonRef {
                    id: PersonId::from_number(1),
                    name: "代理人".to_owned(),
                },
                presence,
                source: None,
            });
        let roster = Roster {
            entries: entries.collect(),
            ..Roster::default()
        };
        let expected = Tally {
            expected: 7,
            came: 3,
            late: 1,
            excused: 1,
            absent: 1,
            open: 2,
        };
        assert_eq!(Tally::of(&roster), expected);
    }
}
