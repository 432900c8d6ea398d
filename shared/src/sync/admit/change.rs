//! What an agent changes in the content of a record that has arrived: by an answer to a query, or by
//! an amendment.

use super::{Check, Known, Sender, conflict, quarantine, refuse_errors, rejected, stepped};
use crate::answers::{Answers, Changes};
use crate::finding::Finding;
use crate::note;
use crate::record::{Office, RecordView};
use crate::submission::{Action, AmendedAnswer, Corrected, Refusal};
use crate::sync::{ContentHash, Mutation, Operation, Outcome, Quarantine, Rebase, Unit};
use crate::time::Timestamp;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The record with its content changed, if the change fits and the rules let it through.
pub(super) fn change(
    mutation: &Mutation,
    sender: &Sender,
    known: Known<'_>,
    check: Check<'_>,
    now: Timestamp,
) -> Result<RecordView, Outcome> {
    let record = known.record;
    may_change(mutation, record)?;
    let content = merged(mutation, known)?;
    let action = action_of(mutation, record, &content)?;
    let next = stepped(record, action, sender, now)?;
    refuse_errors(check(next.kind, &content))?;
    Ok(RecordView {
        content,
        content_version: record.content_version + 1,
        rules: mutation.rules,
        ..next
    })
}

/// An answer is to the open query and says only what was asked; what it corrects beside that, like an
/// amendment, says why.
fn may_change(mutation: &Mutation, record: &RecordView) -> Result<(), Outcome> {
    match &mutation.operation {
        Operation::Answer {
            query,
            changes,
            remarks,
            correction,
        } => {
            let Office::Review(review) = &record.office else {
                return Err(quarantine(Quarantine::WrongOperation));
            };
            let open = review.open_query().filter(|open| open.id == *query);
            let open = open.ok_or_else(|| conflict(record, Some(Refusal::NoOpenQuery)))?;
            refuse_errors(not_asked(open.not_asked(changes, remarks)))?;
            refuse_errors(unwritten(remarks))?;
            match correction {
                Some(correction) => says_why(&correction.note),
                None => Ok(()),
            }
        }
        Operation::Amend { note, .. } => says_why(note),
        _ => Ok(()),
    }
}

fn says_why(note: &str) -> Result<(), Outcome> {
    if note.trim().is_empty() {
        return Err(rejected(vec![Finding::error("required", "note")]));
    }
    refuse_errors(note::check("note", note, note::MOST_NOTE))
}

fn not_asked(paths: Vec<String>) -> Vec<Finding> {
    paths
        .into_iter()
        .map(|path| Finding::error("not_queried", path))
        .collect()
}

/// What is wrong with the remarks, each at the path it is about.
fn unwritten(remarks: &BTreeMap<String, String>) -> Vec<Finding> {
    remarks
        .iter()
        .filter_map(|(path, remark)| note::check(path, remark, note::MOST_NOTE))
        .collect()
}

fn action_of(
    mutation: &Mutation,
    record: &RecordView,
    content: &Answers,
) -> Result<Action, Outcome> {
    match &mutation.operation {
        Operation::Answer {
            query,
            remarks,
            correction,
            ..
        } => Ok(Action::AnswerQuery {
            query: *query,
            remarks: remarks.clone(),
            corrected: correction.as_ref().map(|correction| Corrected {
                note: correction.note.clone(),
                answers: AmendedAnswer::between(&record.content, content),
            }),
        }),
        Operation::Amend { note, .. } => Ok(Action::Amend {
            note: note.clone(),
            answers: AmendedAnswer::between(&record.content, content),
        }),
        _ => Err(quarantine(Quarantine::WrongOperation)),
    }
}

/// The content as the mutation would make it, for the rules to look at; `None` if it makes none, or
/// none that fits.
pub fn content_after(mutation: &Mutation, stored: Option<Known<'_>>) -> Option<Answers> {
    match (&mutation.operation, stored) {
        (Operation::Submit { content, .. }, None) => Some(content.clone()),
        (_, Some(known)) => merged(mutation, known).ok(),
        _ => None,
    }
}

pub(super) fn merged(mutation: &Mutation, known: Known<'_>) -> Result<Answers, Outcome> {
    let record = known.record;
    let (unit, changes) = unit_and_changes(mutation, record)?;
    let read = |base: &&Answers| {
        let hash = mutation.base_hash;
        hash.is_none_or(|hash| hash == ContentHash::of(base))
    };
    let base = known.base.filter(read);
    let base = base.ok_or_else(|| conflict(record, None))?;
    Rebase::of(unit, base, &record.content, &changes)
        .merged()
        .map_err(|clashes| Outcome::Conflict {
            version: record.version,
            refusal: None,
            clashes,
        })
}

fn unit_and_changes<'a>(
    mutation: &'a Mutation,
    record: &RecordView,
) -> Result<(Unit, Cow<'a, Changes>), Outcome> {
    let unit = Unit::of_change(record.kind, &mutation.operation);
    match &mutation.operation {
        Operation::Answer {
            changes,
            correction: Some(correction),
            ..
        } => Ok((unit, Cow::Owned(correction.changes.clone().and(changes)))),
        Operation::Answer { changes, .. } | Operation::Amend { changes, .. } => {
            Ok((unit, Cow::Borrowed(changes)))
        }
        _ => Err(quarantine(Quarantine::WrongOperation)),
    }
}

#[cfg(test)]
mod tests;
