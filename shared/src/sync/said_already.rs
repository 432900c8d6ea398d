//! Pressed twice, or in two tabs: what the outbox says already.

use super::{EntryState, Operation, OutboxEntry};
use crate::answers::Answers;
use crate::id::RecordId;
use crate::record::RecordKind;

/// The entry that says already what `operation` on `record`, made of the draft with this key, would say:
/// pressed twice, or in two tabs, it goes once. What was set aside says nothing any more, and nothing was
/// said of what a change made since may have undone.
pub fn said_already<'a>(
    outbox: &'a [OutboxEntry],
    draft: &str,
    record: RecordId,
    operation: &Operation,
) -> Option<&'a OutboxEntry> {
    let goes = |entry: &&OutboxEntry| !entry.is_set_aside();
    let latest_first = || outbox.iter().rev().filter(goes);
    let of_draft = || latest_first().find(|entry| !draft.is_empty() && entry.draft == draft);
    let of_matter = || {
        let of_record = latest_first().filter(|entry| entry.record_id == record);
        let (entry, said) = of_record
            .filter_map(|entry| Some((entry, entry.operation()?)))
            .take_while(|(_, said)| !said.may_undo(operation))
            .find(|(_, said)| said.is_of_matter(operation))?;
        let says_this = said.is_done_once() || (draft.is_empty() && said == *operation);
        says_this.then_some(entry)
    };
    of_draft().or_else(of_matter)
}

/// The record of this kind that waits to be sent with this very content: captured twice in one moment. One that
/// was corrected or taken back since says something else.
pub fn captured_already(
    outbox: &[OutboxEntry],
    kind: RecordKind,
    captured: &Answers,
) -> Option<RecordId> {
    let waiting = |entry: &&OutboxEntry| entry.state == EntryState::Waiting;
    outbox.iter().filter(waiting).find_map(|entry| {
        let mutation = entry.mutation()?;
        let is_it = mutation.kind == kind
            && matches!(&mutation.operation, Operation::Submit { content, .. } if content == captured);
        (is_it && !is_changed_since(outbox, entry)).then_some(entry.record_id)
    })
}

fn is_changed_since(outbox: &[OutboxEntry], entry: &OutboxEntry) -> bool {
    let of_record = outbox.iter().filter(|it| it.record_id == entry.record_id);
    let mut later = of_record.filter(|it| it.seq > entry.seq && !it.is_set_aside());
    later.any(|it| {
        let operation = it.operation();
        matches!(
            operation,
            Some(Operation::Amend { .. } | Operation::Withdraw { .. })
        )
    })
}

#[cfg(test)]
mod tests;
