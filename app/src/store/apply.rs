//! Carries out what the sync protocol says is to be written, all of it or nothing.

use super::acknowledgements::{bare, complete, keep};
use super::draft::with_number;
use super::outbox::all_entries;
use super::pulled::change_key;
use super::vault::{get, get_all, numbered, put, remove};
use super::{Draft, StoreError, Vault, meta, schema};
use crate::sync::Progress;
use indexed_db_futures::object_store::ObjectStore;
use indexed_db_futures::transaction::Transaction;
use serde::{Deserialize, Serialize};
use shared::number::DeviceNumber;
use shared::record::RecordView;
use shared::sync::{Acknowledgement, Change, Cursor, EntryState, OutboxEntry, Write, change_kind};
use shared::time::Timestamp;

/// How long what was sent is kept, in milliseconds: a server restored from an old backup gets it
/// again.
const KEEP_SENT_MS: i64 = 30 * 24 * 3_600_000;

/// An entry of the sent log.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Sent {
    finished_at: Timestamp,
    entry: OutboxEntry,
}

struct Stores<'a> {
    meta: ObjectStore<'a>,
    drafts: ObjectStore<'a>,
    pulled: ObjectStore<'a>,
    outbox: ObjectStore<'a>,
    sent: ObjectStore<'a>,
    parked: ObjectStore<'a>,
    acknowledgements: ObjectStore<'a>,
    now: Timestamp,
}

impl Vault {
    /// Writes all of this in one transaction, unless another tab has moved the cursor on from
    /// `expected`.
    pub async fn apply(
        &self,
        expected: Option<&Cursor>,
        writes: &[Write],
        progress: Progress,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let transaction = self.write(&schema::STORES)?;
        let stores = Stores::of(&transaction, now)?;
        let cursor: Option<Cursor> = get(&stores.meta, schema::CURSOR).await?;
        if cursor.as_ref() != expected {
            return Err(StoreError::Overtaken);
        }
        for write in writes {
            stores.carry_out(write).await?;
        }
        put(&stores.meta, schema::PROGRESS, &progress).await?;
        put(&stores.meta, schema::LAST_EXCHANGE, &now).await?;
        Ok(transaction.commit().await?)
    }

    /// Whether the server has said that it has what was made of the draft with this key; of what came to
    /// it long ago, nobody here knows.
    pub async fn has_arrived(&self, draft: &str) -> Result<bool, StoreError> {
        let transaction = self.read(&[schema::SENT])?;
        let sent: Vec<Sent> = get_all(&transaction.object_store(schema::SENT)?).await?;
        Ok(sent.iter().any(|sent| sent.entry.draft == draft))
    }

    /// When the app starts: what an older build had to park is taken in, what it left half begun
    /// goes, what was kept without a number gets one, and the sent log loses what is older than 30 days.
    /// `number` is what the server knew the device by at the last sign-in, in case an older build did not
    /// keep it here.
    pub async fn tidy(&self, number: DeviceNumber, now: Timestamp) -> Result<(), StoreError> {
        let transaction = self.write(&schema::STORES)?;
        let stores = Stores::of(&transaction, now)?;
        meta::number_if_unknown(&stores.meta, number).await?;
        for draft in get_all::<Draft>(&stores.drafts).await? {
            if draft.is_half_begun() {
                remove(&stores.drafts, draft.key.as_str()).await?;
            } else if draft.number.is_none() {
                let draft = with_number(&stores.meta, draft).await?;
                put(&stores.drafts, draft.key.as_str(), &draft).await?;
            }
        }
        for change in get_all::<Change>(&stores.parked).await? {
            if change.is_understood() {
                stores.keep_newest(&change).await?;
            }
        }
        for old in get_all::<Sent>(&stores.sent).await? {
            if now.millis_since(old.finished_at) > KEEP_SENT_MS {
                remove(&stores.sent, numbered(old.entry.seq)).await?;
            }
        }
        Ok(transaction.commit().await?)
    }
}

impl<'a> Stores<'a> {
    fn of(transaction: &'a Transaction<'a>, now: Timestamp) -> Result<Self, StoreError> {
        Ok(Self {
            meta: transaction.object_store(schema::META)?,
            drafts: transaction.object_store(schema::DRAFTS)?,
            pulled: transaction.object_store(schema::PULLED)?,
            outbox: transaction.object_store(schema::OUTBOX)?,
            sent: transaction.object_store(schema::SENT)?,
            parked: transaction.object_store(schema::PARKED)?,
            acknowledgements: transaction.object_store(schema::ACKNOWLEDGEMENTS)?,
            now,
        })
    }

    async fn carry_out(&self, write: &Write) -> Result<(), StoreError> {
        match write {
            Write::PutEntry(entry) => self.put_entry(entry).await,
            Write::FinishEntry(entry) => self.finish(entry).await,
            Write::PutAcknowledgement(acknowledgement) => self.prove(acknowledgement).await,
            Write::ForgetPulled => {
                self.parked.clear()?.await?;
                Ok(self.pulled.clear()?.await?)
            }
            Write::PutChange(change) => self.keep_newest(change).await,
            Write::RemovePulled { kind, id } => {
                let key = change_key(kind, id);
                remove(&self.parked, key.as_str()).await?;
                remove(&self.pulled, key).await
            }
            Write::Park(change) => {
                let key = change_key(&change.kind, &change.id);
                put(&self.parked, key, change).await
            }
            Write::ResendSentLog => self.resend().await,
            Write::PutCursor { cursor, epoch } => {
                if let Some(cursor) = cursor {
                    put(&self.meta, schema::CURSOR, cursor).await?;
                }
                put(&self.meta, schema::EPOCH, epoch).await
            }
        }
    }

    /// Only if it is still there: an entry that the person dropped meanwhile stays dropped.
    async fn put_entry(&self, entry: &OutboxEntry) -> Result<(), StoreError> {
        let there: Option<OutboxEntry> = get(&self.outbox, numbered(entry.seq)).await?;
        match there {
            Some(there) if there.mutation_id == entry.mutation_id => {
                put(&self.outbox, numbered(entry.seq), entry).await
            }
            _ => Ok(()),
        }
    }

    async fn finish(&self, entry: &OutboxEntry) -> Result<(), StoreError> {
        remove(&self.outbox, numbered(entry.seq)).await?;
        let draft: Option<Draft> = get(&self.drafts, entry.draft.as_str()).await?;
        if draft.is_some_and(|draft| draft.sent) {
            remove(&self.drafts, entry.draft.as_str()).await?;
        }
        let sent = Sent {
            finished_at: self.now,
            entry: entry.clone(),
        };
        put(&self.sent, numbered(entry.seq), &sent).await
    }

    /// What was parked of the same thing came before.
    async fn keep_newest(&self, change: &Change) -> Result<(), StoreError> {
        let key = change_key(&change.kind, &change.id);
        remove(&self.parked, key.as_str()).await?;
        let held: Option<Change> = get(&self.pulled, key.as_str()).await?;
        if held.is_none_or(|held| held.version <= change.version) {
            put(&self.pulled, key, change).await?;
        }
        match record_of(change) {
            Some(record) => complete(&self.acknowledgements, &record).await,
            None => Ok(()),
        }
    }

    /// Keeps the proof with the content it is of, if the phone holds that already.
    async fn prove(&self, acknowledgement: &Acknowledgement) -> Result<(), StoreError> {
        let arrival = &acknowledgement.arrival;
        let key = change_key(change_kind::RECORD, &arrival.record_id.to_string());
        keep(&self.acknowledgements, &bare(acknowledgement)).await?;
        let held: Option<Change> = get(&self.pulled, key).await?;
        match held.as_ref().and_then(record_of) {
            Some(record) => complete(&self.acknowledgements, &record).await,
            None => Ok(()),
        }
    }

    /// Everything of the sent log waits again, with the numbers and bytes it had.
    async fn resend(&self) -> Result<(), StoreError> {
        let waiting = all_entries(&self.outbox).await?;
        for sent in get_all::<Sent>(&self.sent).await? {
            let seq = sent.entry.seq;
            if waiting.iter().all(|entry| entry.seq != seq) {
                let again = OutboxEntry {
                    state: EntryState::Waiting,
                    ..sent.entry
                };
                put(&self.outbox, numbered(seq), &again).await?;
            }
            remove(&self.sent, numbered(seq)).await?;
        }
        Ok(())
    }
}

/// The record that came with a change, as this build reads it.
fn record_of(change: &Change) -> Option<RecordView> {
    if change.kind != change_kind::RECORD {
        return None;
    }
    serde_json::from_str(change.body.as_ref()?.get()).ok()
}
