//! A trainer without network sees their own session, marks and closing at once.

use super::*;
use shared::answers::{Answers, Changes};
use shared::id::{DeviceId, MutationId, PersonId};
use shared::number::{DeviceNumber, RecordNumber};
use shared::record::RuleVersion;
use shared::submission::PersonRef;
use shared::sync::{Quarantine, Teaching};
use shared::time::CHINA_OFFSET_MINUTES;
use shared::training::{LateClosing, Member, Presence, PresenceSource};

fn person(number: u128, name: &str) -> PersonRef {
    PersonRef {
        id: PersonId::from_number(number),
        name: name.to_owned(),
    }
}

fn trainer() -> Sender {
    let members = [person(1, "安琪"), person(2, "李强")].map(|person| Member {
        person,
        units: Vec::new(),
        roles: Vec::new(),
        joined: None,
    });
    Sender {
        person: person(9, "周敏"),
        teaching: Some(Teaching {
            members: members.to_vec(),
            branch_offset: CHINA_OFFSET_MINUTES,
            clock_ahead: 0,
            pay_calendar: None,
        }),
    }
}

/// A quarter past nine on 21 November 2026, while the session is on.
const DURING: Timestamp = Timestamp::from_millis(1_795_223_700_000);
/// The evening before.
const BEFORE: Timestamp = Timestamp::from_millis(1_795_180_000_000);

fn entry(seq: u64, operation: Operation) -> OutboxEntry {
    entry_at(seq, DURING, operation)
}

fn entry_at(seq: u64, made_at: Timestamp, operation: Operation) -> OutboxEntry {
    let mutation = Mutation {
        mutation_id: MutationId::from_number(seq.into()),
        device_id: DeviceId::from_number(1),
        device_seq: seq,
        record_id: RecordId::from_number(7),
        kind: RecordKind::TrainingSession,
        base_version: u64::from(seq > 1),
        base_hash: None,
        made_at,
        rules: RuleVersion::CURRENT,
        operation,
    };
    OutboxEntry {
        seq,
        mutation_id: mutation.mutation_id,
        record_id: mutation.record_id,
        draft: String::new(),
        made_at,
        state: EntryState::Waiting,
        unsent: false,
        body: serde_json::to_string(&mutation).unwrap(),
    }
}

fn opening() -> OutboxEntry {
    let content = Answers::new()
        .with("topic", "健康告知怎么问")
        .with("date", "2026-11-21")
        .with("start", "09:00")
        .with("end", "11:30");
    let number = RecordNumber::new('T', DeviceNumber::new(3), 1);
    entry_at(1, BEFORE, Operation::Submit { number, content })
}

fn mark(seq: u64, person: u128, presence: Presence) -> OutboxEntry {
    entry(seq, marking(person, presence))
}

fn marking(person: u128, presence: Presence) -> Operation {
    Operation::Mark {
        person: PersonId::from_number(person),
        presence,
        reason: "phone_flat".to_owned(),
        correction: false,
    }
}

fn presences(session: &SeenSession) -> Vec<Option<Presence>> {
    let entries = session.roster().entries;
    entries.iter().map(|entry| entry.presence).collect()
}

fn only(sessions: Vec<SeenSession>) -> SeenSession {
    let [session] = sessions.try_into().unwrap();
    session
}

#[test]
fn a_session_opened_without_network_is_there_with_its_roster() {
    let session = only(seen_sessions(&[], &[opening()], &trainer()));
    assert_eq!(session.record.content.get("topic"), Some("健康告知怎么问"));
    assert_eq!(presences(&session), [None, None]);
    assert_eq!((session.unsent, session.set_aside), (1, false));
}

#[test]
fn marks_and_the_closing_show_at_once() {
    let outbox = [
        opening(),
        mark(2, 1, Presence::Late),
        entry(3, Operation::close()),
    ];
    let session = only(seen_sessions(&[], &outbox, &trainer()));
    let expected = [Some(Presence::Late), Some(Presence::Absent)];
    assert_eq!(presences(&session), expected);
    assert_eq!(session.unsent, 3);
    let phase = session.phase(CHINA_OFFSET_MINUTES, Timestamp::default());
    assert_eq!(phase, Phase::Closed);
}

/// Told and received at a moment, on a phone that knows no calendar of pay.
fn told(at: Timestamp) -> Telling {
    Telling::at(at, CHINA_OFFSET_MINUTES, None)
}

#[test]
fn after_the_day_a_mark_asks_a_second_person_and_what_stood_stays() {
    const NEXT_DAY: Timestamp = DURING.plus_millis(24 * 60 * 60_000);
    let changed = entry_at(3, NEXT_DAY, marking(1, Presence::Present));
    let outbox = [opening(), mark(2, 1, Presence::Late), changed];
    let session = only(seen_sessions(&[], &outbox, &trainer()));
    assert_eq!(presences(&session), [Some(Presence::Late), None]);
    let person = PersonId::from_number(1);
    let asked = session.roster().correction_of(person).cloned();
    assert_eq!(asked.map(|it| it.presence), Some(Presence::Present));
    assert_eq!(session.correcting(person, told(DURING)), None);
    let open_month = Correcting { closed_month: None };
    assert_eq!(session.correcting(person, told(NEXT_DAY)), Some(open_month));
}

#[test]
fn asking_for_what_stands_takes_back_what_waits() {
    const NEXT_DAY: Timestamp = DURING.plus_millis(24 * 60 * 60_000);
    let person = PersonId::from_number(1);
    let does =
        |session: &SeenSession, presence, at| session.marking_does(person, presence, told(at));
    let marked = [opening(), mark(2, 1, Presence::Late)];
    let session = only(seen_sessions(&[], &marked, &trainer()));
    let now = does(&session, Presence::Late, DURING);
    assert_eq!(now, MarkingDoes::Mark);
    let stands = does(&session, Presence::Late, NEXT_DAY);
    assert_eq!(stands, MarkingDoes::Nothing);

    let [opened, late] = marked;
    let asked = entry_at(3, NEXT_DAY, marking(1, Presence::Present));
    let outbox = [opened, late, asked];
    let session = only(seen_sessions(&[], &outbox, &trainer()));
    let other = does(&session, Presence::Absent, NEXT_DAY);
    assert_eq!(other, MarkingDoes::Ask);
    let taken_back = does(&session, Presence::Late, NEXT_DAY);
    assert_eq!(taken_back, MarkingDoes::TakeBack);
}

#[test]
fn a_change_and_a_calling_off_show_at_once() {
    let changes = Changes::new()
        .with("topic", "异议处理")
        .with("audience_people.0.person", &person(2, "").id.to_string());
    let note = "换课".to_owned();
    let change = entry_at(2, BEFORE, Operation::Amend { changes, note });
    let changed = only(seen_sessions(&[], &[opening(), change.clone()], &trainer()));
    assert_eq!(changed.record.content.get("topic"), Some("异议处理"));
    assert_eq!(changed.tally().expected, 1);
    let note = "讲师生病".to_owned();
    let off = entry_at(3, BEFORE, Operation::Withdraw { note });
    let off = only(seen_sessions(&[], &[opening(), change, off], &trainer()));
    let phase = off.phase(CHINA_OFFSET_MINUTES, BEFORE);
    assert_eq!((phase, off.unsent), (Phase::Cancelled, 3));
}

#[test]
fn a_session_cannot_be_closed_before_it_begins() {
    let early = entry_at(2, BEFORE, Operation::close());
    let session = only(seen_sessions(&[], &[opening(), early], &trainer()));
    let phase = |at| session.phase(CHINA_OFFSET_MINUTES, at);
    assert_eq!(
        (phase(BEFORE), phase(DURING)),
        (Phase::Upcoming, Phase::SigningIn)
    );
    let begun = |at| session.has_begun(CHINA_OFFSET_MINUTES, at);
    assert!(!begun(BEFORE) && begun(DURING));
}

#[test]
fn what_the_pulled_session_has_already_is_not_laid_over_again() {
    let pulled = only(seen_sessions(
        &[],
        &[opening(), mark(2, 1, Presence::Late)],
        &trainer(),
    ));
    let mut record = pulled.record;
    if let Office::Roster(roster) = &mut record.office {
        roster.entries[0].presence = Some(Presence::Excused);
        roster.entries[0].source = Some(PresenceSource::Closing);
    }
    let applied = |version| OutboxEntry {
        state: EntryState::Applied { version },
        ..mark(2, 1, Presence::Late)
    };
    let newer = only(seen_sessions(
        std::slice::from_ref(&record),
        &[applied(record.version)],
        &trainer(),
    ));
    assert_eq!(presences(&newer), [Some(Presence::Excused), None]);
    let older = only(seen_sessions(
        std::slice::from_ref(&record),
        &[applied(record.version + 1)],
        &trainer(),
    ));
    assert_eq!(presences(&older), [Some(Presence::Late), None]);
    assert_eq!(older.unsent, 0);
}

#[test]
fn what_was_set_aside_is_named_and_changes_nothing_but_a_session_stays_visible() {
    let aside = |entry: OutboxEntry| OutboxEntry {
        state: EntryState::SetAside(Quarantine::NotYours.into()),
        ..entry
    };
    let mark_aside = [opening(), aside(mark(2, 1, Presence::Late))];
    let session = only(seen_sessions(&[], &mark_aside, &trainer()));
    assert_eq!(presences(&session), [None, None]);
    assert!(session.set_aside);
    let session = only(seen_sessions(&[], &[aside(opening())], &trainer()));
    assert!(session.set_aside);
    assert_eq!(session.unsent, 0);
}

#[test]
fn another_trainers_session_is_not_shown() {
    let mut session = only(seen_sessions(&[], &[opening()], &trainer()));
    session.record.captured_by = person(8, "孙丽");
    assert_eq!(seen_sessions(&[session.record], &[], &trainer()), []);
}

#[test]
fn after_its_day_a_session_is_closed_with_a_reason_and_not_called_off_if_somebody_came() {
    const NEXT_DAY: Timestamp = DURING.plus_millis(24 * 60 * 60_000);
    let session = only(seen_sessions(&[], &[opening()], &trainer()));
    assert_eq!(session.late_closing(told(DURING)), None);
    let late = LateClosing {
        asks_why: true,
        closed_month: None,
    };
    let asked = session.late_closing(told(NEXT_DAY));
    assert_eq!(asked, Some(late));
    assert!(!session.was_held(told(NEXT_DAY)));

    let closing = Operation::Close {
        reason: "忘记结束".to_owned(),
        correction: false,
    };
    let came = mark(2, 1, Presence::Late);
    let outbox = [opening(), came, entry_at(3, NEXT_DAY, closing)];
    let closed = only(seen_sessions(&[], &outbox, &trainer()));
    assert!(closed.roster().waits_for_second_person());
    assert_eq!(closed.late_closing(told(NEXT_DAY)), None);
    assert!(closed.was_held(told(NEXT_DAY)));
}

#[test]
fn a_session_goes_through_its_phases() {
    let session = only(seen_sessions(&[], &[opening()], &trainer()));
    let times = session.times(CHINA_OFFSET_MINUTES).unwrap();
    let phase = |at| session.phase(CHINA_OFFSET_MINUTES, at);
    assert_eq!(phase(times.opens.plus_millis(-1)), Phase::Upcoming);
    assert_eq!(phase(times.opens), Phase::SigningIn);
    assert_eq!(phase(times.end), Phase::SigningIn);
    assert_eq!(phase(times.closes), Phase::Over);
}

#[test]
fn nobody_is_marked_as_there_before_signing_in_opens_nor_at_all_once_it_is_called_off() {
    let session = only(seen_sessions(&[], &[opening()], &trainer()));
    let offers = |session: &SeenSession, now| session.offers(CHINA_OFFSET_MINUTES, now);
    let before = [Presence::Absent, Presence::Excused];
    assert_eq!(offers(&session, BEFORE), before);
    assert_eq!(offers(&session, DURING), Presence::ALL);
    let note = "讲师生病".to_owned();
    let outbox = [opening(), entry(2, Operation::Withdraw { note })];
    let cancelled = only(seen_sessions(&[], &outbox, &trainer()));
    assert!(offers(&cancelled, DURING).is_empty());
}
