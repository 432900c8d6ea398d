//! A sign-in from the moment it is saved until the office counts it.

use super::*;
use crate::pages::training::attendance::example::{
    AGENT, HERE, NINE, check_in, session, standings, waiting,
};
use crate::pages::training::attendance::own_attendance;
use shared::answers::Changes;
use shared::sync::Quarantine;
use shared::training::{CheckInRefusal, Presence};

#[test]
fn a_sign_in_is_listed_from_the_moment_it_is_saved() {
    let outbox = [waiting(5, EntryState::Waiting)];
    let sessions = [session(1, "2026-11-21", "product", None)];
    let attended = own_attendance(&sessions, &outbox, AGENT, HERE);
    assert_eq!(attended[0].standing, Standing::WaitingHere);
    assert_eq!(attended[0].topic.as_deref(), Some("健康告知怎么问"));
    assert_eq!(attended[0].day.to_string(), "2026-11-21");
}

#[test]
fn the_office_s_word_replaces_the_phone_s() {
    let outbox = [waiting(5, EntryState::Applied { version: 1 })];
    assert_eq!(standings(&[], &outbox), [Standing::WaitingForSession]);
    let refused = CheckInState::NotCounted {
        reason: CheckInRefusal::WrongCode,
    };
    assert_eq!(
        standings(&[check_in(5, refused)], &outbox),
        [Standing::NotCounted(CheckInRefusal::WrongCode)]
    );
}

#[test]
fn one_sign_in_is_enough_unless_it_did_not_count() {
    let number = "K7QM".parse().unwrap();
    let signed_in = |records: &[RecordView], outbox: &[OutboxEntry], now| {
        own_attendance(records, outbox, AGENT, HERE)
            .iter()
            .any(|one| one.is_signed_in_to(number, now))
    };
    let here = [waiting(5, EntryState::Waiting)];
    assert!(signed_in(&[], &here, NINE));
    let next_week = NINE.plus_millis(7 * 24 * 3_600_000);
    assert!(!signed_in(&[], &here, next_week));
    let refused = CheckInState::NotCounted {
        reason: CheckInRefusal::WrongCode,
    };
    assert!(!signed_in(&[check_in(5, refused)], &[], NINE));
    let came = session(1, "2026-11-21", "product", Some(Presence::Late));
    assert!(signed_in(&[came], &[], NINE));
    let absent = session(1, "2026-11-21", "product", Some(Presence::Absent));
    assert!(!signed_in(&[absent], &[], NINE));
}

#[test]
fn a_sign_in_can_be_shown_to_the_trainer_again() {
    let mut sign_in = check_in(5, CheckInState::WaitingForSession);
    sign_in.content.set("code", "0005724");
    let attended = own_attendance(&[sign_in], &[], AGENT, HERE);
    let slip = attended[0].slip.as_ref().unwrap();
    assert_eq!(slip.to_string().split('/').nth(2), Some("0005724"));
    assert_eq!(slip.person, AGENT);
}

#[test]
fn a_number_is_corrected_at_once_and_waits_until_the_office_has_it() {
    let mut sign_in = check_in(5, CheckInState::WaitingForSession);
    sign_in.content.set("code", "0005724");
    let correction = |state| {
        let mut entry = waiting(5, state);
        let mut mutation = entry.mutation().unwrap();
        mutation.operation = Operation::Amend {
            changes: Changes::new().with("session_number", "K0Q1C"),
            note: String::new(),
        };
        entry.body = serde_json::to_string(&mutation).unwrap();
        entry
    };
    let read = |state| {
        let outbox = [correction(state)];
        let records = std::slice::from_ref(&sign_in);
        let mut attended = own_attendance(records, &outbox, AGENT, HERE);
        let one = attended.remove(0);
        assert_eq!(
            one.slip.unwrap().session_number.to_string(),
            one.session_number
        );
        (one.session_number, one.standing, one.pending)
    };
    let corrected = |standing, pending| ("K0Q1C".to_owned(), standing, pending);
    let number = Some(PendingCorrection::Number);
    let here = corrected(Standing::WaitingHere, number);
    assert_eq!(read(EntryState::Waiting), here);
    let back = corrected(Standing::NotSent, number);
    let aside = EntryState::SetAside(Quarantine::NotYours.into());
    assert_eq!(read(aside), back);
    let on_its_way = corrected(Standing::WaitingForSession, None);
    assert_eq!(read(EntryState::Applied { version: 2 }), on_its_way);
    let pulled = ("K7QM".to_owned(), Standing::WaitingForSession, None);
    assert_eq!(read(EntryState::Applied { version: 1 }), pulled);
}
