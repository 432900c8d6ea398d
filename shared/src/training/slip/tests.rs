//! The trainer scans who is in the room.

use super::*;
use crate::answers::Answers;
use crate::id::RecordId;
use crate::number::{DeviceNumber, RecordNumber};
use crate::record::{Office, RecordKind, RecordView, RuleVersion};
use crate::time::CHINA_OFFSET_MINUTES;
use crate::training::{Roster, RosterEntry, code_at};
use proptest::prelude::*;

const MINUTE: i64 = 60_000;

fn person(number: u128) -> PersonRef {
    PersonRef {
        id: PersonId::from_number(number),
        name: "王芳".to_owned(),
    }
}

/// A session from 9:00 to 11:30 with person 1 on its roster.
fn session() -> RecordView {
    let content = Answers::new()
        .with("session_number", "K7QM")
        .with("date", "2026-11-21")
        .with("start", "09:00")
        .with("end", "11:30")
        .with("secret", &"5b".repeat(32));
    let entry = RosterEntry::awaited(person(1));
    RecordView {
        record_id: RecordId::from_number(7),
        kind: RecordKind::TrainingSession,
        number: RecordNumber::new('T', DeviceNumber::new(1), 1),
        captured_by: person(9),
        captured_at: Timestamp::default(),
        received_at: Timestamp::default(),
        version: 1,
        content_version: 1,
        rules: RuleVersion::CURRENT,
        content,
        office: Office::Roster(Roster {
            entries: vec![entry],
            ..Roster::default()
        }),
    }
}

/// Minutes after the start.
fn at(minutes: i64) -> Timestamp {
    let rules = AttendanceRules::CURRENT;
    let times = SessionTimes::of(&session().content, CHINA_OFFSET_MINUTES, &rules).unwrap();
    times.start.plus_millis(minutes * MINUTE)
}

fn slip(of: u128, number: &str, shown: i64) -> CheckInSlip {
    let secret = "5b".repeat(32).parse().unwrap();
    CheckInSlip {
        session_number: number.parse().unwrap(),
        code: code_at(&secret, at(shown)),
        person: person(of).id,
    }
}

/// Scanned so many minutes after the start.
fn scanned(slip: &CheckInSlip, minutes: i64) -> Result<Presence, CheckInRefusal> {
    resolve_slip(
        slip,
        &session().training_session().unwrap(),
        at(minutes),
        CHINA_OFFSET_MINUTES,
        &PresenceRules::UNTOLD,
    )
    .map(|(_, presence)| presence)
}

#[test]
fn who_is_scanned_is_there_as_of_the_code_they_typed() {
    assert_eq!(scanned(&slip(1, "K7QM", 0), 3), Ok(Presence::Present));
    assert_eq!(scanned(&slip(1, "K7QM", 11), 14), Ok(Presence::Late));
}

#[test]
fn what_is_refused_says_why() {
    let refused = |number: &str, shown, at| scanned(&slip(1, number, shown), at).unwrap_err();
    assert_eq!(refused("K7QM", 0, 6), CheckInRefusal::CodeTooOld);
    assert_eq!(refused("K7QN", 0, 0), CheckInRefusal::OtherSession);
    assert_eq!(refused("K7QM", 2, 0), CheckInRefusal::WrongCode);
    assert_eq!(refused("K7QM", -31, -31), CheckInRefusal::NotYetOpen);
    assert_eq!(refused("K7QM", 179, 190), CheckInRefusal::SessionClosed);
}

#[test]
fn only_who_is_invited_is_marked() {
    let refused = scanned(&slip(2, "K7QM", 0), 0);
    assert_eq!(refused, Err(CheckInRefusal::NotOnRoster));
}

#[test]
fn anything_else_the_camera_reads_is_no_slip() {
    for text in [
        "",
        "https://example.com/a/b/c",
        "SB1/K7QM/0005725/x",
        "SB2/K7QM/0005724/1",
    ] {
        assert_eq!(text.parse::<CheckInSlip>(), Err(InvalidSlip), "{text}");
    }
}

proptest! {
    #[test]
    fn print_then_parse_is_identity(of: u128, bytes: [u8; 4], minutes in -30i64..180) {
        let mut slip = slip(of, "K7QM", minutes);
        slip.session_number = SessionNumber::from_random(bytes);
        let text = slip.to_string();
        prop_assert!(text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'/'));
        prop_assert_eq!(text.parse(), Ok(slip));
    }
}
