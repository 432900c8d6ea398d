//! What somebody's presence at a session counted as, from one moment to the next.

use shared::submission::PersonRef;
use shared::time::Timestamp;
use shared::training::{CheckedIn, Presence, RosterEntry};

/// One thing the server learned of a presence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Learned {
    at: Timestamp,
    what: Said,
}

#[derive(Debug, Clone, Copy)]
enum Said {
    /// A code was typed.
    SignedIn(CheckedIn),
    /// The trainer marked it, at a moment of the trainer's clock set right.
    Marked(Timestamp, Presence),
    /// The session was closed.
    Closed,
}

impl Learned {
    pub(super) const fn signed_in(check_in: CheckedIn) -> Self {
        let what = Said::SignedIn(check_in);
        Self {
            at: check_in.known_at,
            what,
        }
    }

    /// Learned at `at`, made at `made`.
    pub(super) const fn marked(at: Timestamp, made: Timestamp, presence: Presence) -> Self {
        let what = Said::Marked(made, presence);
        Self { at, what }
    }

    pub(super) const fn closed(at: Timestamp) -> Self {
        let what = Said::Closed;
        Self { at, what }
    }

    /// What the roster made of it.
    fn told_to(self, entry: &mut RosterEntry) {
        match self.what {
            Said::SignedIn(check_in) => entry.sign_in(check_in),
            // The reason decides nothing between two marks that say the same.
            Said::Marked(made, presence) => entry.mark(presence, "", made),
            Said::Closed => entry.close(),
        }
    }
}

/// A presence from moment to moment.
#[derive(Debug, Clone)]
pub(super) struct Course(Vec<(Timestamp, Presence)>);

impl Course {
    /// The line of the roster as it was told one thing after the other.
    pub(super) fn of(person: &PersonRef, mut learned: Vec<Learned>) -> Self {
        learned.sort_by_key(|one| one.at);
        let mut entry = RosterEntry::awaited(person.clone());
        let mut course = Vec::new();
        for one in learned {
            let before = entry.presence;
            one.told_to(&mut entry);
            if let Some(presence) = entry.presence.filter(|_| entry.presence != before) {
                course.push((one.at, presence));
            }
        }
        Self(course)
    }

    /// By how much required and attended sessions change, and when, of a session that counts from a moment.
    pub(super) fn changes_from(
        &self,
        from: Timestamp,
    ) -> impl Iterator<Item = (Timestamp, i32, i32)> {
        let mut before = (0, 0);
        self.0.iter().map(move |(at, presence)| {
            let now = counts_as(*presence);
            let change = (now.0 - before.0, now.1 - before.1);
            before = now;
            (from.max(*at), change.0, change.1)
        })
    }
}

/// Sessions required, and attended.
pub(super) const fn counts_as(presence: Presence) -> (i32, i32) {
    match presence {
        Presence::Present | Presence::Late | Presence::LeftEarly => (1, 1),
        Presence::Absent => (1, 0),
        Presence::Excused => (0, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn at(minute: i64) -> Timestamp {
        Timestamp::from_millis(minute * 60_000)
    }

    fn person() -> PersonRef {
        PersonRef {
            id: shared::id::PersonId::from_number(1),
            name: "王芳".to_owned(),
        }
    }

    /// A code that the server had at a minute.
    const fn code(minute: i64, presence: Presence) -> Learned {
        Learned::signed_in(CheckedIn {
            presence,
            at: at(0),
            known_at: at(minute),
        })
    }

    /// The sums at the end of each minute that is named, of a session closed at 10.
    fn sums(learned: &[Learned], minutes: [i64; 3]) -> [(i32, i32); 3] {
        let mut learned = learned.to_vec();
        learned.push(Learned::closed(at(10)));
        let changes: Vec<_> = Course::of(&person(), learned)
            .changes_from(at(10))
            .collect();
        minutes.map(|minute| {
            let by = changes.iter().filter(|(when, ..)| *when <= at(minute));
            by.fold((0, 0), |sum, (_, required, attended)| {
                (sum.0 + required, sum.1 + attended)
            })
        })
    }

    #[test]
    fn nothing_counts_before_the_closing() {
        let came = [code(1, Presence::Present)];
        assert_eq!(sums(&came, [9, 10, 11]), [(0, 0), (1, 1), (1, 1)]);
        assert_eq!(sums(&[], [9, 10, 11]), [(0, 0), (1, 0), (1, 0)]);
    }

    #[test]
    fn a_code_that_comes_late_counts_from_then_on() {
        let late = [code(20, Presence::Late)];
        assert_eq!(sums(&late, [10, 19, 20]), [(1, 0), (1, 0), (1, 1)]);
    }

    #[test]
    fn what_is_marked_after_the_closing_does_not_change_what_was_said_before() {
        let excused = [Learned::marked(at(20), at(20), Presence::Excused)];
        assert_eq!(sums(&excused, [10, 19, 20]), [(1, 0), (1, 0), (0, 0)]);
        let taken_back = [
            code(1, Presence::Present),
            Learned::marked(at(20), at(20), Presence::Absent),
        ];
        assert_eq!(sums(&taken_back, [10, 19, 20]), [(1, 1), (1, 1), (1, 0)]);
    }

    #[test]
    fn a_code_does_not_replace_what_the_trainer_marked() {
        let excused = [
            Learned::marked(at(1), at(1), Presence::Excused),
            code(2, Presence::Present),
        ];
        assert_eq!(sums(&excused, [9, 10, 11]), [(0, 0), (0, 0), (0, 0)]);
    }

    #[test]
    fn an_absence_that_the_trainer_marked_stands_over_a_code_that_comes_later() {
        let absent = [
            Learned::marked(at(1), at(1), Presence::Absent),
            code(20, Presence::Present),
        ];
        assert_eq!(sums(&absent, [9, 10, 20]), [(0, 0), (1, 0), (1, 0)]);
    }

    #[test]
    fn of_two_marks_the_one_made_later_counts_though_it_came_first() {
        let marks = [
            Learned::marked(at(11), at(5), Presence::Absent),
            Learned::marked(at(20), at(4), Presence::Present),
        ];
        assert_eq!(sums(&marks, [10, 11, 20]), [(1, 0), (1, 0), (1, 0)]);
    }
}
