//! All names of databases, stores and keys, and how a store comes from an older build's to this.

use super::StoreError;
use indexed_db_futures::database::Database;
use indexed_db_futures::error::{DomException, Error, OpenDbError};
use indexed_db_futures::prelude::*;
use shared::sync::device_store::Table;

/// The device's database.
pub const DEVICE_DATABASE: &str = "saddlebag";
/// Its only store.
pub const DEVICE: &str = "device";
/// Who works on this device now.
pub const CURRENT: &str = "current";
/// A sign-out that the server has not heard of yet.
pub const SIGN_OUT_PENDING: &str = "sign_out_pending";
/// Who is told on this device that something waits, and in which words; the service worker reads it.
pub const TOLD: &str = "told";
/// `person:<login>`: who has worked on this device.
pub const PERSON_PREFIX: &str = "person:";
/// `leaving:<person id>`: who has gone, while their own database does not know it.
pub const LEAVING_PREFIX: &str = "leaving:";

/// Single values of a person's database, by the names below.
pub const META: &str = Table::Meta.name();
/// Drafts, by their key.
pub const DRAFTS: &str = Table::Drafts.name();
/// What came from the server, by `<kind>/<id>`.
pub const PULLED: &str = Table::Pulled.name();
/// What waits, by its number.
pub const OUTBOX: &str = Table::Outbox.name();
/// The bytes of what goes next, by its number; the service worker reads it.
pub const READY: &str = Table::Ready.name();
/// The numbers of what the service worker has sent; it writes them.
pub const OFFERED: &str = Table::Offered.name();
/// What was taken by the server, by its number, for 30 days.
pub const SENT: &str = Table::Sent.name();
/// Changes of a kind that this build does not know, by `<kind>/<id>`.
pub const PARKED: &str = Table::Parked.name();
/// The server's proofs of arrival, by `<record>/<content version>/<short code>`. Kept whatever the
/// server forgets.
pub const ACKNOWLEDGEMENTS: &str = Table::Acknowledgements.name();
/// All stores of a person's database.
pub const STORES: [&str; 9] = [
    META,
    DRAFTS,
    PULLED,
    OUTBOX,
    READY,
    OFFERED,
    SENT,
    PARKED,
    ACKNOWLEDGEMENTS,
];
/// Those in which something is put on its way or taken back.
pub const OUTGOING: [&str; 5] = [META, DRAFTS, OUTBOX, READY, OFFERED];

/// The device's id for this person, as plain text: the service worker reads it too.
pub const DEVICE_ID: &str = "device_id";
/// The number the server knows the device by, as of the last sign-in: record numbers carry it.
pub const DEVICE_NUMBER: &str = "device_number";
/// The team as a leader last read it.
pub const TEAM: &str = "team";
/// How often the person has signed out.
pub const SIGN_OUTS: &str = "sign_outs";
/// When an exchange last succeeded.
pub const LAST_EXCHANGE: &str = "last_exchange";
/// How far the run of pages had come then.
pub const PROGRESS: &str = "progress";
/// `decision:<decision id>`: what the desk decided and the server has not taken.
pub const DECISION_PREFIX: &str = "decision:";
/// `case_draft:<record id>`: what is half written at the desk.
pub const CASE_DRAFT_PREFIX: &str = "case_draft:";
/// `session_draft:<record id or new>`: what is half filled in of a training session.
pub const SESSION_DRAFT_PREFIX: &str = "session_draft:";
/// `sequence_<letter>`: the newest record number of a kind.
pub const SEQUENCE_PREFIX: &str = "sequence_";

/// As what a new database is begun, and to what one of an older build is raised: builds that are still open, or are
/// put back, know it by this number.
const VERSION: u8 = 3;

/// The name of a person's database.
pub fn person_database(person: impl core::fmt::Display) -> String {
    format!("{DEVICE_DATABASE}-{person}")
}

/// Opens the device's database, made if it is not there.
pub async fn open_device() -> Result<Database, StoreError> {
    open(DEVICE_DATABASE, 1, &[DEVICE]).await
}

/// Opens a person's database, made if it is not there.
pub async fn open_person(name: &str) -> Result<Database, StoreError> {
    open(name, VERSION, &STORES).await
}

/// Opens a database with all of these stores, whichever of them are there. A version says nothing of that: a browser
/// that is killed while it raises one may have kept the number without the stores (seen in Chromium 156).
async fn open(
    name: &str,
    version: u8,
    stores: &'static [&'static str],
) -> Result<Database, StoreError> {
    let mut database = match open_at(name, Some(f64::from(version)), stores).await {
        // It has been mended, or belongs to a newer build.
        Err(error) if is_newer(&error) => open_at(name, None, stores).await,
        opened => opened,
    }?;
    if !missing(&database, stores).is_empty() {
        // Versions are whole numbers.
        let next = database.version() as u64 + 1;
        database.close();
        database = open_at(name, Some(next as f64), stores).await?;
    }
    close_for_newer(&database)?;
    Ok(database)
}

/// Opens it at this version, or as it is; if that makes it or raises it, with what is missing.
async fn open_at(
    name: &str,
    version: Option<f64>,
    stores: &'static [&'static str],
) -> Result<Database, OpenDbError> {
    let opening = Database::open(name).with_on_upgrade_needed(move |_, database| {
        for store in missing(&database, stores) {
            // Keys are given with each value.
            database.create_object_store(store).build()?;
        }
        Ok(())
    });
    match version {
        Some(version) => opening.with_version(version).await,
        None => opening.await,
    }
}

fn missing(database: &Database, stores: &[&'static str]) -> Vec<&'static str> {
    let there: Vec<String> = database.object_store_names().collect();
    let mut missing = stores.to_vec();
    missing.retain(|store| !there.iter().any(|known| known == store));
    missing
}

/// Whether the database is of a higher version than it was asked for.
fn is_newer(error: &OpenDbError) -> bool {
    let OpenDbError::Base(Error::DomException(DomException::Other(exception))) = error else {
        return false;
    };
    exception.name() == "VersionError"
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
