//! A presence is changed after the day, and somebody else agrees or not.

use super::*;
use crate::submission::{PersonRef, Refusal};
use crate::training::{Backdated, PresenceSource, RosterEntry};

const TRAINER: PersonId = PersonId::from_number(9);
const AGENT: PersonId = PersonId::from_number(1);

fn person(id: PersonId) -> PersonRef {
    PersonRef {
        id,
        name: "代理人".to_owned(),
    }
}

/// A closed session at which the agent was absent.
fn closed() -> Roster {
    Roster {
        closed_at: Some(Timestamp::default()),
        entries: vec![RosterEntry {
            presence: Some(Presence::Absent),
            source: Some(PresenceSource::Closing),
            ..RosterEntry::awaited(person(AGENT))
        }],
        ..Roster::default()
    }
}

fn correction(number: u128, roster: &Roster, presence: Presence) -> PresenceCorrection {
    PresenceCorrection {
        id: MutationId::from_number(number),
        person: AGENT,
        before: presence_of(roster),
        presence,
        reason: "签到表上有名字".to_owned(),
        at: Timestamp::from_millis(1),
        closed_month: false,
        state: CorrectionState::Waits,
    }
}

/// A closed session with this asked for.
fn asked(mut roster: Roster, number: u128, presence: Presence) -> Roster {
    let asked = correction(number, &roster, presence);
    roster.ask(asked);
    roster
}

fn presence_of(roster: &Roster) -> Option<Presence> {
    roster.entries[0].presence
}

fn word(by: u128, agreed: bool) -> SecondWord {
    SecondWord {
        by: person(PersonId::from_number(by)),
        at: Timestamp::from_millis(2),
        agreed,
        note: "签到表上没有".to_owned(),
    }
}

#[test]
fn what_stood_counts_until_a_second_person_agrees() {
    let waits = asked(closed(), 1, Presence::Present);
    assert_eq!(presence_of(&waits), Some(Presence::Absent));
    assert!(waits.is_in_force() && waits.waits_for_second_person());
    let agreed = waits.after_second_word(word(5, true), TRAINER).unwrap();
    assert_eq!(presence_of(&agreed), Some(Presence::Present));
    assert!(!agreed.waits_for_second_person());
    let named = agreed.correction_of(AGENT).and_then(|it| it.agreement());
    assert_eq!(named, Some(&word(5, true)));
}

#[test]
fn what_is_refused_changes_nothing_and_is_named_when_it_is_asked_for_again() {
    let waits = asked(closed(), 1, Presence::Present);
    let refused = waits.after_second_word(word(5, false), TRAINER).unwrap();
    assert_eq!(presence_of(&refused), Some(Presence::Absent));
    assert!(!refused.waits_for_second_person());
    let again = asked(refused, 2, Presence::Late);
    assert_eq!(again.refused_before(AGENT), Some(&word(5, false)));
    assert!(again.correction_of(AGENT).is_some_and(|it| it.waits()));
}

#[test]
fn asking_for_something_else_takes_back_what_was_asked_for() {
    let twice = asked(asked(closed(), 1, Presence::Present), 2, Presence::Late);
    let waiting: Vec<_> = twice.waiting_corrections().map(|it| it.presence).collect();
    assert_eq!(waiting, [Presence::Late]);
    let nothing = asked(twice, 3, Presence::Absent);
    assert!(!nothing.waits_for_second_person());
    assert_eq!(nothing.corrections.len(), 3);
    assert_eq!(nothing.correction_of(AGENT), None);
}

#[test]
fn neither_who_asked_nor_whose_presence_it_is_agrees() {
    let waits = asked(closed(), 1, Presence::Present);
    for own in [9, 1] {
        let said = waits.after_second_word(word(own, true), TRAINER);
        assert_eq!(said, Err(Refusal::SecondPersonNeeded));
    }
}

#[test]
fn a_word_on_a_correction_leaves_an_earlier_one_on_the_session() {
    let mut told_late = closed();
    told_late.backdated = Some(Backdated {
        word: Some(word(6, true)),
        ..Backdated::because("手机没电".to_owned())
    });
    let waits = asked(told_late, 1, Presence::Present);
    let refused = waits.after_second_word(word(5, false), TRAINER).unwrap();
    assert!(refused.is_in_force());
}
