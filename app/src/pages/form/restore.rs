//! A draft made again out of the outbox entry that was made of it.

use crate::store::Draft;
use shared::answers::Answers;
use shared::id::QueryId;
use shared::number::RecordNumber;
use shared::sync::{Mutation, Operation, OutboxEntry};
use std::collections::{BTreeMap, BTreeSet};

/// The draft that was sent with this entry; `None` if it was no submission.
pub fn draft_of(entry: &OutboxEntry) -> Option<Draft> {
    let mutation: Mutation = serde_json::from_str(&entry.body).ok()?;
    match mutation.operation.clone() {
        Operation::Submit { number, content } => Some(draft(
            entry,
            &mutation,
            number,
            content,
            BTreeMap::new(),
            None,
        )),
        _ => None,
    }
}

/// The answer to a query that was sent with this entry.
pub fn answer_of(entry: &OutboxEntry, number: RecordNumber, content: &Answers) -> Option<Draft> {
    let mutation: Mutation = serde_json::from_str(&entry.body).ok()?;
    match mutation.operation.clone() {
        Operation::Answer {
            query,
            changes,
            remarks,
        } => {
            let answers = content.merged_with(&changes);
            Some(draft(
                entry,
                &mutation,
                number,
                answers,
                remarks,
                Some(query),
            ))
        }
        _ => None,
    }
}

fn draft(
    entry: &OutboxEntry,
    mutation: &Mutation,
    number: RecordNumber,
    answers: Answers,
    remarks: BTreeMap<String, String>,
    query: Option<QueryId>,
) -> Draft {
    Draft {
        key: entry.draft.clone(),
        record_id: mutation.record_id,
        kind: mutation.kind,
        number,
        answers,
        remarks,
        visited: BTreeSet::new(),
        query,
        base_version: mutation.base_version,
        rules: mutation.rules,
        created_at: mutation.made_at,
        updated_at: mutation.made_at,
        sent: true,
    }
}
