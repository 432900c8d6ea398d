//! What an agent reads about their own attendance.

use super::example::{
    AGENT, HERE, NINE, agent, check_in, session, signed_in_to, standings, waiting,
};
use super::*;
use shared::id::{MutationId, RecordId};
use shared::sync::EntryState;
use shared::time::Timestamp;
use shared::training::{
    CheckInRefusal, CheckInState, CheckedIn, CorrectionState, PresenceCorrection,
};

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
    let reason = "讲师生病".to_owned();
    assert_eq!(off, [Standing::Cancelled { reason }]);
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

/// The session called off at a moment, as who was invited and marked nowhere has it.
fn called_off_at(at: Timestamp) -> RecordView {
    let mut off = session(1, "2026-11-21", "product", None);
    if let Office::Roster(roster) = &mut off.office {
        roster.cancelled = Some(Cancelled {
            at,
            reason: "讲师生病".to_owned(),
        });
    }
    off
}

#[test]
fn who_may_have_come_in_vain_reads_why_a_session_was_called_off() {
    let reason = "讲师生病".to_owned();
    let off = [Standing::Cancelled { reason }];
    assert_eq!(standings(&[called_off_at(NINE)], &[]), off);
    let before = called_off_at(NINE.plus_millis(-1));
    assert!(standings(std::slice::from_ref(&before), &[]).is_empty());
    let closed = CheckInState::NotCounted {
        reason: CheckInRefusal::SessionClosed,
    };
    assert_eq!(standings(&[check_in(5, closed), before], &[]), off);
}
