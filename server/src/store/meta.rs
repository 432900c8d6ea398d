//! What belongs to the store as a whole.

use super::{Db, Stored, parse, time as moment};
use shared::time::Timestamp;

/// Whether the store holds the demonstration: the day it was made for.
pub const DEMONSTRATION: &str = "demonstration";
/// When a backup was made, in milliseconds; only a backup has it.
pub const BACKED_UP_AT: &str = "backed_up_at";
/// Up to which number devices of the store's earlier lives may claim theirs.
pub const DEVICE_NUMBERS_KEPT_CLEAR: &str = "device_numbers_kept_clear";
/// The key that push services know this server by.
pub const PUSH_KEY: &str = "push_key";
/// The day up to which phones were told of the organisation.
pub const ORGANISATION_TOLD: &str = "organisation_told";
/// The table of all this.
pub const TABLE: &str = "meta";
/// Which life of the store this is.
const EPOCH: &str = "epoch";

/// The value with this name.
pub async fn find(db: &mut Db, name: &str) -> Stored<Option<String>> {
    let value = sqlx::query_scalar("SELECT value FROM meta WHERE name = $1")
        .bind(name.to_owned())
        .fetch_optional(db)
        .await?;
    Ok(value)
}

/// Sets the value with this name.
pub async fn set(db: &mut Db, name: &str, value: &str) -> Stored<()> {
    sqlx::query(
        "INSERT INTO meta (name, value) VALUES ($1, $2)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    )
    .bind(name.to_owned())
    .bind(value.to_owned())
    .execute(db)
    .await?;
    Ok(())
}

/// The moment with this name.
pub async fn time(db: &mut Db, name: &str) -> Stored<Option<Timestamp>> {
    let value = find(db, name).await?;
    let millis = value.map(|text| parse(&text, "value")).transpose()?;
    Ok(millis.map(moment))
}

/// Takes the value with this name away.
pub async fn forget(db: &mut Db, name: &str) -> Stored<()> {
    sqlx::query("DELETE FROM meta WHERE name = $1")
        .bind(name.to_owned())
        .execute(db)
        .await?;
    Ok(())
}

/// Makes room for the content of another store, with its epoch.
pub async fn forget_epoch(db: &mut Db) -> Stored<()> {
    forget(db, EPOCH).await
}

/// The store lives in this epoch, whatever it held before.
pub async fn begin_epoch(db: &mut Db, epoch: &str) -> Stored<()> {
    set(db, EPOCH, epoch).await
}

/// The store's epoch; made when the store is.
pub async fn epoch(db: &mut Db) -> Stored<String> {
    if let Some(epoch) = find(db, EPOCH).await? {
        return Ok(epoch);
    }
    let epoch = new_epoch()?;
    set(db, EPOCH, &epoch).await?;
    Ok(epoch)
}

fn new_epoch() -> Stored<String> {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).map_err(|error| super::StoreError::Unreadable {
        column: EPOCH,
        reason: format!("no randomness: {error}"),
    })?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
