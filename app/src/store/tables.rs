//! What the protocol keeps on a device, in IndexedDB.

use super::StoreError;
use super::vault::{get, get_all, get_numbers, get_prefixed, numbered, put, remove};
use indexed_db_futures::object_store::ObjectStore;
use indexed_db_futures::transaction::Transaction;
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::sync::device_store::{self, Key, Table};
use wasm_bindgen::JsValue;

/// The tables that a transaction was opened with. Nothing is kept unless it is committed.
pub struct Tables<'a>(pub Transaction<'a>);

impl Tables<'_> {
    pub(super) fn store(&self, table: Table) -> Result<ObjectStore<'_>, StoreError> {
        Ok(self.0.object_store(table.name())?)
    }

    /// What was written is on the disk when this returns.
    pub(super) async fn commit(self) -> Result<(), StoreError> {
        Ok(self.0.commit().await?)
    }
}

fn stored(key: Key<'_>) -> JsValue {
    match key {
        Key::Text(text) => text.into(),
        Key::Number(number) => numbered(number),
    }
}

impl device_store::Transaction for Tables<'_> {
    type Error = StoreError;

    async fn get<T: DeserializeOwned>(
        &self,
        table: Table,
        key: Key<'_>,
    ) -> Result<Option<T>, StoreError> {
        get(&self.store(table)?, stored(key)).await
    }

    async fn all<T: DeserializeOwned>(&self, table: Table) -> Result<Vec<T>, StoreError> {
        get_all(&self.store(table)?).await
    }

    async fn numbers(&self, table: Table) -> Result<Vec<u64>, StoreError> {
        get_numbers(&self.store(table)?).await
    }

    async fn starting<T: DeserializeOwned>(
        &self,
        table: Table,
        prefix: &str,
    ) -> Result<Vec<T>, StoreError> {
        get_prefixed(&self.store(table)?, prefix).await
    }

    async fn put(
        &self,
        table: Table,
        key: Key<'_>,
        value: &impl Serialize,
    ) -> Result<(), StoreError> {
        put(&self.store(table)?, stored(key), value).await
    }

    async fn remove(&self, table: Table, key: Key<'_>) -> Result<(), StoreError> {
        remove(&self.store(table)?, stored(key)).await
    }

    async fn clear(&self, table: Table) -> Result<(), StoreError> {
        Ok(self.store(table)?.clear()?.await?)
    }
}
