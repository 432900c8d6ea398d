//! What a person puts on its way: with its draft, once, and back again while nobody else can have it.

use super::ready::prepare;
use super::{DEVICE_SEQ, Table, Transaction, kept_outbox};
use crate::id::{DeviceId, MutationId, RecordId};
use crate::record::{RecordKind, RuleVersion};
use crate::sync::{
    ContentHash, EntryState, Mutation, Operation, OutboxEntry, said_already, still_to_take_back,
};
use crate::time::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// What a person has typed, as far as the protocol minds it. It says by a field `sent` whether it is on its way.
pub trait Draft: Serialize + DeserializeOwned {
    /// It is on its way from now on.
    #[must_use]
    fn sent(self, now: Timestamp) -> Self;

    /// It can be changed again; `None` if no page opens such a draft: then it goes.
    #[must_use]
    fn reopened(self, now: Timestamp) -> Option<Self>;
}

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

/// What became of a new mutation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Enqueued {
    /// It waits.
    Waits,
    /// Nothing is written: another press or another tab was quicker.
    SaidAlready,
    /// Nothing is written: the draft it is made of is gone.
    NoDraft,
}

/// Everything that is not finished, in the order it was made; what was offered meanwhile is somebody else's too.
///
/// # Errors
/// What the device says.
pub async fn outbox<T: Transaction>(device: &T) -> Result<Vec<OutboxEntry>, T::Error> {
    let mut entries = kept_outbox(device).await?;
    let offered = device.numbers(Table::Offered).await?;
    for entry in &mut entries {
        entry.unsent &= !offered.contains(&entry.seq);
    }
    Ok(entries)
}

/// Makes a mutation and puts it into the outbox, with the draft it is made of. An entry of the same draft that
/// was set aside is replaced.
///
/// # Errors
/// What the device says.
pub async fn enqueue<D: Draft, T: Transaction>(
    device: &T,
    device_id: DeviceId,
    new: NewMutation,
) -> Result<Enqueued, T::Error> {
    let entries = outbox(device).await?;
    if is_there(&entries, &new) {
        return Ok(Enqueued::SaidAlready);
    }
    if !new.draft.is_empty() {
        let draft: Option<D> = device.get(Table::Drafts, new.draft.as_str().into()).await?;
        let Some(draft) = draft else {
            return Ok(Enqueued::NoDraft);
        };
        let sent = draft.sent(new.made_at);
        device
            .put(Table::Drafts, new.draft.as_str().into(), &sent)
            .await?;
    }
    for entry in entries.iter().filter(|entry| is_replaced(entry, &new)) {
        device.remove(Table::Outbox, entry.seq.into()).await?;
    }
    append(device, device_id, new).await?;
    Ok(Enqueued::Waits)
}

/// The entry of a new mutation, under the next number of the device. Its bytes are made here, once.
///
/// # Errors
/// What the device says.
pub async fn append<T: Transaction>(
    device: &T,
    device_id: DeviceId,
    new: NewMutation,
) -> Result<(), T::Error> {
    let last: Option<u64> = device.get(Table::Meta, DEVICE_SEQ.into()).await?;
    let seq = last.unwrap_or(0) + 1;
    device.put(Table::Meta, DEVICE_SEQ.into(), &seq).await?;
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
    let entry = OutboxEntry {
        seq,
        mutation_id: mutation.mutation_id,
        record_id: mutation.record_id,
        draft: new.draft,
        made_at: mutation.made_at,
        state: EntryState::Waiting,
        unsent: true,
        body: serde_json::to_string(&mutation)?,
    };
    device.put(Table::Outbox, seq.into(), &entry).await?;
    prepare(device).await
}

/// Takes an entry back that nobody else can have: its draft can be changed again; what has no draft is gone.
/// Returns it; `None` if it may have been sent meanwhile, or its draft is gone and it alone has what was typed: then
/// nothing happens.
///
/// # Errors
/// What the device says.
pub async fn take_back<D: Draft, T: Transaction>(
    device: &T,
    seq: u64,
    now: Timestamp,
) -> Result<Option<OutboxEntry>, T::Error> {
    let entries = outbox(device).await?;
    let Some(entry) = still_to_take_back(&entries, seq) else {
        return Ok(None);
    };
    let is_reopened = reopen::<D, T>(device, &entry.draft, now).await?;
    if !is_reopened && !entry.draft.is_empty() {
        return Ok(None);
    }
    device.remove(Table::Outbox, seq.into()).await?;
    prepare(device).await?;
    Ok(Some(entry.clone()))
}

/// Takes an entry that was set aside out of the outbox: its draft can be changed again.
///
/// # Errors
/// What the device says.
pub async fn drop_entry<D: Draft, T: Transaction>(
    device: &T,
    seq: u64,
    now: Timestamp,
) -> Result<(), T::Error> {
    let entry: Option<OutboxEntry> = device.get(Table::Outbox, seq.into()).await?;
    let Some(entry) = entry.filter(OutboxEntry::is_set_aside) else {
        return Ok(());
    };
    device.remove(Table::Outbox, seq.into()).await?;
    reopen::<D, T>(device, &entry.draft, now).await?;
    prepare(device).await
}

/// Throws a draft away, and what was set aside of it: nothing brings it back. `false` if something of it is on its
/// way or arriving: then it stays, for the server may send it back.
///
/// # Errors
/// What the device says.
pub async fn throw_away<T: Transaction>(device: &T, draft: &str) -> Result<bool, T::Error> {
    let mut of_draft = outbox(device).await?;
    of_draft.retain(|entry| entry.draft == draft);
    if !of_draft.iter().all(OutboxEntry::is_set_aside) {
        return Ok(false);
    }
    device.remove(Table::Drafts, draft.into()).await?;
    for entry in of_draft {
        device.remove(Table::Outbox, entry.seq.into()).await?;
    }
    prepare(device).await?;
    Ok(true)
}

/// `false` if there is no such draft.
async fn reopen<D: Draft, T: Transaction>(
    device: &T,
    key: &str,
    now: Timestamp,
) -> Result<bool, T::Error> {
    let draft: Option<D> = device.get(Table::Drafts, key.into()).await?;
    let Some(draft) = draft else {
        return Ok(false);
    };
    match draft.reopened(now) {
        Some(open) => device.put(Table::Drafts, key.into(), &open).await?,
        None => device.remove(Table::Drafts, key.into()).await?,
    }
    Ok(true)
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

/// Whether the new mutation stands in for this entry.
fn is_replaced(entry: &OutboxEntry, new: &NewMutation) -> bool {
    let of_draft = !new.draft.is_empty() && entry.draft == new.draft;
    entry.is_set_aside() && (of_draft || new.replaces == Some(entry.seq))
}
