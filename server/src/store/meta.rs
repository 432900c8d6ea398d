//! What belongs to the store as a whole.

use super::{Db, Stored};

/// Whether the store holds the demonstration: the day it was made for.
pub const DEMONSTRATION: &str = "demonstration";
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
