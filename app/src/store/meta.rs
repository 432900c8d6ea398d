//! Single values of a person's database.

use super::codec::{decode_text, encode_text};
use super::vault::{get, put, put_stored};
use super::{StoreError, Vault, schema};
use crate::sync::Progress;
use indexed_db_futures::object_store::ObjectStore;
use indexed_db_futures::prelude::*;
use shared::id::DeviceId;
use shared::number::{DeviceNumber, RecordNumber};
use shared::record::RecordKind;
use shared::time::Timestamp;
use wasm_bindgen::JsValue;

/// The next number of a kind on this device.
pub(super) async fn next_number(
    meta: &ObjectStore<'_>,
    kind: RecordKind,
) -> Result<RecordNumber, StoreError> {
    let device: Option<DeviceNumber> = get(meta, schema::DEVICE_NUMBER).await?;
    let device = device.ok_or(StoreError::Missing)?;
    let key = format!("{}{}", schema::SEQUENCE_PREFIX, kind.letter());
    let last: u32 = get(meta, key.as_str()).await?.unwrap_or(0);
    let next = last.saturating_add(1);
    put(meta, key.as_str(), &next).await?;
    Ok(RecordNumber::new(kind.letter(), device, next))
}

/// A vault of an earlier build does not know the number the server gave this device.
pub(super) async fn number_if_unknown(
    meta: &ObjectStore<'_>,
    given: DeviceNumber,
) -> Result<(), StoreError> {
    let known: Option<DeviceNumber> = get(meta, schema::DEVICE_NUMBER).await?;
    match known {
        Some(_) => Ok(()),
        None => put(meta, schema::DEVICE_NUMBER, &given).await,
    }
}

/// The device's id for this person.
pub(super) async fn device_id(meta: &ObjectStore<'_>) -> Result<DeviceId, StoreError> {
    let stored: Option<JsValue> = meta
        .get::<JsValue, JsValue, _>(JsValue::from(schema::DEVICE_ID))
        .primitive()?
        .await?;
    stored
        .and_then(|stored| decode_text(&stored).parse().ok())
        .ok_or(StoreError::Missing)
}

impl Vault {
    /// Remembers the device's id for this person, and the number the server knows it by now: every
    /// tab numbers its records by it from then on.
    pub async fn keep_device(
        &self,
        device: DeviceId,
        number: DeviceNumber,
    ) -> Result<(), StoreError> {
        let transaction = self.write(&[schema::META])?;
        let meta = transaction.object_store(schema::META)?;
        let text = encode_text(&device.to_string());
        put_stored(&meta, schema::DEVICE_ID.into(), text).await?;
        put(&meta, schema::DEVICE_NUMBER, &number).await?;
        Ok(transaction.commit().await?)
    }

    /// When an exchange last succeeded, and how far its run of pages had come.
    pub async fn reached(&self) -> Result<(Option<Timestamp>, Progress), StoreError> {
        let transaction = self.read(&[schema::META])?;
        let meta = transaction.object_store(schema::META)?;
        let progress: Option<Progress> = get(&meta, schema::PROGRESS).await?;
        let last_exchange = get(&meta, schema::LAST_EXCHANGE).await?;
        Ok((last_exchange, progress.unwrap_or_default()))
    }
}
