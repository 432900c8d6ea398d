//! Carries out what [`crate::sync::reconcile`] plans, within one transaction.

use super::proofs::{complete, prove};
use super::ready::prepare;
use super::{CURSOR, EPOCH, SERVER_NOW, Table, Transaction, change_key, outbox, record_of};
use crate::sync::{Change, Cursor, EntryState, Finish, OutboxEntry, Write, finish};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// How long what was sent is kept, in milliseconds: a server restored from an old backup gets it again.
const KEEP_SENT_MS: i64 = 30 * 24 * 3_600_000;

/// An entry of the sent log.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Sent {
    /// When the server said that it has it, by its clock.
    pub finished_at: Timestamp,
    /// As it waited.
    pub entry: OutboxEntry,
}

/// What became of the writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applied {
    /// All of it is written.
    Whole,
    /// Nothing: another tab has moved the cursor on.
    Overtaken,
}

/// Whether a draft is on its way; all else of it is nothing to the protocol.
#[derive(Deserialize)]
struct OnItsWay {
    sent: bool,
}

/// Writes all of this, unless another tab has moved the cursor on from `expected`.
///
/// # Errors
/// What the device says.
pub async fn apply<T: Transaction>(
    device: &T,
    expected: Option<&Cursor>,
    writes: &[Write],
) -> Result<Applied, T::Error> {
    let cursor: Option<Cursor> = device.get(Table::Meta, CURSOR.into()).await?;
    if cursor.as_ref() != expected {
        return Ok(Applied::Overtaken);
    }
    let mut writing = Writing {
        device,
        waiting: outbox(device).await?,
    };
    for write in writes {
        writing.carry_out(write).await?;
    }
    prepare(device).await?;
    Ok(Applied::Whole)
}

/// When the app starts: what an older build had to park is taken in, as far as this one understands it, and the
/// sent log loses what is older than 30 days by the server's clock: the device's may be years ahead.
///
/// # Errors
/// What the device says.
pub async fn tidy<T: Transaction>(device: &T) -> Result<(), T::Error> {
    for change in device.all::<Change>(Table::Parked).await? {
        if change.is_understood() {
            keep_newest(device, &change).await?;
        }
    }
    // Builds of before made nothing ready.
    prepare(device).await?;
    let server_now: Option<Timestamp> = device.get(Table::Meta, SERVER_NOW.into()).await?;
    let Some(server_now) = server_now else {
        return Ok(());
    };
    for old in device.all::<Sent>(Table::Sent).await? {
        if server_now.millis_since(old.finished_at) > KEEP_SENT_MS {
            device.remove(Table::Sent, old.entry.seq.into()).await?;
        }
    }
    Ok(())
}

struct Writing<'a, T> {
    device: &'a T,
    /// What stands in the outbox.
    waiting: Vec<OutboxEntry>,
}

impl<T: Transaction> Writing<'_, T> {
    async fn carry_out(&mut self, write: &Write) -> Result<(), T::Error> {
        let device = self.device;
        match write {
            Write::PutEntry(entry) => self.put_entry(entry).await,
            Write::FinishEntry { entry, at } => self.finish(entry, *at).await,
            Write::PutAcknowledgement(acknowledgement) => prove(device, acknowledgement).await,
            Write::ForgetPulled => {
                device.clear(Table::Parked).await?;
                device.clear(Table::Pulled).await
            }
            Write::PutChange(change) => keep_newest(device, change).await,
            Write::RemovePulled { kind, id } => {
                let key = change_key(kind, id);
                device.remove(Table::Parked, key.as_str().into()).await?;
                device.remove(Table::Pulled, key.as_str().into()).await
            }
            Write::Park(change) => {
                let key = change_key(&change.kind, &change.id);
                device.put(Table::Parked, key.as_str().into(), change).await
            }
            Write::ResendSentLog => self.resend().await,
            Write::PutCursor {
                cursor,
                epoch,
                server_now,
            } => {
                if let Some(cursor) = cursor {
                    device.put(Table::Meta, CURSOR.into(), cursor).await?;
                }
                device.put(Table::Meta, EPOCH.into(), epoch).await?;
                device.put(Table::Meta, SERVER_NOW.into(), server_now).await
            }
        }
    }

    /// Only if it is still there: an entry that the person dropped meanwhile stays dropped.
    async fn put_entry(&mut self, entry: &OutboxEntry) -> Result<(), T::Error> {
        let mut waiting = self.waiting.iter_mut();
        let there = waiting.find(|it| it.seq == entry.seq && it.mutation_id == entry.mutation_id);
        let Some(there) = there else {
            return Ok(());
        };
        there.clone_from(entry);
        self.device
            .put(Table::Outbox, entry.seq.into(), entry)
            .await
    }

    async fn finish(&mut self, entry: &OutboxEntry, at: Timestamp) -> Result<(), T::Error> {
        let goes = finish(&self.waiting, entry);
        if goes == Finish::NotThere {
            return Ok(());
        }
        self.waiting.retain(|it| it.seq != entry.seq);
        self.device.remove(Table::Outbox, entry.seq.into()).await?;
        if goes == Finish::WithDraft {
            self.finish_draft(&entry.draft).await?;
        }
        let sent = Sent {
            finished_at: at,
            entry: entry.clone(),
        };
        self.device.put(Table::Sent, entry.seq.into(), &sent).await
    }

    /// One that the person has opened again stays.
    async fn finish_draft(&self, key: &str) -> Result<(), T::Error> {
        let draft: Option<OnItsWay> = self.device.get(Table::Drafts, key.into()).await?;
        match draft.is_some_and(|draft| draft.sent) {
            true => self.device.remove(Table::Drafts, key.into()).await,
            false => Ok(()),
        }
    }

    /// Everything of the sent log waits again, with the numbers and bytes it had.
    async fn resend(&mut self) -> Result<(), T::Error> {
        for sent in self.device.all::<Sent>(Table::Sent).await? {
            let seq = sent.entry.seq;
            if self.waiting.iter().all(|entry| entry.seq != seq) {
                let again = OutboxEntry {
                    state: EntryState::Waiting,
                    ..sent.entry
                };
                self.device.put(Table::Outbox, seq.into(), &again).await?;
                self.waiting.push(again);
            }
            self.device.remove(Table::Sent, seq.into()).await?;
        }
        Ok(())
    }
}

/// What was parked of the same thing came before.
async fn keep_newest<T: Transaction>(device: &T, change: &Change) -> Result<(), T::Error> {
    let key = change_key(&change.kind, &change.id);
    let key = key.as_str().into();
    device.remove(Table::Parked, key).await?;
    let held: Option<Change> = device.get(Table::Pulled, key).await?;
    if held.is_none_or(|held| held.version <= change.version) {
        device.put(Table::Pulled, key, change).await?;
    }
    match record_of(change) {
        Some(record) => complete(device, &record).await,
        None => Ok(()),
    }
}
