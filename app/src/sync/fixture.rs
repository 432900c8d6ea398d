//! What tests put into an outbox.

use shared::id::{MutationId, RecordId};
use shared::sync::{EntryState, OutboxEntry};
use shared::time::Timestamp;

/// An entry of no particular record.
pub fn entry(state: EntryState) -> OutboxEntry {
    OutboxEntry {
        seq: 1,
        mutation_id: MutationId::from_number(1),
        record_id: RecordId::from_number(1),
        draft: String::new(),
        made_at: Timestamp::default(),
        state,
        unsent: false,
        body: String::new(),
    }
}
