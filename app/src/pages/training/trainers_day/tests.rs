//! A trainer looks at the start page at a quarter past ten on 21 November 2026.

use super::*;
use shared::answers::Answers;
use shared::id::{MutationId, PersonId};
use shared::number::{DeviceNumber, RecordNumber};
use shared::record::{Office, RecordKind, RecordView, RuleVersion};
use shared::time::CHINA_OFFSET_MINUTES;
use shared::training::{
    Backdated, Cancelled, CheckedIn, CorrectionState, PresenceCorrection, Roster, RosterEntry,
};

const DAY: i64 = 24 * 60 * 60_000;

fn now() -> Timestamp {
    let civil = "2026-11-21T10:15:00".parse().unwrap();
    Timestamp::from_civil(civil, CHINA_OFFSET_MINUTES)
}

fn person(number: u128, name: &str) -> PersonRef {
    PersonRef {
        id: PersonId::from_number(number),
        name: name.to_owned(),
    }
}

fn session(topic: &str, day: &str, start: &str, end: &str) -> SeenSession {
    let content = Answers::new()
        .with("topic", topic)
        .with("date", day)
        .with("start", start)
        .with("end", end);
    SeenSession {
        record: RecordView {
            record_id: RecordId::from_number(number_of(topic)),
            kind: RecordKind::TrainingSession,
            number: RecordNumber::new('T', DeviceNumber::new(3), 1),
            captured_by: person(9, "周敏"),
            captured_at: now(),
            received_at: now(),
            version: 1,
            content_version: 1,
            rules: RuleVersion::CURRENT,
            content,
            office: Office::Roster(Roster::default()),
        },
        unsent: 0,
        set_aside: false,
    }
}

/// Each topic is a session of its own.
fn number_of(topic: &str) -> u128 {
    let bytes = topic.bytes();
    bytes.fold(0, |number, byte| number * 131 + u128::from(byte))
}

fn with(mut session: SeenSession, change: impl FnOnce(&mut Roster)) -> SeenSession {
    let mut roster = session.roster();
    change(&mut roster);
    session.record.office = Office::Roster(roster);
    session
}

fn closed(session: SeenSession) -> SeenSession {
    with(session, |roster| roster.closed_at = Some(now()))
}

fn cancelled(session: SeenSession) -> SeenSession {
    with(session, |roster| {
        let reason = "讲师生病".to_owned();
        roster.cancelled = Some(Cancelled { at: now(), reason });
    })
}

fn told_late(session: SeenSession, word: Option<SecondWord>) -> SeenSession {
    with(session, |roster| {
        let asked = Backdated::because("手机没电".to_owned());
        roster.backdated = Some(Backdated { word, ..asked });
    })
}

fn refused(days_ago: i64) -> SecondWord {
    SecondWord {
        by: person(5, "唐文"),
        at: now().plus_millis(-days_ago * DAY),
        agreed: false,
        note: "没有这次培训".to_owned(),
    }
}

/// The trainer asked for 李强 to have been there, and has this word.
fn corrected(session: SeenSession, state: CorrectionState) -> SeenSession {
    with(session, |roster| {
        let absent = person(2, "李强");
        roster.corrections = vec![PresenceCorrection {
            id: MutationId::from_number(1),
            person: absent.id,
            before: Some(Presence::Absent),
            presence: Presence::Present,
            reason: "签到表上有名字".to_owned(),
            at: now(),
            closed_month: false,
            state,
        }];
        roster.entries = vec![RosterEntry {
            presence: Some(Presence::Absent),
            ..RosterEntry::awaited(absent)
        }];
    })
}

fn of(mut sessions: Vec<SeenSession>) -> TrainersDay {
    let begins = |session: &SeenSession| {
        let answer = |path| {
            session
                .record
                .content
                .get(path)
                .unwrap_or_default()
                .to_owned()
        };
        (answer("date"), answer("start"))
    };
    sessions.sort_by_key(|session| core::cmp::Reverse(begins(session)));
    TrainersDay::of(&sessions, now(), CHINA_OFFSET_MINUTES)
}

fn topic(session: &SeenSession) -> &str {
    session.record.content.get("topic").unwrap()
}

fn waits(day: &TrainersDay) -> Vec<(&str, &Wait)> {
    let waiting = day.waiting.iter();
    waiting
        .map(|waiting| (topic(&waiting.session), &waiting.wait))
        .collect()
}

const TODAY: &str = "2026-11-21";
const YESTERDAY: &str = "2026-11-20";

#[test]
fn what_runs_stands_first_then_what_comes_next_then_what_is_over() {
    let day = of(vec![
        cancelled(session("called off", TODAY, "06:00", "06:30")),
        closed(session("closed", TODAY, "07:00", "07:30")),
        session("over", TODAY, "08:00", "08:30"),
        session("runs", TODAY, "10:00", "11:00"),
        session("next", TODAY, "14:00", "15:00"),
        session("evening", TODAY, "19:00", "20:00"),
        session("tomorrow", "2026-11-22", "09:00", "10:00"),
    ]);
    let topics: Vec<&str> = day.today.iter().map(topic).collect();
    let expected = ["runs", "next", "evening", "over", "closed", "called off"];
    assert_eq!(topics, expected);
    assert_eq!(day.next, None, "today has more");
    assert_eq!(waits(&day), [], "today's are on top already");
}

#[test]
fn a_day_with_nothing_more_says_what_comes_next() {
    let day = of(vec![
        closed(session("closed", TODAY, "07:00", "07:30")),
        cancelled(session("called off", "2026-11-22", "09:00", "10:00")),
        session("monday", "2026-11-23", "09:00", "10:00"),
        session("tuesday", "2026-11-24", "09:00", "10:00"),
    ]);
    assert_eq!(day.next.as_ref().map(topic), Some("monday"));
}

#[test]
fn what_waits_is_told_by_how_much_it_presses() {
    let not_taken = SeenSession {
        set_aside: true,
        ..closed(session("not taken", "2026-11-10", "09:00", "10:00"))
    };
    let late = |topic| closed(session(topic, YESTERDAY, "09:00", "10:00"));
    let day = of(vec![
        told_late(late("asked"), None),
        session("unclosed", YESTERDAY, "12:00", "13:00"),
        told_late(late("refused"), Some(refused(3))),
        not_taken,
        closed(session("well", YESTERDAY, "15:00", "16:00")),
    ]);
    let expected = [
        ("not taken", &Wait::NotTaken),
        ("refused", &Wait::Refused(refused(3))),
        ("unclosed", &Wait::ToClose),
        ("asked", &Wait::SecondPerson),
    ];
    assert_eq!(waits(&day), expected);
}

#[test]
fn a_correction_that_was_not_agreed_to_names_whose_and_says_nothing_of_the_session() {
    let held = closed(session("counts", YESTERDAY, "09:00", "10:00"));
    let state = CorrectionState::Answered { word: refused(0) };
    let day = of(vec![corrected(held, state)]);
    let whose = Wait::PresenceRefused(person(2, "李强"), refused(0));
    assert_eq!(waits(&day), [("counts", &whose)]);
}

#[test]
fn a_correction_that_waits_is_told_apart_from_a_session_that_does() {
    let held = |topic| closed(session(topic, YESTERDAY, "09:00", "10:00"));
    let waits_for = |session| corrected(session, CorrectionState::Waits);
    let day = of(vec![
        waits_for(held("counts")),
        told_late(held("told late"), None),
        waits_for(cancelled(held("called off"))),
    ]);
    let expected = [
        ("told late", &Wait::SecondPerson),
        ("counts", &Wait::Corrections(1)),
    ];
    assert_eq!(waits(&day), expected);
}

#[test]
fn nothing_of_what_was_called_off_waits() {
    let late = |topic| closed(session(topic, "2026-11-03", "09:00", "10:00"));
    let day = of(vec![
        told_late(cancelled(late("called off")), None),
        cancelled(session("never held", YESTERDAY, "09:00", "10:00")),
    ]);
    assert_eq!(waits(&day), []);
}

#[test]
fn a_code_against_the_trainers_mark_waits_until_it_is_marked_again() {
    let came = CheckedIn {
        presence: Presence::Present,
        at: now().plus_millis(-2_000),
        known_at: now(),
    };
    let marked = |at| {
        move |roster: &mut Roster| {
            let mut entry = RosterEntry::awaited(person(1, "安琪"));
            entry.sign_in(came);
            entry.mark(Presence::Absent, "没有见到", at);
            roster.entries = vec![entry];
        }
    };
    let held = |topic| closed(session(topic, YESTERDAY, "09:00", "10:00"));
    let day = of(vec![
        with(held("contradicted"), marked(now().plus_millis(-1_000))),
        with(held("settled"), marked(now().plus_millis(1_000))),
    ]);
    assert_eq!(waits(&day), [("contradicted", &Wait::Contradicted(1))]);
}

#[test]
fn who_is_absent_today_is_named() {
    let marked = |presence| {
        move |roster: &mut Roster| {
            roster.entries = vec![
                RosterEntry {
                    presence: Some(Presence::Present),
                    ..RosterEntry::awaited(person(1, "安琪"))
                },
                RosterEntry {
                    presence,
                    ..RosterEntry::awaited(person(2, "李强"))
                },
            ];
        }
    };
    let absent = marked(Some(Presence::Absent));
    let day = of(vec![
        with(session("morning", TODAY, "08:00", "08:30"), absent),
        with(
            session("excused", TODAY, "09:00", "09:30"),
            marked(Some(Presence::Excused)),
        ),
        with(session("not known", TODAY, "10:00", "11:00"), marked(None)),
        with(session("past", YESTERDAY, "08:00", "08:30"), absent),
        with(
            cancelled(session("called off", TODAY, "07:00", "07:30")),
            absent,
        ),
    ]);
    let named: Vec<(&str, &[String])> = day
        .absent
        .iter()
        .map(|absent| (absent.topic.as_str(), absent.names.as_slice()))
        .collect();
    assert_eq!(named, [("morning", ["李强".to_owned()].as_slice())]);
}
