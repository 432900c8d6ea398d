//! A morning in the training room, told with clocks that are wrong.

use super::*;
use crate::answers::Answers;
use crate::id::{PersonId, RecordId};
use crate::number::{DeviceNumber, RecordNumber};
use crate::record::{Office, RecordKind, RecordView, RuleVersion};
use crate::submission::PersonRef;
use crate::time::CHINA_OFFSET_MINUTES;
use crate::training::{PresenceSource, RosterEntry, code_at};

const MINUTE: i64 = 60_000;

const SAME_CLOCK: SignInClocks = SignInClocks {
    agent_ahead: 0,
    trainer_ahead: 0,
    branch_offset: CHINA_OFFSET_MINUTES,
};

fn person(number: u128) -> PersonRef {
    PersonRef {
        id: PersonId::from_number(number),
        name: format!("代理人{number}"),
    }
}

fn record(kind: RecordKind, by: PersonRef, at: Timestamp, content: Answers) -> RecordView {
    RecordView {
        record_id: RecordId::from_number(at.millis().unsigned_abs().into()),
        kind,
        number: RecordNumber::new(kind.letter(), DeviceNumber::new(1), 1),
        captured_by: by,
        captured_at: at,
        received_at: at,
        version: 1,
        content_version: 1,
        rules: RuleVersion::CURRENT,
        content,
        office: Office::CheckIn(CheckInState::WaitingForSession),
    }
}

/// A session from 9:00 to 11:30 with agents 1 and 2 on its roster.
struct Room {
    session: RecordView,
}

impl Room {
    fn new() -> Self {
        let content = Answers::new()
            .with("date", "2026-11-21")
            .with("start", "09:00")
            .with("end", "11:30")
            .with("secret", &"5b".repeat(32));
        let entries = [1, 2].map(|number| RosterEntry::awaited(person(number)));
        let session = record(
            RecordKind::TrainingSession,
            person(9),
            Timestamp::default(),
            content,
        );
        let mut room = Self { session };
        room.set_roster(Roster {
            entries: entries.to_vec(),
            ..Roster::default()
        });
        room
    }

    /// Minutes after the start, by the trainer's clock.
    fn at(&self, minutes: i64) -> Timestamp {
        let rules = AttendanceRules::CURRENT;
        let times = SessionTimes::of(&self.session.content, CHINA_OFFSET_MINUTES, &rules).unwrap();
        times.start.plus_millis(minutes * MINUTE)
    }

    fn code(&self, minutes: i64) -> String {
        self.code_at(self.at(minutes))
    }

    fn code_at(&self, at: Timestamp) -> String {
        let secret = self.session.content.get("secret").unwrap().parse().unwrap();
        code_at(&secret, at).to_string()
    }

    fn roster(&self) -> &Roster {
        let Office::Roster(roster) = &self.session.office else {
            panic!("a session has a roster");
        };
        roster
    }

    fn set_roster(&mut self, roster: Roster) {
        self.session.office = Office::Roster(roster);
    }

    fn marked(mut self, presence: Presence, source: PresenceSource) -> Self {
        let mut roster = self.roster().clone();
        roster.entries[0].presence = Some(presence);
        roster.entries[0].source = Some(source);
        self.set_roster(roster);
        self
    }

    /// Agent `number` types the code of one minute in another, by a clock that is `ahead`.
    fn signs_in(
        &self,
        number: u128,
        shown: i64,
        typed: i64,
        ahead: i64,
    ) -> (CheckInState, Option<Roster>) {
        let seconds = (typed - shown) * 60;
        self.types_after(number, self.at(shown), seconds, ahead)
    }

    /// Agent `number` types the code shown at a moment so many seconds later, by a clock that is `ahead`.
    fn types_after(
        &self,
        number: u128,
        shown: Timestamp,
        seconds: i64,
        ahead: i64,
    ) -> (CheckInState, Option<Roster>) {
        let content = Answers::new().with("code", &self.code_at(shown));
        let typed = shown.plus_millis(seconds * 1_000 + ahead);
        let mut check_in = record(RecordKind::CheckIn, person(number), typed, content);
        check_in.received_at = self.at(24 * 60);
        let clocks = SignInClocks {
            agent_ahead: ahead,
            ..SAME_CLOCK
        };
        resolve_check_in(
            &check_in.as_check_in(),
            &self.session.training_session().unwrap(),
            clocks,
            &PresenceRules::UNTOLD,
            check_in.received_at,
        )
    }

    /// When the roster of this says that agent 1 signed in.
    fn signed_in_at(&self, (_, roster): (CheckInState, Option<Roster>)) -> Option<Timestamp> {
        roster?.entries[0].signed_in().map(|check_in| check_in.at)
    }

    fn counted(&self, presence: Presence) -> CheckInState {
        CheckInState::Counted {
            session: self.session.record_id,
            presence,
        }
    }
}

fn refused(reason: CheckInRefusal) -> (CheckInState, Option<Roster>) {
    (CheckInState::NotCounted { reason }, None)
}

fn by_closing() -> PresenceSource {
    PresenceSource::Closing
}

fn by_hand() -> PresenceSource {
    PresenceSource::Hand {
        reason: "电话请假".to_owned(),
        at: Timestamp::default(),
    }
}

#[test]
fn who_types_the_code_in_time_is_present() {
    let room = Room::new();
    let (state, roster) = room.signs_in(1, -10, -10, 0);
    assert_eq!(state, room.counted(Presence::Present));
    let roster = roster.unwrap();
    assert_eq!(roster.entries[0].presence, Some(Presence::Present));
    let at = room.at(-10);
    assert_eq!(roster.entries[0].source, Some(PresenceSource::Code { at }));
    assert_eq!(roster.entries[1].presence, None);
}

#[test]
fn who_comes_after_the_start_is_late_by_the_moment_of_typing() {
    let room = Room::new();
    let presence = |shown, typed| {
        room.types_after(1, room.at(0).plus_millis(shown), typed, 0)
            .0
    };
    let ten_minutes = 10 * MINUTE;
    assert_eq!(presence(ten_minutes, 0), room.counted(Presence::Present));
    assert_eq!(presence(ten_minutes, 9), room.counted(Presence::Late));
}

/// A clock that is not quite right moves nobody before the code was shown, nor after it could be typed.
#[test]
fn the_moment_of_typing_is_bounded_by_the_code() {
    let room = Room::new();
    let shown = room.at(0);
    let at = |seconds| room.signed_in_at(room.types_after(1, shown, seconds, 0));
    assert_eq!(at(-20), Some(shown));
    assert_eq!(at(20), Some(shown.plus_millis(20_000)));
    assert_eq!(at(90), Some(shown.plus_millis(70_000)));
}

#[test]
fn a_phone_that_is_days_wrong_counts_once_its_offset_is_known() {
    let room = Room::new();
    let two_days = 2 * 24 * 60 * MINUTE;
    assert_eq!(
        room.signs_in(1, 0, 0, two_days).0,
        room.counted(Presence::Present)
    );
    assert_eq!(
        room.signs_in(1, 0, 0, -two_days).0,
        room.counted(Presence::Present)
    );
}

#[test]
fn a_code_sent_on_to_somebody_who_types_it_later_does_not_count() {
    let room = Room::new();
    let typed = |seconds| room.types_after(1, room.at(0), seconds, 0);
    assert_eq!(typed(99).0, room.counted(Presence::Present));
    for late in [100, 5 * 60, 20 * 60] {
        assert_eq!(typed(late), refused(CheckInRefusal::CodeTooOld), "{late}");
    }
    for early in [-41, -20 * 60] {
        assert_eq!(typed(early), refused(CheckInRefusal::WrongCode), "{early}");
    }
}

/// A phone whose clock was set ahead for the moment of signing in, with a code the trainer's phone has not
/// shown yet.
#[test]
fn a_moment_that_lies_after_the_receipt_never_counts() {
    let room = Room::new();
    let content = Answers::new().with("code", &room.code(0));
    let mut check_in = record(RecordKind::CheckIn, person(1), room.at(0), content);
    let decided = |check_in: &RecordView, clocks| {
        resolve_check_in(
            &check_in.as_check_in(),
            &room.session.training_session().unwrap(),
            clocks,
            &PresenceRules::UNTOLD,
            check_in.received_at,
        )
    };
    check_in.received_at = room.at(-2);
    let wrong = refused(CheckInRefusal::WrongCode);
    assert_eq!(decided(&check_in, SAME_CLOCK), wrong);
    check_in.received_at = room.at(0);
    let present = room.counted(Presence::Present);
    assert_eq!(decided(&check_in, SAME_CLOCK).0, present);
    // The trainer's clock is three minutes ahead: by the server's the code is shown so much earlier.
    check_in.received_at = room.at(-2);
    let clocks = SignInClocks {
        trainer_ahead: 3 * MINUTE,
        ..SAME_CLOCK
    };
    assert_eq!(decided(&check_in, clocks).0, present);
}

#[test]
fn a_session_that_was_called_off_counts_nobody() {
    let mut room = Room::new();
    let cancelled = Some(crate::training::Cancelled {
        at: room.at(-60),
        reason: "讲师生病".to_owned(),
    });
    let roster = room.roster().clone();
    room.set_roster(Roster {
        cancelled,
        ..roster
    });
    assert_eq!(
        room.signs_in(1, 0, 0, 0),
        refused(CheckInRefusal::SessionClosed)
    );
}

#[test]
fn only_who_is_on_the_roster_is_counted() {
    let refusal = refused(CheckInRefusal::NotOnRoster);
    assert_eq!(Room::new().signs_in(3, 0, 0, 0), refusal);
}

#[test]
fn a_code_from_before_the_opening_or_after_the_end_does_not_count() {
    let room = Room::new();
    assert_eq!(
        room.signs_in(1, -31, -31, 0),
        refused(CheckInRefusal::NotYetOpen)
    );
    assert_eq!(
        room.signs_in(1, -30, -30, 0).0,
        room.counted(Presence::Present)
    );
    assert_eq!(
        room.signs_in(1, 179, 179, 0).0,
        room.counted(Presence::Late)
    );
    assert_eq!(
        room.signs_in(1, 180, 180, 0),
        refused(CheckInRefusal::SessionClosed)
    );
}

#[test]
fn a_code_typed_before_the_closing_counts_when_it_arrives_after_it() {
    let mut room = Room::new().marked(Presence::Absent, by_closing());
    let mut roster = room.roster().clone();
    roster.closed_at = Some(room.at(60));
    room.set_roster(roster);
    let (state, roster) = room.signs_in(1, 0, 0, 0);
    assert_eq!(state, room.counted(Presence::Present));
    assert_eq!(roster.unwrap().entries[0].presence, Some(Presence::Present));
    assert_eq!(
        room.signs_in(1, 61, 61, 0),
        refused(CheckInRefusal::SessionClosed)
    );
}

#[test]
fn a_mistyped_code_is_refused_for_the_hour_at_which_it_was_typed() {
    let room = Room::new();
    let other = Room::new().session.content.with("secret", &"77".repeat(32));
    let refusal = |minutes| {
        let code = code_at(
            &other.get("secret").unwrap().parse().unwrap(),
            room.at(minutes),
        );
        let content = Answers::new().with("code", &code.to_string());
        let check_in = record(RecordKind::CheckIn, person(1), room.at(minutes), content);
        resolve_check_in(
            &check_in.as_check_in(),
            &room.session.training_session().unwrap(),
            SAME_CLOCK,
            &PresenceRules::UNTOLD,
            check_in.received_at,
        )
    };
    assert_eq!(refusal(-40), refused(CheckInRefusal::NotYetOpen));
    assert_eq!(refusal(10), refused(CheckInRefusal::WrongCode));
    assert_eq!(refusal(200), refused(CheckInRefusal::SessionClosed));
}

#[test]
fn a_mark_stands_over_a_code_and_both_are_kept() {
    for presence in Presence::ALL {
        let room = Room::new().marked(presence, by_hand());
        let (state, roster) = room.signs_in(1, 0, 0, 0);
        assert_eq!(state, room.counted(Presence::Present));
        let entry = roster.unwrap().entries.remove(0);
        assert_eq!(
            (entry.presence, &entry.source),
            (Some(presence), &Some(by_hand()))
        );
        assert_eq!(entry.contradiction().is_some(), !presence.came());
    }
}

#[test]
fn the_same_sign_in_looked_at_again_changes_nothing() {
    let mut room = Room::new();
    let (state, roster) = room.signs_in(1, 0, 0, 0);
    room.set_roster(roster.unwrap());
    assert_eq!(room.signs_in(1, 0, 0, 0), (state, None));
}

#[test]
fn a_session_without_a_readable_secret_counts_nobody() {
    let mut room = Room::new();
    let code = room.code(0);
    room.session.content.set("secret", "5b");
    let content = Answers::new().with("code", &code);
    let check_in = record(RecordKind::CheckIn, person(1), room.at(0), content);
    let decided = resolve_check_in(
        &check_in.as_check_in(),
        &room.session.training_session().unwrap(),
        SAME_CLOCK,
        &PresenceRules::UNTOLD,
        room.at(1),
    );
    assert_eq!(decided, refused(CheckInRefusal::WrongCode));
}

#[test]
fn every_refusal_says_why_and_what_helps() {
    use crate::text::{Language, lookup};
    for refusal in CheckInRefusal::ALL.map(CheckInRefusal::as_str) {
        for group in ["check_in", "check_in.way_out", "training.scan.refused"] {
            let key = format!("{group}.{refusal}");
            assert!(lookup(Language::ZhHans, &key).is_some(), "{key}");
        }
    }
}
