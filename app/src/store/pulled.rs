//! What came from the server.

use super::outbox::all_entries;
use super::vault::{get, get_all, get_prefixed, numbered, put};
use super::{StoreError, Vault, meta, schema};
use indexed_db_futures::transaction::Transaction;
use serde::de::DeserializeOwned;
use shared::id::RecordId;
use shared::product::Catalogue;
use shared::record::{PersonView, PolicyView, RecordView};
use shared::sync::{Change, OutboxEntry, Snapshot, change_kind};
use std::collections::BTreeMap;

/// Everything that came from the server, as this build reads it.
#[derive(Debug, Clone, Default)]
pub struct Pulled {
    /// The person's records, newest first.
    pub records: Vec<RecordView>,
    /// The client book, by number.
    pub policies: Vec<PolicyView>,
    /// The people a trainer or leader sees, by team and name.
    pub people: Vec<PersonView>,
    /// The product catalogue.
    pub catalogue: Option<Catalogue>,
}

/// The key of a change in its store.
pub(super) fn change_key(kind: &str, id: &str) -> String {
    format!("{kind}/{id}")
}

impl Vault {
    /// Everything that came from the server.
    pub async fn pulled(&self) -> Result<Pulled, StoreError> {
        let transaction = self.read(&[schema::PULLED])?;
        let changes: Vec<Change> = get_all(&transaction.object_store(schema::PULLED)?).await?;
        let mut records: Vec<RecordView> = bodies(&changes, change_kind::RECORD);
        records.sort_by_key(|record| core::cmp::Reverse(record.captured_at));
        let mut policies: Vec<PolicyView> = bodies(&changes, change_kind::POLICY);
        policies.sort_by(|a, b| a.number.cmp(&b.number));
        let mut people: Vec<PersonView> = bodies(&changes, change_kind::PERSON);
        people.sort_by(|a, b| (&a.team, &a.name).cmp(&(&b.team, &b.name)));
        Ok(Pulled {
            records,
            policies,
            people,
            catalogue: bodies(&changes, change_kind::CATALOGUE).pop(),
        })
    }

    /// What the device holds when an exchange begins. What it `offers` may have been sent from now on, and
    /// that is on the disk when this returns.
    pub async fn snapshot(&self, offers: bool) -> Result<Snapshot, StoreError> {
        let stores = [schema::META, schema::OUTBOX, schema::PULLED];
        let transaction = match offers {
            true => self.write(&stores)?,
            false => self.read(&stores)?,
        };
        let mut snapshot = snapshot_in(&transaction).await?;
        if offers {
            let outbox = transaction.object_store(schema::OUTBOX)?;
            for entry in snapshot.offer() {
                put(&outbox, numbered(entry.seq), &entry).await?;
            }
            transaction.commit().await?;
        }
        Ok(snapshot)
    }

    /// The record as it came, if it did.
    pub async fn record(&self, id: RecordId) -> Result<Option<RecordView>, StoreError> {
        let transaction = self.read(&[schema::PULLED])?;
        let pulled = transaction.object_store(schema::PULLED)?;
        let prefix = change_key(change_kind::RECORD, &id.to_string());
        let changes: Vec<Change> = get_prefixed(&pulled, &prefix).await?;
        Ok(bodies(&changes, change_kind::RECORD).pop())
    }
}

async fn snapshot_in(transaction: &Transaction<'_>) -> Result<Snapshot, StoreError> {
    let meta = transaction.object_store(schema::META)?;
    let outbox = all_entries(&transaction.object_store(schema::OUTBOX)?).await?;
    let mut held = BTreeMap::new();
    let pulled = transaction.object_store(schema::PULLED)?;
    for OutboxEntry { record_id, .. } in &outbox {
        let key = change_key(change_kind::RECORD, &record_id.to_string());
        if let Some(change) = get::<Change>(&pulled, key.as_str()).await? {
            held.insert(*record_id, change.version);
        }
    }
    Ok(Snapshot {
        device_id: meta::device_id(&meta).await?,
        cursor: get(&meta, schema::CURSOR).await?,
        epoch: get(&meta, schema::EPOCH).await?,
        outbox,
        held,
    })
}

/// The bodies of one kind. One that this build cannot read is left out, never lost.
fn bodies<T: DeserializeOwned>(changes: &[Change], kind: &str) -> Vec<T> {
    changes
        .iter()
        .filter(|change| change.kind == kind)
        .filter_map(|change| change.body.as_ref())
        .filter_map(|body| match serde_json::from_str(body.get()) {
            Ok(value) => Some(value),
            Err(error) => {
                leptos::logging::error!("{kind}: {error}");
                None
            }
        })
        .collect()
}
