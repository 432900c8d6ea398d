//! The server half: what one mutation does to one record, and why not.

use super::{ContentHash, Mutation, Operation, Outcome, Quarantine, Rebase, Unit};
use crate::answers::{Answers, Changes};
use crate::finding::{Finding, has_errors};
use crate::id::PersonId;
use crate::record::{CheckInState, Office, PresenceSource, RecordKind, RecordView, Roster};
use crate::submission::{
    Action, Actor, AmendedAnswer, AuthorityNeeded, Level, PersonRef, Refusal, Review,
};
use crate::time::Timestamp;
use crate::training::Presence;

/// Who sends, as the server knows them now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender {
    /// Who.
    pub person: PersonRef,
    /// The roster a new session of theirs begins with; `None` if they are no trainer.
    pub roster: Option<Roster>,
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
        (Operation::Answer { changes, .. }, Some(known)) => {
            answer(mutation, changes, sender, known, check, now)
        }
        (Operation::Amend { changes, note }, Some(known)) => {
            amend(mutation, changes, note, sender, known, check, now)
        }
        (Operation::Withdraw { note }, Some(Known { record, .. })) => {
            let action = Action::Withdraw { note: note.clone() };
            stepped(record, action, sender, now)
        }
        (
            Operation::Mark {
                person,
                presence,
                reason,
            },
            Some(Known { record, .. }),
        ) => mark(mutation, record, *person, *presence, reason),
        (Operation::Close {}, Some(Known { record, .. })) => close(mutation, record),
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
    let office = match mutation.kind {
        RecordKind::Application | RecordKind::LossNotice => {
            Office::Review(Review::received(sender.person.clone(), now))
        }
        RecordKind::CheckIn => Office::CheckIn(CheckInState::WaitingForSession),
        RecordKind::TrainingSession => match &sender.roster {
            Some(roster) => Office::Roster(roster.clone()),
            None => return Err(quarantine(Quarantine::NotYours)),
        },
    };
    refuse_errors(check(mutation.kind, content))?;
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

fn answer(
    mutation: &Mutation,
    changes: &Changes,
    sender: &Sender,
    known: Known<'_>,
    check: Check<'_>,
    now: Timestamp,
) -> Result<RecordView, Outcome> {
    let Operation::Answer { query, remarks, .. } = &mutation.operation else {
        return Err(quarantine(Quarantine::WrongOperation));
    };
    let record = known.record;
    let Office::Review(review) = &record.office else {
        return Err(quarantine(Quarantine::WrongOperation));
    };
    let Some(open) = review.open_query().filter(|open| open.id == *query) else {
        return Err(conflict(record, Some(Refusal::NoOpenQuery)));
    };
    refuse_errors(not_asked(open.not_asked(changes, remarks)))?;
    let content = merged(mutation, Unit::Field, changes, known)?;
    let action = Action::AnswerQuery {
        query: *query,
        remarks: remarks.clone(),
    };
    let mut next = stepped(record, action, sender, now)?;
    next.content = content;
    finish(mutation, record, next, check)
}

fn amend(
    mutation: &Mutation,
    changes: &Changes,
    note: &str,
    sender: &Sender,
    known: Known<'_>,
    check: Check<'_>,
    now: Timestamp,
) -> Result<RecordView, Outcome> {
    if note.trim().is_empty() {
        return Err(rejected(vec![Finding::error("required", "note")]));
    }
    let record = known.record;
    let content = merged(mutation, Unit::of_amendment(record.kind), changes, known)?;
    let action = Action::Amend {
        note: note.to_owned(),
        answers: AmendedAnswer::between(&record.content, &content),
    };
    let mut next = stepped(record, action, sender, now)?;
    next.content = content;
    finish(mutation, record, next, check)
}

/// The record with new content, if the rules let it through.
fn finish(
    mutation: &Mutation,
    before: &RecordView,
    next: RecordView,
    check: Check<'_>,
) -> Result<RecordView, Outcome> {
    refuse_errors(check(next.kind, &next.content))?;
    Ok(RecordView {
        content_version: before.content_version + 1,
        rules: mutation.rules,
        ..next
    })
}

fn merged(
    mutation: &Mutation,
    unit: Unit,
    changes: &Changes,
    known: Known<'_>,
) -> Result<Answers, Outcome> {
    let Known { record, base } = known;
    let read = |base: &&Answers| {
        let hash = mutation.base_hash;
        hash.is_none_or(|hash| hash == ContentHash::of(base))
    };
    let base = base.filter(read).ok_or_else(|| conflict(record, None))?;
    Rebase::of(unit, base, &record.content, changes)
        .merged()
        .map_err(|clashes| Outcome::Conflict {
            version: record.version,
            refusal: None,
            clashes,
        })
}

/// The content as the mutation would make it, for the rules to look at; `None` if it makes none, or
/// none that fits.
pub fn content_after(mutation: &Mutation, stored: Option<Known<'_>>) -> Option<Answers> {
    match (&mutation.operation, stored) {
        (Operation::Submit { content, .. }, None) => Some(content.clone()),
        (Operation::Answer { changes, .. }, Some(known)) => {
            merged(mutation, Unit::Field, changes, known).ok()
        }
        (Operation::Amend { changes, .. }, Some(known)) => merged(
            mutation,
            Unit::of_amendment(known.record.kind),
            changes,
            known,
        )
        .ok(),
        _ => None,
    }
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

fn mark(
    mutation: &Mutation,
    record: &RecordView,
    person: PersonId,
    presence: Presence,
    reason: &str,
) -> Result<RecordView, Outcome> {
    let mut roster = roster_of(record)?;
    if reason.trim().is_empty() {
        let finding = Finding::error("required", "reason");
        return Err(rejected(vec![finding]));
    }
    let entry = roster
        .entries
        .iter_mut()
        .find(|entry| entry.person.id == person)
        .ok_or_else(|| rejected(vec![Finding::error("not_on_roster", "person")]))?;
    entry.presence = Some(presence);
    entry.source = Some(PresenceSource::Hand {
        reason: reason.to_owned(),
        at: mutation.made_at,
    });
    Ok(with_office(record, Office::Roster(roster)))
}

/// A code that arrives later still counts, so closing only fills what is open.
fn close(mutation: &Mutation, record: &RecordView) -> Result<RecordView, Outcome> {
    let mut roster = roster_of(record)?;
    roster.closed_at = roster.closed_at.or(Some(mutation.made_at));
    for entry in &mut roster.entries {
        if entry.presence.is_none() {
            entry.presence = Some(Presence::Absent);
            entry.source = Some(PresenceSource::Closing);
        }
    }
    Ok(with_office(record, Office::Roster(roster)))
}

fn roster_of(record: &RecordView) -> Result<Roster, Outcome> {
    match &record.office {
        Office::Roster(roster) => Ok(roster.clone()),
        Office::Review(_) | Office::CheckIn(_) => Err(quarantine(Quarantine::WrongOperation)),
    }
}

fn with_office(record: &RecordView, office: Office) -> RecordView {
    RecordView {
        office,
        version: record.version + 1,
        ..record.clone()
    }
}

fn not_asked(paths: Vec<String>) -> Vec<Finding> {
    paths
        .into_iter()
        .map(|path| Finding::error("not_queried", path))
        .collect()
}

fn refuse_errors(findings: Vec<Finding>) -> Result<(), Outcome> {
    if has_errors(&findings) {
        return Err(rejected(findings));
    }
    Ok(())
}

const fn rejected(findings: Vec<Finding>) -> Outcome {
    Outcome::Rejected { findings }
}

const fn quarantine(quarantine: Quarantine) -> Outcome {
    Outcome::Quarantined { quarantine }
}

const fn conflict(record: &RecordView, refusal: Option<Refusal>) -> Outcome {
    Outcome::Conflict {
        version: record.version,
        refusal,
        clashes: Vec::new(),
    }
}
