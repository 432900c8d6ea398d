//! What waits to be sent.

use super::vault::{get, get_all, numbered, put, remove};
use super::{Draft, StoreError, Vault, meta, schema};
use indexed_db_futures::object_store::ObjectStore;
use shared::id::{MutationId, RecordId};
use shared::record::{RecordKind, RuleVersion};
use shared::sync::{ContentHash, EntryState, Mutation, Operation, OutboxEntry};
use shared::time::Timestamp;

/// What a new mutation is made of.
#[derive(Debug, Clone)]
pub struct NewMutation {
    /// Its id.
    pub mutation_id: MutationId,
    /// The record it is about.
    pub record_id: RecordId,
    /// What kind of record that is.
    pub kind: RecordKind,
    /// The content version the person had read; 0 for a new record.
    pub base_version: u64,
    /// The hash of that content, if this changes it and it is known.
    pub base_hash: Option<ContentHash>,
    /// When it is made.
    pub made_at: Timestamp,
    /// What it does.
    pub operation: Operation,
    /// The key of the draft it is made of; empty if there is none.
    pub draft: String,
    /// The number of the set-aside entry it stands in for, if there is one.
    pub replaces: Option<u64>,
}

impl Vault {
    /// Everything that is not finished, in the order it was made.
    pub async fn outbox(&self) -> Result<Vec<OutboxEntry>, StoreError> {
        let transaction = self.read(&[schema::OUTBOX])?;
        all_entries(&transaction.object_store(schema::OUTBOX)?).await
    }

    /// Makes a mutation and puts it into the outbox, in one transaction with the draft it is made
    /// of. An entry of the same draft that was set aside is replaced.
    pub async fn enqueue(&self, new: NewMutation) -> Result<(), StoreError> {
        let transaction = self.write(&[schema::META, schema::DRAFTS, schema::OUTBOX])?;
        let meta = transaction.object_store(schema::META)?;
        let drafts = transaction.object_store(schema::DRAFTS)?;
        let outbox = transaction.object_store(schema::OUTBOX)?;
        let device_id = meta::device_id(&meta).await?;
        let seq = meta::next_device_seq(&meta).await?;
        mark_sent(&drafts, &new.draft, new.made_at).await?;
        drop_set_aside(&outbox, &new).await?;
        let draft = new.draft.clone();
        let mutation = Mutation {
            mutation_id: new.mutation_id,
            device_id,
            device_seq: seq,
            record_id: new.record_id,
            kind: new.kind,
            base_version: new.base_version,
            base_hash: new.base_hash,
            made_at: new.made_at,
            rules: RuleVersion::CURRENT,
            operation: new.operation,
        };
        put(&outbox, numbered(seq), &entry_of(&mutation, draft)?).await?;
        Ok(transaction.commit().await?)
    }

    /// Takes an entry that was set aside out of the outbox; its draft can be changed again.
    pub async fn drop_entry(&self, seq: u64) -> Result<(), StoreError> {
        let transaction = self.write(&[schema::DRAFTS, schema::OUTBOX])?;
        let outbox = transaction.object_store(schema::OUTBOX)?;
        let drafts = transaction.object_store(schema::DRAFTS)?;
        let entry: Option<OutboxEntry> = get(&outbox, numbered(seq)).await?;
        if let Some(entry) = entry.filter(is_set_aside) {
            remove(&outbox, numbered(seq)).await?;
            if let Some(draft) = get::<Draft>(&drafts, entry.draft.as_str()).await? {
                let open = Draft {
                    sent: false,
                    ..draft
                };
                put(&drafts, entry.draft.as_str(), &open).await?;
            }
        }
        Ok(transaction.commit().await?)
    }
}

pub(super) async fn all_entries(outbox: &ObjectStore<'_>) -> Result<Vec<OutboxEntry>, StoreError> {
    let mut entries: Vec<OutboxEntry> = get_all(outbox).await?;
    entries.sort_by_key(|entry| entry.seq);
    Ok(entries)
}

/// The mutation's bytes are made here, once.
fn entry_of(mutation: &Mutation, draft: String) -> Result<OutboxEntry, StoreError> {
    let body = serde_json::to_string(mutation)
        .map_err(|error| StoreError::Unavailable(error.to_string()))?;
    Ok(OutboxEntry {
        seq: mutation.device_seq,
        mutation_id: mutation.mutation_id,
        record_id: mutation.record_id,
        draft,
        made_at: mutation.made_at,
        state: EntryState::Waiting,
        body,
    })
}

async fn mark_sent(drafts: &ObjectStore<'_>, key: &str, now: Timestamp) -> Result<(), StoreError> {
    if key.is_empty() {
        return Ok(());
    }
    let draft: Draft = get(drafts, key).await?.ok_or(StoreError::Missing)?;
    let sent = Draft {
        sent: true,
        updated_at: now,
        ..draft
    };
    put(drafts, key, &sent).await
}

async fn drop_set_aside(outbox: &ObjectStore<'_>, new: &NewMutation) -> Result<(), StoreError> {
    for entry in all_entries(outbox).await? {
        let same_draft = !new.draft.is_empty() && entry.draft == new.draft;
        if is_set_aside(&entry) && (same_draft || new.replaces == Some(entry.seq)) {
            remove(outbox, numbered(entry.seq)).await?;
        }
    }
    Ok(())
}

fn is_set_aside(entry: &OutboxEntry) -> bool {
    matches!(entry.state, EntryState::SetAside(_))
}
