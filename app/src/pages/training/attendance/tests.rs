//! What an agent reads about their own attendance.

use super::*;
use shared::answers::Changes;
use shared::id::{DeviceId, MutationId};
use shared::number::{DeviceNumber, RecordNumber};
use shared::record::{CheckInRefusal, CheckedIn, Roster, RuleVersion};
use shared::submission::PersonRef;
use shared::sync::{Mutation, Quarantine};
use shared::time::CHINA_OFFSET_MINUTES;
use shared::training::{Backdated, Cancelled, CorrectionState, Presence, PresenceCorrection};

/// The clock of the branch, and no rules that this phone was told.
const HERE: (i32, &[PresenceRules]) = (CHINA_OFFSET_MINUTES, &[]);
const AGENT: PersonId = PersonId::from_number(1);

fn agent() -> PersonRef {
    PersonRef {
        id: AGENT,
        name: "王芳".to_owned(),
    }
}

/// Nine in the morning of 21 November 2026 in China.
const NINE: Timestamp = Timestamp::from_millis(1_795_222_800_000);

fn record(id: u128, kind: RecordKind, content: Answers, office: Office) -> RecordView {
    RecordView {
        record_id: RecordId::from_number(id),
        kind,
        number: RecordNumber::new(kind.letter(), DeviceNumber::new(1), 1),
        captured_by: agent(),
        captured_at: NINE,
        received_at: NINE,
        version: 1,
        content_version: 1,
        rules: RuleVersion::CURRENT,
        content,
        office,
    }
}

fn session(id: u128, date: &str, course: &str, presence: Option<Presence>) -> RecordView {
    let content = Answers::new()
        .with("session_number", "K7QM")
        .with("topic", "健康告知怎么问")
        .with("course_kind", course)
        .with("date", date)
        .with("start", "09:00")
        .with("end", "12:00")
        .with("hours", "3");
    let entry = RosterEntry {
        presence,
        ..RosterEntry::awaited(agent())
    };
    let roster = Roster {
        closed_at: presence.map(|_| NINE),
        entries: vec![entry],
        ..Roster::default()
    };
    record(
        id,
        RecordKind::TrainingSession,
        content,
        Office::Roster(roster),
    )
}

fn check_in(id: u128, state: CheckInState) -> RecordView {
    let content = Answers::new().with("session_number", "K7QM");
    record(id, RecordKind::CheckIn, content, Office::CheckIn(state))
}

fn waiting(id: u128, state: EntryState) -> OutboxEntry {
    let mutation = Mutation {
        mutation_id: MutationId::from_number(id),
        device_id: DeviceId::from_number(1),
        device_seq: 1,
        record_id: RecordId::from_number(id),
        kind: RecordKind::CheckIn,
        base_version: 0,
        base_hash: None,
        made_at: NINE,
        rules: RuleVersion::CURRENT,
        operation: Operation::Submit {
            number: RecordNumber::new('S', DeviceNumber::new(1), 1),
            content: Answers::new().with("session_number", "K7QM"),
        },
    };
    OutboxEntry {
        seq: 1,
        mutation_id: mutation.mutation_id,
        record_id: mutation.record_id,
        draft: mutation.record_id.to_string(),
        made_at: NINE,
        state,
        unsent: false,
        body: serde_json::to_string(&mutation).unwrap(),
    }
}

fn standings(records: &[RecordView], outbox: &[OutboxEntry]) -> Vec<Standing> {
    own_attendance(records, outbox, AGENT, HERE)
        .into_iter()
        .map(|attended| attended.standing)
        .collect()
}

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
fn who_was_marked_by_hand_need_not_read_of_a_wrong_code() {
    let refused = CheckInState::NotCounted {
        reason: CheckInRefusal::WrongCode,
    };
    let came = session(1, "2026-11-21", "product", Some(Presence::Late));
    assert_eq!(
        standings(&[check_in(5, refused.clone()), came], &[]),
        [Standing::Counted {
            presence: Presence::Late,
            minutes: 180
        }]
    );
}

#[test]
fn why_a_code_did_not_count_stands_beside_the_absence() {
    let wrong = CheckInRefusal::WrongCode;
    let refused = check_in(5, CheckInState::NotCounted { reason: wrong });
    let absent = session(1, "2026-11-21", "product", Some(Presence::Absent));
    let attended = own_attendance(&[refused, absent], &[], AGENT, HERE);
    assert_eq!(attended.len(), 1);
    assert_eq!(attended[0].record, RecordId::from_number(1));
    assert_eq!(attended[0].refused, Some(wrong));
}

#[test]
fn an_absence_that_a_sign_in_on_its_way_may_end_is_not_said_yet() {
    let absent = session(1, "2026-11-21", "product", Some(Presence::Absent));
    let here = [waiting(5, EntryState::Waiting)];
    assert_eq!(standings(&[absent], &here), [Standing::WaitingHere]);
}

/// A session of nine o'clock to which the agent signed in with a code that was taken.
fn signed_in_to(session: u128) -> RecordView {
    let presence = Presence::Present;
    let session = RecordId::from_number(session);
    check_in(5, CheckInState::Counted { session, presence })
}

#[test]
fn a_session_is_one_line_whatever_signed_in_to_it() {
    let said = |change: &dyn Fn(&mut Roster)| {
        let mut held = session(1, "2026-11-21", "product", Some(Presence::Present));
        if let Office::Roster(roster) = &mut held.office {
            change(roster);
        }
        standings(&[signed_in_to(1), held], &[])
    };
    let came = Presence::Present;
    let counted = Standing::Counted {
        presence: came,
        minutes: 180,
    };
    assert_eq!(said(&|_| ()), [counted]);
    let open = Standing::NotClosed { presence: came };
    assert_eq!(said(&|roster| roster.closed_at = None), [open]);
    let waits = said(&|roster| roster.backdated = Some(Backdated::because("手机没电".to_owned())));
    assert_eq!(waits, [Standing::WaitingForSecondPerson]);
    let not_asked = said(&|roster| {
        roster.closed_at = None;
        roster.backdated = Some(Backdated::because("手机没电".to_owned()));
    });
    assert_eq!(not_asked, [Standing::WaitingForSecondPerson]);
    let off = said(&|roster| {
        roster.cancelled = Some(Cancelled {
            at: NINE,
            reason: "讲师生病".to_owned(),
        });
    });
    assert_eq!(off, [Standing::Cancelled]);
}

#[test]
fn of_two_sign_ins_to_a_session_the_one_that_was_not_refused_is_listed() {
    let wrong = CheckInRefusal::WrongCode;
    let refused = check_in(4, CheckInState::NotCounted { reason: wrong });
    let mut later = check_in(5, CheckInState::WaitingForSession);
    later.captured_at = NINE.plus_millis(60_000);
    let both = [refused, later];
    assert_eq!(standings(&both, &[]), [Standing::WaitingForSession]);
}

#[test]
fn what_is_read_of_the_month_is_what_the_leader_reads() {
    let mut running = session(3, "2026-11-21", "product", Some(Presence::Present));
    if let Office::Roster(roster) = &mut running.office {
        roster.closed_at = None;
    }
    let records = [
        session(1, "2026-11-01", "product", Some(Presence::Present)),
        session(2, "2026-11-02", "product", Some(Presence::Absent)),
        running,
        session(4, "2026-11-22", "product", None),
        session(5, "2026-10-31", "product", Some(Presence::Present)),
        signed_in_to(1),
    ];
    let november = "2026-11".parse().unwrap();
    let month = attendance_in(&records, AGENT, november);
    let expected = Attendance {
        required: 2,
        attended: 1,
    };
    assert_eq!(month, expected);
}

#[test]
fn continuing_education_is_that_of_the_year() {
    let records = [
        session(1, "2026-11-01", "compliance", Some(Presence::Present)),
        session(2, "2025-11-01", "compliance", Some(Presence::Present)),
        session(3, "2026-11-02", "morning_meeting", Some(Presence::Present)),
    ];
    let credits = credits(&records, AGENT, 2026, HERE);
    let given: Vec<_> = credits.iter().map(|credit| credit.record).collect();
    assert_eq!(given, [RecordId::from_number(1)], "no morning meeting");
    let progress = education(&credits, 2026);
    assert_eq!(progress.law_and_ethics_minutes, 180);
    assert_eq!(progress.minutes, 180);
}

#[test]
fn invitations_are_those_from_today_on() {
    let records = [
        session(1, "2026-11-22", "product", None),
        session(2, "2026-11-20", "product", None),
        session(3, "2026-11-21", "product", None),
    ];
    let days: Vec<_> = invitations(&records, AGENT, NINE, CHINA_OFFSET_MINUTES)
        .iter()
        .map(|session| session.content.get("date").unwrap_or_default().to_owned())
        .collect();
    assert_eq!(days, ["2026-11-21", "2026-11-22"]);
    let other = PersonId::from_number(2);
    assert!(invitations(&records, other, NINE, CHINA_OFFSET_MINUTES).is_empty());
}

/// A session of the evening before, from 22:00 to 01:00.
fn last_night(presence: Option<Presence>) -> RecordView {
    let mut session = session(1, "2026-11-20", "product", presence);
    session.content.set("start", "22:00");
    session.content.set("end", "01:00");
    session
}

const AFTER_MIDNIGHT: Timestamp = Timestamp::from_millis(NINE.millis() - 17 * 1_800_000);

#[test]
fn a_session_past_midnight_goes_on_the_next_day() {
    let invited = |now| invitations(&[last_night(None)], AGENT, now, CHINA_OFFSET_MINUTES).len();
    assert_eq!((invited(AFTER_MIDNIGHT), invited(NINE)), (1, 0));
    let mut sign_in = check_in(5, CheckInState::WaitingForSession);
    sign_in.captured_at = AFTER_MIDNIGHT;
    let came = last_night(Some(Presence::Present));
    assert_eq!(standings(&[sign_in, came], &[]).len(), 1);
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
fn a_session_that_was_told_too_late_counts_once_a_second_person_agrees() {
    let mut told = session(1, "2026-11-01", "compliance", Some(Presence::Present));
    let mut late = Backdated::because("手机没电".to_owned());
    let mut with = |late: &Backdated| {
        if let Office::Roster(roster) = &mut told.office {
            roster.backdated = Some(late.clone());
        }
        told.clone()
    };
    let waits = with(&late);
    assert_eq!(
        standings(std::slice::from_ref(&waits), &[]),
        [Standing::WaitingForSecondPerson]
    );
    assert!(credits(&[waits], AGENT, 2026, HERE).is_empty());
    late.word = Some(shared::training::SecondWord {
        by: agent(),
        at: NINE,
        agreed: false,
        note: "没有办过".to_owned(),
    });
    assert_eq!(standings(&[with(&late)], &[]), [Standing::Declined]);
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

#[test]
fn a_presence_that_a_second_person_has_to_change_says_so_beside_what_stands() {
    let read = |stands: Option<Presence>, state: CorrectionState| {
        let mut held = session(1, "2026-11-21", "product", stands);
        if let Office::Roster(roster) = &mut held.office {
            roster.corrections.push(PresenceCorrection {
                id: MutationId::from_number(1),
                person: AGENT,
                before: stands,
                presence: Presence::Present,
                reason: "phone_flat".to_owned(),
                at: NINE,
                closed_month: false,
                state,
            });
        }
        let attended = own_attendance(&[held], &[], AGENT, HERE);
        let one = attended.into_iter().next()?;
        Some((one.standing, one.pending))
    };
    let absent = Standing::Counted {
        presence: Presence::Absent,
        minutes: 0,
    };
    let asked = Some(PendingCorrection::Presence(Presence::Present));
    let waits = read(Some(Presence::Absent), CorrectionState::Waits);
    assert_eq!(waits, Some((absent.clone(), asked)));
    let not_marked = read(None, CorrectionState::Waits);
    let second_person = Standing::WaitingForSecondPerson;
    assert_eq!(not_marked, Some((second_person, asked)));
    let taken_back = read(Some(Presence::Absent), CorrectionState::TakenBack);
    assert_eq!(taken_back, Some((absent, None)));
    assert_eq!(read(None, CorrectionState::TakenBack), None);
}

#[test]
fn who_was_marked_absent_reads_that_their_code_says_otherwise() {
    let mut held = session(1, "2026-11-21", "product", None);
    if let Office::Roster(roster) = &mut held.office {
        roster.entries[0].mark(Presence::Absent, "not_seen", NINE);
        roster.entries[0].sign_in(CheckedIn {
            presence: Presence::Present,
            at: NINE,
            known_at: NINE.plus_millis(60_000),
        });
    }
    let records = [held, signed_in_to(1)];
    let attended = own_attendance(&records, &[], AGENT, HERE);
    let said: Vec<_> = attended.iter().map(|one| one.contradicted).collect();
    assert_eq!(said, [true]);
}
