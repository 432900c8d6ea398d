//! What belongs to the store as a whole.

use super::{Db, Stored};

/// Whether the store holds the demonstration: the day it was made for.
pub const DEMONSTRATION: &str = "demonstration";

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
    if let Some(epoch) = find(db, "epoch").await? {
        return Ok(epoch);
    }
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).map_err(|error| super::StoreError::Unreadable {
        column: "epoch",
        reason: format!("no randomness: {error}"),
    })?;
    let epoch: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    set(db, "epoch", &epoch).await?;
    Ok(epoch)
}
