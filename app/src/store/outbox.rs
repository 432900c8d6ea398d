//! What waits to be sent.

use super::tables::Tables;
use super::vault::put;
use super::{Draft, Finishes, StoreError, Vault, meta, schema};
use indexed_db_futures::object_store::ObjectStore;
use shared::answers::Answers;
use shared::id::{MutationId, RecordId};
use shared::number::RecordNumber;
use shared::record::RecordKind;
use shared::sync::device_store::{self, Enqueued, NewMutation, Table};
use shared::sync::{Operation, OutboxEntry, captured_already};
use shared::time::Timestamp;

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

impl device_store::Draft for Draft {
    fn sent(self, now: Timestamp) -> Self {
        Self {
            sent: true,
            updated_at: now,
            ..self
        }
    }

    /// That of a record that was complete at once opens no page again.
    fn reopened(self, now: Timestamp) -> Option<Self> {
        let open = Self {
            sent: false,
            ..self
        };
        open.kind.is_reviewed().then(|| open.touched(now))
    }
}

impl Vault {
    /// Everything that is not finished, in the order it was made.
    pub async fn outbox(&self) -> Result<Vec<OutboxEntry>, StoreError> {
        let tables = Tables(self.read(&[schema::OUTBOX, schema::OFFERED])?);
        device_store::outbox(&tables).await
    }

    /// Makes a mutation and puts it into the outbox, in one transaction with the draft it is made
    /// of, and with what was half written for it. An entry of the same draft that was set aside is replaced.
    /// Nothing is put there twice.
    ///
    /// # Errors
    /// [`StoreError::Missing`] if the draft is gone.
    pub async fn enqueue(
        &self,
        new: NewMutation,
        finishes: Option<&Finishes>,
    ) -> Result<(), StoreError> {
        let tables = Tables(self.write(&schema::OUTGOING)?);
        let meta = tables.store(Table::Meta)?;
        end_half_written(&meta, finishes).await?;
        let device = meta::device_id(&meta).await?;
        match device_store::enqueue::<Draft, _>(&tables, device, new).await? {
            Enqueued::Waits | Enqueued::SaidAlready => tables.commit().await,
            Enqueued::NoDraft => Err(StoreError::Missing),
        }
    }

    /// Begins a record that is complete and puts it into the outbox, with its draft and in place of what was half
    /// written for it, all in one transaction: whenever the phone dies, it waits to be sent or nothing is left of
    /// it. Returns the id of the record that waits: of this one, or of one just like it that was there before.
    pub async fn capture(&self, record: NewRecord) -> Result<RecordId, StoreError> {
        let tables = Tables(self.write(&schema::OUTGOING)?);
        let meta = tables.store(Table::Meta)?;
        let waiting = device_store::outbox(&tables).await?;
        end_half_written(&meta, record.finishes.as_ref()).await?;
        if let Some(there) = captured_already(&waiting, record.kind, &record.answers) {
            tables.commit().await?;
            return Ok(there);
        }
        let number = meta::next_number(&meta, record.kind).await?;
        let device = meta::device_id(&meta).await?;
        let (draft, mutation) = submitted(record, number);
        let drafts = tables.store(Table::Drafts)?;
        put(&drafts, draft.key.as_str(), &draft).await?;
        device_store::append(&tables, device, mutation).await?;
        tables.commit().await?;
        Ok(draft.record_id)
    }

    /// Takes an entry that was set aside out of the outbox. Its draft can be changed again; that of a
    /// record that was complete at once, which no page opens again, goes with it.
    pub async fn drop_entry(&self, seq: u64, now: Timestamp) -> Result<(), StoreError> {
        let tables = Tables(self.write(&schema::OUTGOING)?);
        device_store::drop_entry::<Draft, _>(&tables, seq, now).await?;
        tables.commit().await
    }

    /// Takes an entry back that nobody else can have: its draft can be changed again; what has no draft is
    /// gone. False if it may have been sent meanwhile: then nothing happens.
    pub async fn take_back(&self, seq: u64, now: Timestamp) -> Result<bool, StoreError> {
        let tables = Tables(self.write(&schema::OUTGOING)?);
        let taken = device_store::take_back::<Draft, _>(&tables, seq, now).await?;
        tables.commit().await?;
        Ok(taken.is_some())
    }

    /// Throws the draft away, and what was set aside of it: nothing brings it back.
    ///
    /// # Errors
    /// [`StoreError::OnItsWay`] if another tab has put it on its way meanwhile: then it stays, for the server
    /// may send it back.
    pub async fn delete_draft(&self, key: &str) -> Result<(), StoreError> {
        let tables = Tables(self.write(&schema::OUTGOING)?);
        match device_store::throw_away(&tables, key).await? {
            true => tables.commit().await,
            false => Err(StoreError::OnItsWay),
        }
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
    };
    (draft, mutation)
}
