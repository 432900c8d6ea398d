//! All names of databases, stores and keys, and how a store comes from an older build's to this.

use super::StoreError;
use indexed_db_futures::database::Database;
use indexed_db_futures::prelude::*;

/// The device's database.
pub const DEVICE_DATABASE: &str = "saddlebag";
/// Its only store.
pub const DEVICE: &str = "device";
/// Who works on this device now.
pub const CURRENT: &str = "current";
/// A sign-out that the server has not heard of yet.
pub const SIGN_OUT_PENDING: &str = "sign_out_pending";
/// `person:<login>`: who has worked on this device.
pub const PERSON_PREFIX: &str = "person:";

/// Single values of a person's database, by the names below.
pub const META: &str = "meta";
/// Drafts, by their key.
pub const DRAFTS: &str = "drafts";
/// What came from the server, by `<kind>/<id>`.
pub const PULLED: &str = "pulled";
/// What waits, by its number.
pub const OUTBOX: &str = "outbox";
/// What was taken by the server, by its number, for 30 days.
pub const SENT: &str = "sent";
/// Changes of a kind that this build does not know, by `<kind>/<id>`.
pub const PARKED: &str = "parked";
/// All stores of a person's database.
pub const STORES: [&str; 6] = [META, DRAFTS, PULLED, OUTBOX, SENT, PARKED];

/// The device's id for this person, as plain text: the service worker reads it too.
pub const DEVICE_ID: &str = "device_id";
/// The number of the newest mutation.
pub const DEVICE_SEQ: &str = "device_seq";
/// Where the device has read to.
pub const CURSOR: &str = "cursor";
/// Which life of the server's store that was.
pub const EPOCH: &str = "epoch";
/// When an exchange last succeeded.
pub const LAST_EXCHANGE: &str = "last_exchange";
/// `sequence_<letter>`: the newest record number of a kind.
pub const SEQUENCE_PREFIX: &str = "sequence_";

/// The version of both databases' layout.
const VERSION: u8 = 1;

/// The name of a person's database.
pub fn person_database(person: impl core::fmt::Display) -> String {
    format!("{DEVICE_DATABASE}-{person}")
}

/// Opens the device's database, made if it is not there.
pub async fn open_device() -> Result<Database, StoreError> {
    open(DEVICE_DATABASE, &[DEVICE]).await
}

/// Opens a person's database, made if it is not there.
pub async fn open_person(name: &str) -> Result<Database, StoreError> {
    open(name, &STORES).await
}

async fn open(name: &str, stores: &'static [&'static str]) -> Result<Database, StoreError> {
    let database = Database::open(name)
        .with_version(VERSION)
        .with_on_upgrade_needed(move |event, database| {
            // Each step makes of version n what version n + 1 needs; old versions take them all.
            if event.old_version() < 1.0 {
                make_stores(&database, stores)?;
            }
            Ok(())
        })
        .await?;
    close_for_newer(&database)?;
    Ok(database)
}

/// To version 1: the stores, keys given with each value.
fn make_stores(database: &Database, stores: &[&str]) -> indexed_db_futures::Result<()> {
    for store in stores {
        database.create_object_store(*store).build()?;
    }
    Ok(())
}

/// A newer build in another tab must not wait for this one.
fn close_for_newer(database: &Database) -> Result<(), StoreError> {
    let mut newer = database.version_changes()?;
    let database = database.clone();
    leptos::task::spawn_local(async move {
        if newer.recv().await.is_some() {
            database.close();
        }
    });
    Ok(())
}
