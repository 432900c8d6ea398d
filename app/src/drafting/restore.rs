//! A draft made again out of the outbox entry that was made of it.

use crate::store::Draft;
use shared::record::RecordView;
use shared::sync::{Operation, OutboxEntry};

/// The draft that was sent with this entry, if it was a new record.
pub fn submission_of(entry: &OutboxEntry) -> Option<Draft> {
    let mutation = entry.mutation()?;
    let Operation::Submit { number, content } = mutation.operation else {
        return None;
    };
    Some(Draft {
        key: entry.draft.clone(),
        number: Some(number),
        answers: content,
        rules: mutation.rules,
        sent: true,
        ..Draft::new_record(mutation.record_id, mutation.kind, mutation.made_at)
    })
}

/// The change to `record` that was sent with this entry, an answer to a query or an amendment, made
/// again on what stands in the record now.
pub fn change_of(entry: &OutboxEntry, record: &RecordView) -> Option<Draft> {
    let mutation = entry.mutation()?;
    let begun = Draft {
        rules: mutation.rules,
        sent: true,
        ..Draft::amending(record, entry.draft.clone(), mutation.made_at)
    };
    match mutation.operation {
        Operation::Answer {
            query,
            changes,
            remarks,
            correction,
        } => {
            let (beside, note) =
                correction.map_or_else(Default::default, |beside| (beside.changes, beside.note));
            Some(Draft {
                query: Some(query),
                answers: changes.and(&beside).on(&record.content),
                remarks,
                note,
                ..begun
            })
        }
        Operation::Amend { changes, note } => Some(Draft {
            answers: changes.on(&record.content),
            note,
            ..begun
        }),
        _ => None,
    }
}
