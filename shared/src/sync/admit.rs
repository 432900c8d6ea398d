//! The server half: what one mutation does to one record, and why not.

mod change;
mod check_in;
mod closing;
mod correction;
mod roster;

pub use change::content_after;

use super::{Mutation, Operation, Outcome, Quarantine};
use crate::answers::Answers;
use crate::finding::Finding;
use crate::kinds::{self, OfficeKind};
use crate::note;
use crate::pay_calendar::PayCalendar;
use crate::record::{Office, RecordKind, RecordView};
use crate::submission::{Action, Actor, AuthorityNeeded, Level, PersonRef, Refusal, Review};
use crate::time::Timestamp;
use crate::training::{CheckInState, Member, Telling};
use change::change;
use closing::{Closing, close};
use roster::{Marked, call_off, edit, mark, opened};

/// Who sends, as the server knows them now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender {
    /// Who.
    pub person: PersonRef,
    /// What a trainer may do with sessions; `None` for others.
    pub teaching: Option<Teaching>,
}

/// What is known of a trainer who opens, changes or closes a session.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Teaching {
    /// Those they may invite.
    pub members: Vec<Member>,
    /// Minutes the branch's clock is ahead of UTC.
    pub branch_offset: i32,
    /// Milliseconds by which the trainer's clock is ahead of the server's.
    pub clock_ahead: i64,
    /// When the pay of months closes; a phone that was not told yet asks the server.
    pub pay_calendar: Option<PayCalendar>,
}

impl Teaching {
    /// When the trainer said something, and when it came.
    fn telling(&self, made_at: Timestamp, now: Timestamp) -> Telling {
        let at = made_at
            .plus_millis(self.clock_ahead.saturating_neg())
            .min(now);
        let calendar = self.pay_calendar.as_ref();
        Telling::at(at, self.branch_offset, calendar).received(now)
    }
}

/// The record a mutation is about, as the store has it.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// As it is now.
    pub record: &'a RecordView,
    /// Its content at the mutation's base version; `None` if it never had that version.
    pub base: Option<&'a Answers>,
}

/// What the server does with a mutation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Admission {
    /// Store the record as it is here; its version is the outcome's.
    Apply(Box<RecordView>),
    /// Store nothing; this is the outcome.
    Refuse(Outcome),
}

/// What the rules find in the content of a record of a kind.
pub type Check<'a> = &'a dyn Fn(RecordKind, &Answers) -> Vec<Finding>;

/// Decides a mutation by `sender` on the record as `stored`, at `now` by the server's clock.
/// `check` runs the rules. Whether the same mutation came before is the store's question.
pub fn admit(
    mutation: &Mutation,
    sender: &Sender,
    stored: Option<Known<'_>>,
    check: Check<'_>,
    now: Timestamp,
) -> Admission {
    decide(mutation, sender, stored, check, now).map_or_else(Admission::Refuse, |record| {
        Admission::Apply(Box::new(record))
    })
}

fn decide(
    mutation: &Mutation,
    sender: &Sender,
    stored: Option<Known<'_>>,
    check: Check<'_>,
    now: Timestamp,
) -> Result<RecordView, Outcome> {
    match (&mutation.operation, stored) {
        (Operation::Submit { .. }, None) => submit(mutation, sender, check, now),
        (_, None) => Err(quarantine(Quarantine::UnknownRecord)),
        (_, Some(Known { record, .. })) if record.captured_by.id != sender.person.id => {
            Err(quarantine(Quarantine::NotYours))
        }
        (_, Some(Known { record, .. })) if record.kind != mutation.kind => {
            Err(quarantine(Quarantine::WrongOperation))
        }
        (Operation::Submit { .. }, Some(Known { record, .. })) => Err(conflict(record, None)),
        (Operation::Amend { .. }, Some(known))
            if known.record.kind == RecordKind::TrainingSession =>
        {
            edit(mutation, sender, known, check, now)
        }
        (Operation::Withdraw { note }, Some(Known { record, .. }))
            if record.kind == RecordKind::TrainingSession =>
        {
            call_off(mutation, sender, record, note, now)
        }
        (Operation::Amend { .. }, Some(known)) if known.record.kind == RecordKind::CheckIn => {
            check_in::correct(mutation, known, check)
        }
        (Operation::Answer { .. } | Operation::Amend { .. }, Some(known)) => {
            change(mutation, sender, known, check, now)
        }
        (Operation::Withdraw { note }, Some(Known { record, .. })) => {
            refuse_errors(note::check("note", note, note::MOST_NOTE))?;
            let action = Action::Withdraw { note: note.clone() };
            stepped(record, action, sender, now)
        }
        (
            Operation::Mark {
                person,
                presence,
                reason,
                correction,
            },
            Some(Known { record, .. }),
        ) => {
            let marked = Marked {
                person: *person,
                presence: *presence,
                reason,
                is_correction: *correction,
            };
            mark(mutation, sender, record, marked, now)
        }
        (Operation::Close { reason, correction }, Some(Known { record, .. })) => {
            let closing = Closing {
                reason,
                is_correction: *correction,
            };
            close(mutation, sender, record, closing, now)
        }
    }
}

fn submit(
    mutation: &Mutation,
    sender: &Sender,
    check: Check<'_>,
    now: Timestamp,
) -> Result<RecordView, Outcome> {
    let Operation::Submit { number, content } = &mutation.operation else {
        return Err(quarantine(Quarantine::WrongOperation));
    };
    refuse_errors(check(mutation.kind, content))?;
    let office = match kinds::of(mutation.kind).office {
        OfficeKind::Review => Office::Review(Review::received(sender.person.clone(), now)),
        OfficeKind::CheckIn => Office::CheckIn(CheckInState::WaitingForSession),
        OfficeKind::Roster => Office::Roster(opened(mutation, sender, content, now)?),
    };
    Ok(RecordView {
        record_id: mutation.record_id,
        kind: mutation.kind,
        number: number.clone(),
        captured_by: sender.person.clone(),
        captured_at: mutation.made_at,
        received_at: now,
        version: 1,
        content_version: 1,
        rules: mutation.rules,
        content: content.clone(),
        office,
    })
}

/// The record with the next step of its review.
fn stepped(
    record: &RecordView,
    action: Action,
    sender: &Sender,
    now: Timestamp,
) -> Result<RecordView, Outcome> {
    let Office::Review(review) = &record.office else {
        return Err(quarantine(Quarantine::WrongOperation));
    };
    let actor = Actor {
        person: sender.person.clone(),
        review_level: None,
    };
    // What the agent does asks for no authority by amount.
    let needed = AuthorityNeeded {
        level: Level(0),
        four_eyes: false,
    };
    let review = review
        .after(action, &actor, record.captured_by.id, needed, now)
        .map_err(|refusal| conflict(record, Some(refusal)))?;
    Ok(with_office(record, Office::Review(review)))
}

fn with_office(record: &RecordView, office: Office) -> RecordView {
    RecordView {
        office,
        version: record.version + 1,
        ..record.clone()
    }
}

/// Warnings are for the desk, which sees what others sent; who sent this is told what to mend.
fn refuse_errors(findings: impl IntoIterator<Item = Finding>) -> Result<(), Outcome> {
    let errors: Vec<_> = findings.into_iter().filter(Finding::is_error).collect();
    match errors.is_empty() {
        true => Ok(()),
        false => Err(rejected(errors)),
    }
}

const fn rejected(findings: Vec<Finding>) -> Outcome {
    Outcome::Rejected { findings }
}

fn quarantine(quarantine: Quarantine) -> Outcome {
    quarantine.into()
}

const fn conflict(record: &RecordView, refusal: Option<Refusal>) -> Outcome {
    Outcome::Conflict {
        version: record.version,
        refusal,
        clashes: Vec::new(),
    }
}
