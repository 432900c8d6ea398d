//! What the promises and the history are made of.

use super::{Broken, Device, Held, Typed};
use crate::answers::{Answers, Changes};
use crate::id::{DeviceId, MutationId, PersonId, RecordId};
use crate::number::{DeviceNumber, RecordNumber};
use crate::record::{Office, RecordKind, RecordView, RuleVersion};
use crate::submission::PersonRef;
use crate::sync::device_store::{
    Applied, CURSOR, Enqueued, NewMutation, Table, Transaction, apply, change_key, enqueue, outbox,
};
use crate::sync::{
    Acknowledgement, Arrival, Change, Cursor, Operation, OutboxEntry, PublicKey, Signature, Write,
};
use crate::time::Timestamp;
use crate::training::Roster;
use serde_json::value::RawValue;

pub(super) const DAY_MS: i64 = 24 * 3_600_000;

pub(super) fn same<T: PartialEq + core::fmt::Debug>(found: &T, expected: &T) -> Held {
    match found == expected {
        true => Ok(()),
        false => Err(Broken(format!("{found:?} instead of {expected:?}"))),
    }
}

pub(super) fn now() -> Timestamp {
    Timestamp::from_millis(1_790_000_000_000)
}

pub(super) fn device_id() -> DeviceId {
    DeviceId::from_number(1)
}

pub(super) fn typed(text: &str) -> Typed {
    Typed {
        text: text.to_owned(),
        complete: false,
        sent: false,
        changed: now(),
    }
}

/// A change of what the record says, made of the draft.
pub(super) fn change(id: u128, record: u128, draft: &str, text: &str) -> NewMutation {
    NewMutation {
        mutation_id: MutationId::from_number(id),
        record_id: RecordId::from_number(record),
        kind: RecordKind::LossNotice,
        base_version: 1,
        base_hash: None,
        made_at: now(),
        operation: Operation::Amend {
            changes: Changes::between(&Answers::new(), &Answers::new().with("text", text)),
            note: String::new(),
        },
        draft: draft.to_owned(),
        replaces: None,
    }
}

/// A record as the server sends it.
pub(super) fn record(id: u128, version: u64) -> RecordView {
    RecordView {
        record_id: RecordId::from_number(id),
        kind: RecordKind::TrainingSession,
        number: RecordNumber::new('T', DeviceNumber::new(1), 1),
        captured_by: PersonRef {
            id: PersonId::from_number(1),
            name: "李明".to_owned(),
        },
        captured_at: now(),
        received_at: now(),
        version,
        content_version: version,
        rules: RuleVersion::CURRENT,
        content: Answers::new().with("text", &format!("version {version}")),
        office: Office::Roster(Roster::default()),
    }
}

pub(super) fn change_of(record: &RecordView) -> Result<Change, serde_json::Error> {
    Change::of(record, record.version)
}

/// What a newer server sends.
pub(super) fn of_a_newer_kind(id: &str, version: u64) -> Result<Change, serde_json::Error> {
    Ok(Change {
        kind: "of_a_newer_kind".to_owned(),
        id: id.to_owned(),
        version,
        body: Some(RawValue::from_string("{}".to_owned())?),
    })
}

/// The server's word that it has the record's content; who checks signatures does so elsewhere.
pub(super) fn acknowledgement(record: &RecordView) -> Acknowledgement {
    let version = u8::try_from(record.version).unwrap_or(u8::MAX);
    Acknowledgement {
        arrival: Arrival::of(record, now()),
        key: PublicKey::new([1; 32]),
        signature: Signature::new([version; 64]),
    }
}

pub(super) fn done(entry: OutboxEntry) -> Write {
    Write::FinishEntry { entry, at: now() }
}

/// Where a page ends, so many days from now by the server's clock.
pub(super) fn page(to: &str, days: i64) -> Write {
    Write::PutCursor {
        cursor: Some(Cursor(to.to_owned())),
        epoch: "first".to_owned(),
        server_now: now().plus_millis(days * DAY_MS),
    }
}

pub(super) async fn writes<D: Device>(device: &D, writes: &[Write]) -> Result<Applied, Broken> {
    let transaction = device.begin().await?;
    let cursor: Option<Cursor> = transaction.get(Table::Meta, CURSOR.into()).await?;
    let applied = apply(&transaction, cursor.as_ref(), writes).await?;
    device.commit(transaction).await?;
    Ok(applied)
}

/// Puts a change on its way that is made of a draft of its own.
pub(super) async fn sends<D: Device>(
    device: &D,
    id: u128,
    draft: &str,
) -> Result<OutboxEntry, Broken> {
    let transaction = device.begin().await?;
    transaction
        .put(Table::Drafts, draft.into(), &typed("typed"))
        .await?;
    let new = change(id, id, draft, "typed");
    same(
        &enqueue::<Typed, _>(&transaction, device_id(), new).await?,
        &Enqueued::Waits,
    )?;
    let entry = outbox(&transaction).await?.pop();
    device.commit(transaction).await?;
    entry.ok_or_else(|| Broken("nothing waits".to_owned()))
}

pub(super) async fn waiting<D: Device>(device: &D) -> Result<Vec<u64>, Broken> {
    let entries = outbox(&device.begin().await?).await?;
    Ok(entries.iter().map(|entry| entry.seq).collect())
}

pub(super) async fn draft<D: Device>(device: &D, key: &str) -> Result<Option<Typed>, Broken> {
    let transaction = device.begin().await?;
    Ok(transaction.get(Table::Drafts, key.into()).await?)
}

pub(super) async fn held<D: Device>(
    device: &D,
    table: Table,
    change: &Change,
) -> Result<Option<u64>, Broken> {
    let transaction = device.begin().await?;
    let key = change_key(&change.kind, &change.id);
    let held: Option<Change> = transaction.get(table, key.as_str().into()).await?;
    Ok(held.map(|held| held.version))
}
