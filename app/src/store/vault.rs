//! A person's database, and the few ways to reach into it.

use super::codec::{decode, decode_all, encode};
use super::leaving::sign_outs;
use super::{StoreError, schema};
use indexed_db_futures::KeyRange;
use indexed_db_futures::database::Database;
use indexed_db_futures::object_store::ObjectStore;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{
    Transaction, TransactionDurability, TransactionMode, TransactionOptions,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::id::PersonId;
use wasm_bindgen::JsValue;

/// A person's database.
#[derive(Debug, Clone)]
pub struct Vault {
    database: Database,
    /// How often the person had signed out when it was opened.
    pub(super) sign_outs: u64,
}

impl Vault {
    /// Opens it, made if it is not there.
    pub async fn open(person: PersonId) -> Result<Self, StoreError> {
        let database = schema::open_person(&schema::person_database(person)).await?;
        let mut vault = Self {
            database,
            sign_outs: 0,
        };
        let transaction = vault.read(&[schema::META])?;
        let before = sign_outs(&transaction.object_store(schema::META)?).await?;
        drop(transaction);
        vault.sign_outs = before;
        Ok(vault)
    }

    /// A transaction that only reads.
    pub(super) fn read(&self, stores: &[&str]) -> Result<Transaction<'_>, StoreError> {
        Ok(self
            .database
            .transaction(names(stores))
            .with_mode(TransactionMode::Readonly)
            .build()?)
    }

    /// A transaction that is on the disk, not only on its way there, once it is committed.
    pub(super) fn write(&self, stores: &[&str]) -> Result<Transaction<'_>, StoreError> {
        write(&self.database, stores)
    }
}

/// A strict transaction of any database.
pub(super) fn write<'a>(
    database: &'a Database,
    stores: &[&str],
) -> Result<Transaction<'a>, StoreError> {
    let strict = TransactionOptions::new().with_durability(TransactionDurability::Strict);
    Ok(database
        .transaction(names(stores))
        .with_mode(TransactionMode::Readwrite)
        .with_options(strict)
        .build()?)
}

fn names(stores: &[&str]) -> Vec<String> {
    stores.iter().map(|name| (*name).to_owned()).collect()
}

/// The key of a numbered value. IndexedDB takes no 64-bit integers; these numbers count
/// mutations of one device and stay far below 2⁵³.
pub(super) fn numbered(number: u64) -> JsValue {
    JsValue::from_f64(number as f64)
}

fn number_of(key: &JsValue) -> Option<u64> {
    key.as_f64().map(|number| number as u64)
}

/// The value at `key`, if there is one.
pub(super) async fn get<T: DeserializeOwned>(
    store: &ObjectStore<'_>,
    key: impl Into<JsValue>,
) -> Result<Option<T>, StoreError> {
    let stored: Option<JsValue> = store
        .get::<JsValue, JsValue, _>(key.into())
        .primitive()?
        .await?;
    stored.map(|value| decode(&value)).transpose()
}

/// Every value whose key begins with `prefix`.
pub(super) async fn get_prefixed<T: DeserializeOwned>(
    store: &ObjectStore<'_>,
    prefix: &str,
) -> Result<Vec<T>, StoreError> {
    let range = KeyRange::Bound(prefix.to_owned(), false, format!("{prefix}\u{ffff}"), true);
    let stored: Vec<JsValue> = store
        .get_all::<JsValue>()
        .with_query::<String, _>(range)
        .primitive()?
        .await?
        .collect::<Result<_, _>>()?;
    Ok(decode_all(&stored))
}

/// Every value, by key.
pub(super) async fn get_all<T: DeserializeOwned>(
    store: &ObjectStore<'_>,
) -> Result<Vec<T>, StoreError> {
    let stored: Vec<JsValue> = store
        .get_all::<JsValue>()
        .primitive()?
        .await?
        .collect::<Result<_, _>>()?;
    Ok(decode_all(&stored))
}

/// The numbers under which there are values, in order.
pub(super) async fn get_numbers(store: &ObjectStore<'_>) -> Result<Vec<u64>, StoreError> {
    let keys: Vec<JsValue> = store
        .get_all_keys::<JsValue>()
        .primitive()?
        .await?
        .collect::<Result<_, _>>()?;
    Ok(keys.iter().filter_map(number_of).collect())
}

/// Keeps `value` at `key`.
pub(super) async fn put(
    store: &ObjectStore<'_>,
    key: impl Into<JsValue>,
    value: &impl Serialize,
) -> Result<(), StoreError> {
    put_stored(store, key.into(), encode(value)?).await
}

/// Keeps `value` at `key` in a transaction that does nothing else: it is committed without waiting
/// for the request, so that it is kept even if the page is being closed. The commit fails if it is not.
pub(super) fn put_last(
    store: &ObjectStore<'_>,
    key: impl Into<JsValue>,
    value: &impl Serialize,
) -> Result<(), StoreError> {
    let stored = encode(value)?;
    drop(store.put(stored).with_key(key.into()).primitive()?);
    Ok(())
}

/// Keeps a value that is in its stored form already.
pub(super) async fn put_stored(
    store: &ObjectStore<'_>,
    key: JsValue,
    stored: JsValue,
) -> Result<(), StoreError> {
    store.put(stored).with_key(key).primitive()?.await?;
    Ok(())
}

/// Takes away what stands at `key`.
pub(super) async fn remove(
    store: &ObjectStore<'_>,
    key: impl Into<JsValue>,
) -> Result<(), StoreError> {
    store
        .delete::<JsValue, JsValue>(key.into())
        .primitive()?
        .await?;
    Ok(())
}
