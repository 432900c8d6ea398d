//! What waits to be sent.

use super::vault::{get, get_all, numbered, put, remove};
use super::{Draft, Finishes, StoreError, Vault, meta, schema};
use indexed_db_futures::object_store::ObjectStore;
use shared::answers::Answers;
use shared::id::{MutationId, RecordId};
use shared::number::RecordNumber;
use shared::record::{RecordKind, RuleVersion};
use shared::sync::{
    ContentHash, EntryState, Mutation, Operation, OutboxEntry, captured_already, said_already,
    still_to_take_back,
};
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
    /// What was half written for it and goes with it.
    pub finishes: Option<Finishes>,
}

/// What a record that is complete at once is made of.
#[derive(Debug, Clone)]
pub struct NewRecord {
    /// Its id.
    pub record_id: RecordId,
    /// What it is.
    pub kind: RecordKind,
    /// What it says.
    pub answers: Answers,
    /// The id of the mutation that sends it.
    pub mutation_id: MutationId,
    /// When it is made.
    pub made_at: Timestamp,
    /// What was half written for it and goes with it.
    pub finishes: Option<Finishes>,
}

impl Vault {
    /// Everything that is not finished, in the order it was made.
    pub async fn outbox(&self) -> Result<Vec<OutboxEntry>, StoreError> {
        let transaction = self.read(&[schema::OUTBOX])?;
        all_entries(&transaction.object_store(schema::OUTBOX)?).await
    }

    /// Makes a mutation and puts it into the outbox, in one transaction with the draft it is made
    /// of, and with what was half written for it. An entry of the same draft that was set aside is replaced.
    /// Nothing is put there twice.
    pub async fn enqueue(&self, new: NewMutation) -> Result<(), StoreError> {
        let transaction = self.write(&[schema::META, schema::DRAFTS, schema::OUTBOX])?;
        let meta = transaction.object_store(schema::META)?;
        let drafts = transaction.object_store(schema::DRAFTS)?;
        let outbox = transaction.object_store(schema::OUTBOX)?;
        end_half_written(&meta, new.finishes.as_ref()).await?;
        if !is_there(&all_entries(&outbox).await?, &new) {
            mark_sent(&drafts, &new.draft, new.made_at).await?;
            drop_set_aside(&outbox, &new).await?;
            append(&meta, &outbox, new).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// Begins a record that is complete and puts it into the outbox, with its draft and in place of what was half
    /// written for it, all in one transaction: whenever the phone dies, it waits to be sent or nothing is left of
    /// it. Returns the id of the record that waits: of this one, or of one just like it that was there before.
    pub async fn capture(&self, record: NewRecord) -> Result<RecordId, StoreError> {
        let transaction = self.write(&[schema::META, schema::DRAFTS, schema::OUTBOX])?;
        let meta = transaction.object_store(schema::META)?;
        let drafts = transaction.object_store(schema::DRAFTS)?;
        let outbox = transaction.object_store(schema::OUTBOX)?;
        let waiting = all_entries(&outbox).await?;
        end_half_written(&meta, record.finishes.as_ref()).await?;
        if let Some(there) = captured_already(&waiting, record.kind, &record.answers) {
            transaction.commit().await?;
            return Ok(there);
        }
        let number = meta::next_number(&meta, record.kind).await?;
        let (draft, mutation) = submitted(record, number);
        put(&drafts, draft.key.as_str(), &draft).await?;
        append(&meta, &outbox, mutation).await?;
        transaction.commit().await?;
        Ok(draft.record_id)
    }

    /// Takes an entry that was set aside out of the outbox. Its draft can be changed again; that of a
    /// record that was complete at once, which no page opens again, goes with it.
    pub async fn drop_entry(&self, seq: u64) -> Result<(), StoreError> {
        let transaction = self.write(&[schema::DRAFTS, schema::OUTBOX])?;
        let outbox = transaction.object_store(schema::OUTBOX)?;
        let drafts = transaction.object_store(schema::DRAFTS)?;
        let entry: Option<OutboxEntry> = get(&outbox, numbered(seq)).await?;
        if let Some(entry) = entry.filter(OutboxEntry::is_set_aside) {
            remove(&outbox, numbered(seq)).await?;
            if let Some(draft) = get::<Draft>(&drafts, entry.draft.as_str()).await? {
                reopen(&drafts, draft).await?;
            }
        }
        Ok(transaction.commit().await?)
    }

    /// Takes an entry back that nobody else can have: its draft can be changed again; what has no draft is
    /// gone. False if it may have been sent meanwhile: then nothing happens.
    pub async fn take_back(&self, seq: u64, now: Timestamp) -> Result<bool, StoreError> {
        let transaction = self.write(&[schema::DRAFTS, schema::OUTBOX])?;
        let outbox = transaction.object_store(schema::OUTBOX)?;
        let drafts = transaction.object_store(schema::DRAFTS)?;
        let entries = all_entries(&outbox).await?;
        let Some(entry) = still_to_take_back(&entries, seq) else {
            return Ok(false);
        };
        if !entry.draft.is_empty() {
            let draft: Option<Draft> = get(&drafts, entry.draft.as_str()).await?;
            reopen(&drafts, draft.ok_or(StoreError::Missing)?.touched(now)).await?;
        }
        remove(&outbox, numbered(seq)).await?;
        transaction.commit().await?;
        Ok(true)
    }
}

async fn end_half_written(
    meta: &ObjectStore<'_>,
    finishes: Option<&Finishes>,
) -> Result<(), StoreError> {
    match finishes {
        Some(finishes) => finishes.end(meta).await,
        None => Ok(()),
    }
}

pub(super) async fn all_entries(outbox: &ObjectStore<'_>) -> Result<Vec<OutboxEntry>, StoreError> {
    let mut entries: Vec<OutboxEntry> = get_all(outbox).await?;
    entries.sort_by_key(|entry| entry.seq);
    Ok(entries)
}

/// Whether the outbox says it already: another press or another tab was quicker.
fn is_there(entries: &[OutboxEntry], new: &NewMutation) -> bool {
    let is_replaced = |seq| {
        let mut set_aside = entries.iter().filter(|entry| entry.is_set_aside());
        !set_aside.any(|entry| entry.seq == seq)
    };
    new.replaces.is_some_and(is_replaced)
        || said_already(entries, &new.draft, new.record_id, &new.operation).is_some()
}

async fn reopen(drafts: &ObjectStore<'_>, draft: Draft) -> Result<(), StoreError> {
    if !draft.kind.is_reviewed() {
        return remove(drafts, draft.key.as_str()).await;
    }
    let open = Draft {
        sent: false,
        ..draft
    };
    put(drafts, open.key.as_str(), &open).await
}

/// The draft of a complete record, on its way, and what sends it.
fn submitted(record: NewRecord, number: RecordNumber) -> (Draft, NewMutation) {
    let NewRecord {
        record_id,
        kind,
        answers,
        mutation_id,
        made_at,
        finishes: _,
    } = record;
    let draft = Draft {
        answers: answers.clone(),
        sent: true,
        number: Some(number.clone()),
        ..Draft::new_record(record_id, kind, made_at)
    };
    let mutation = NewMutation {
        mutation_id,
        record_id,
        kind,
        base_version: 0,
        base_hash: None,
        made_at,
        operation: Operation::Submit {
            number,
            content: answers,
        },
        draft: draft.key.clone(),
        replaces: None,
        finishes: None,
    };
    (draft, mutation)
}

/// The entry of a new mutation, under the next number of this device.
async fn append(
    meta: &ObjectStore<'_>,
    outbox: &ObjectStore<'_>,
    new: NewMutation,
) -> Result<(), StoreError> {
    let mutation = Mutation {
        mutation_id: new.mutation_id,
        device_id: meta::device_id(meta).await?,
        device_seq: meta::next_device_seq(meta).await?,
        record_id: new.record_id,
        kind: new.kind,
        base_version: new.base_version,
        base_hash: new.base_hash,
        made_at: new.made_at,
        rules: RuleVersion::CURRENT,
        operation: new.operation,
    };
    let entry = entry_of(&mutation, new.draft)?;
    put(outbox, numbered(entry.seq), &entry).await
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
        unsent: true,
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

/// Whether what was made of the draft with this key goes to the server, or is there.
pub(super) fn is_on_its_way(entries: &[OutboxEntry], draft: &str) -> bool {
    let mut entries = entries.iter();
    entries.any(|entry| entry.draft == draft && !entry.is_set_aside())
}

/// Takes out what was set aside of the draft with this key.
pub(super) async fn drop_set_aside_of(
    outbox: &ObjectStore<'_>,
    draft: &str,
) -> Result<(), StoreError> {
    for entry in all_entries(outbox).await? {
        if entry.is_set_aside() && entry.draft == draft {
            remove(outbox, numbered(entry.seq)).await?;
        }
    }
    Ok(())
}

async fn drop_set_aside(outbox: &ObjectStore<'_>, new: &NewMutation) -> Result<(), StoreError> {
    if !new.draft.is_empty() {
        drop_set_aside_of(outbox, &new.draft).await?;
    }
    if let Some(seq) = new.replaces {
        let replaced: Option<OutboxEntry> = get(outbox, numbered(seq)).await?;
        if replaced.is_some_and(|entry| entry.is_set_aside()) {
            remove(outbox, numbered(seq)).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sync::fixture::entry;
    use shared::sync::Quarantine;

    /// The withdrawal of the record of [`entry`], in place of this entry.
    fn withdrawal(replaces: Option<u64>) -> NewMutation {
        NewMutation {
            mutation_id: MutationId::from_number(2),
            record_id: RecordId::from_number(1),
            kind: RecordKind::LossNotice,
            base_version: 1,
            base_hash: None,
            made_at: Timestamp::default(),
            operation: Operation::Withdraw {
                note: "客户改变了主意".to_owned(),
            },
            draft: String::new(),
            replaces,
            finishes: None,
        }
    }

    #[test]
    fn a_draft_is_thrown_away_only_while_nothing_of_it_can_be_with_the_server() {
        let of_draft = |state| OutboxEntry {
            draft: "loss_notice:1".to_owned(),
            ..entry(state)
        };
        let aside = of_draft(EntryState::SetAside(Quarantine::Unreadable.into()));
        let applied = of_draft(EntryState::Applied { version: 1 });
        for (outbox, is_away) in [
            (vec![], false),
            (vec![aside.clone()], false),
            (vec![of_draft(EntryState::Waiting)], true),
            (vec![aside, applied], true),
        ] {
            assert_eq!(is_on_its_way(&outbox, "loss_notice:1"), is_away);
            assert!(!is_on_its_way(&outbox, "loss_notice:2"));
        }
    }

    #[test]
    fn what_was_set_aside_is_sent_anew_once() {
        let refused = entry(EntryState::SetAside(Quarantine::Unreadable.into()));
        let seq = refused.seq;
        assert!(!is_there(&[refused], &withdrawal(Some(seq))));
        // The first press took it away and put another in its place.
        assert!(is_there(&[], &withdrawal(Some(seq))));
        assert!(!is_there(&[], &withdrawal(None)));
    }
}
