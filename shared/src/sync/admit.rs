//! The server half: what one mutation does to one record, and why not.

use super::{Mutation, Operation, Outcome, Quarantine};
use crate::answers::Answers;
use crate::finding::{Finding, has_errors};
use crate::id::PersonId;
use crate::record::{CheckInState, Office, PresenceSource, RecordKind, RecordView, Roster};
use crate::submission::{Action, Actor, AuthorityNeeded, Level, PersonRef, Refusal, Review};
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
    stored: Option<&RecordView>,
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
    stored: Option<&RecordView>,
    check: Check<'_>,
    now: Timestamp,
) -> Result<RecordView, Outcome> {
    match (&mutation.operation, stored) {
        (Operation::Submit { .. }, None) => submit(mutation, sender, check, now),
        (_, None) => Err(quarantine(Quarantine::UnknownRecord)),
        (_, Some(record)) if record.captured_by.id != sender.person.id => {
            Err(quarantine(Quarantine::NotYours))
        }
        (_, Some(record)) if record.kind != mutation.kind => {
            Err(quarantine(Quarantine::WrongOperation))
        }
        (Operation::Submit { .. }, Some(record)) => Err(conflict(record, None)),
        (Operation::Answer { changes, .. }, Some(record)) => {
            answer(mutation, changes, sender, record, check, now)
        }
        (Operation::Withdraw { note }, Some(record)) => {
            let action = Action::Withdraw { note: note.clone() };
            stepped(record, action, sender, now)
        }
        (
            Operation::Mark {
                person,
                presence,
                reason,
            },
            Some(record),
        ) => mark(mutation, record, *person, *presence, reason),
        (Operation::Close {}, Some(record)) => close(mutation, record),
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
    changes: &Answers,
    sender: &Sender,
    record: &RecordView,
    check: Check<'_>,
    now: Timestamp,
) -> Result<RecordView, Outcome> {
    let Operation::Answer { query, remarks, .. } = &mutation.operation else {
        return Err(quarantine(Quarantine::WrongOperation));
    };
    let Office::Review(review) = &record.office else {
        return Err(quarantine(Quarantine::WrongOperation));
    };
    let Some(open) = review.open_query().filter(|open| open.id == *query) else {
        return Err(conflict(record, Some(Refusal::NoOpenQuery)));
    };
    if mutation.base_version != record.content_version {
        return Err(conflict(record, None));
    }
    refuse_errors(not_asked(open.not_asked(changes, remarks)))?;
    let content = record.content.merged_with(changes);
    refuse_errors(check(record.kind, &content))?;
    let action = Action::AnswerQuery {
        query: *query,
        remarks: remarks.clone(),
    };
    let mut next = stepped(record, action, sender, now)?;
    next.content = content;
    next.content_version += 1;
    next.rules = mutation.rules;
    Ok(next)
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
    }
}
