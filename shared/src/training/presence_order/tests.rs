//! Marks and sign-ins of one person, in every order in which they can become known.

use super::*;
use crate::id::PersonId;
use proptest::prelude::*;

fn minute(minute: i64) -> Timestamp {
    Timestamp::from_millis(minute * 60_000)
}

/// Somebody whom a trainer awaits.
fn awaited() -> RosterEntry {
    RosterEntry::awaited(PersonRef {
        id: PersonId::from_number(1),
        name: "王芳".to_owned(),
    })
}

fn code(typed: i64, known: i64) -> CheckedIn {
    CheckedIn {
        presence: Presence::Present,
        at: minute(typed),
        known_at: minute(known),
    }
}

#[derive(Debug, Clone)]
enum Said {
    Code(CheckedIn),
    Mark(Presence, &'static str, i64),
}

impl Said {
    fn of(&self, entry: &mut RosterEntry) {
        match self {
            Self::Code(check_in) => entry.sign_in(*check_in),
            Self::Mark(presence, reason, at) => entry.mark(*presence, reason, minute(*at)),
        }
    }
}

#[test]
fn a_code_that_comes_after_the_trainers_mark_does_not_replace_it() {
    let mut entry = awaited();
    entry.mark(Presence::Absent, "not_seen", minute(10));
    entry.sign_in(code(5, 60));
    assert_eq!(entry.presence, Some(Presence::Absent));
    assert_eq!(entry.contradiction(), Some(code(5, 60)));
}

#[test]
fn the_trainer_settles_a_contradiction_by_marking_once_more() {
    let settled = |presence| {
        let mut entry = awaited();
        entry.mark(Presence::Absent, "not_seen", minute(10));
        entry.sign_in(code(5, 60));
        entry.mark(presence, "left_after_code", minute(61));
        (entry.presence, entry.contradiction(), entry.signed_in())
    };
    for presence in Presence::ALL {
        let expected = (Some(presence), None, Some(code(5, 60)));
        assert_eq!(settled(presence), expected);
    }
}

#[test]
fn a_mark_that_says_what_the_code_says_is_no_contradiction() {
    let mut entry = awaited();
    entry.mark(Presence::Late, "phone_flat", minute(10));
    entry.sign_in(code(5, 60));
    assert_eq!(entry.presence, Some(Presence::Late));
    assert_eq!(entry.contradiction(), None);
}

#[test]
fn of_two_devices_marks_the_one_made_later_stands_whichever_arrives_first() {
    let mut entry = awaited();
    entry.mark(Presence::Present, "no_phone", minute(20));
    entry.mark(Presence::Absent, "not_seen", minute(10));
    assert_eq!(entry.presence, Some(Presence::Present));
}

#[test]
fn an_absence_by_closing_gives_way_to_a_code() {
    let mut entry = awaited();
    entry.close();
    assert_eq!(entry.presence, Some(Presence::Absent));
    entry.sign_in(code(5, 60));
    assert_eq!(entry.presence, Some(Presence::Present));
    entry.close();
    assert_eq!(entry.presence, Some(Presence::Present));
}

#[test]
fn a_code_of_a_roster_of_before_is_kept_when_the_trainer_marks() {
    let mut entry = RosterEntry {
        presence: Some(Presence::Late),
        source: Some(PresenceSource::Code { at: minute(12) }),
        ..awaited()
    };
    entry.mark(Presence::Absent, "not_seen", minute(5));
    let known = entry.contradiction().map(|code| (code.presence, code.at));
    assert_eq!(known, Some((Presence::Late, minute(12))));
}

fn said() -> impl Strategy<Value = Said> {
    let presence = prop::sample::select(&Presence::ALL[..]);
    let reason = prop::sample::select(&["ill", "not_seen"][..]);
    prop_oneof![
        (0i64..5).prop_map(|at| Said::Code(code(at, at + 10))),
        (presence, reason, 0i64..4)
            .prop_map(|(presence, reason, at)| Said::Mark(presence, reason, at)),
    ]
}

proptest! {
    #[test]
    fn the_order_in_which_things_become_known_does_not_matter(
        said in prop::collection::vec(said(), 0..6).prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
        closed in 0usize..6,
    ) {
        let (one, other) = said;
        let entry = |all: &[Said], closed: usize| {
            let mut entry = awaited();
            for (number, said) in all.iter().enumerate() {
                if number == closed {
                    entry.close();
                }
                said.of(&mut entry);
            }
            entry.close();
            entry
        };
        prop_assert_eq!(entry(&one, closed), entry(&other, 0));
    }
}
