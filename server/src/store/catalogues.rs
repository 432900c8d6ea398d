//! Product catalogues as published.

use super::changes::{self, Touched};
use super::{Db, Stored, count, from_json, time, to_json};
use shared::product::Catalogue;
use shared::sync::Pulled;
use shared::time::Timestamp;

/// The catalogue in force: its version and its JSON.
pub async fn current(db: &mut Db) -> Stored<Option<(u64, String)>> {
    let row: Option<(i64, String)> =
        sqlx::query_as("SELECT version, body FROM catalogue ORDER BY version DESC LIMIT 1")
            .fetch_optional(db)
            .await?;
    Ok(row.map(|(version, body)| (count(version), body)))
}

/// Every catalogue that was published, with when, in their order.
pub async fn all(db: &mut Db) -> Stored<Vec<(Timestamp, Catalogue)>> {
    let rows: Vec<(i64, String)> =
        sqlx::query_as("SELECT published_at, body FROM catalogue ORDER BY version")
            .fetch_all(&mut *db)
            .await?;
    rows.iter()
        .map(|(at, body)| Ok((time(*at), from_json(body, "body")?)))
        .collect()
}

/// The number of the catalogue in force; 0 if none was ever published.
pub async fn version(db: &mut Db) -> Stored<u64> {
    let version: Option<i64> = sqlx::query_scalar("SELECT MAX(version) FROM catalogue")
        .fetch_one(db)
        .await?;
    Ok(version.map_or(0, count))
}

/// Publishes a catalogue as the next version, to everybody. The last statements of a transaction.
pub async fn publish(db: &mut Db, catalogue: &Catalogue, now: Timestamp) -> Stored<u64> {
    let version: i64 = sqlx::query_scalar(
        "INSERT INTO catalogue (version, body, published_at)
         VALUES ((SELECT COALESCE(MAX(version), 0) + 1 FROM catalogue), $1, $2)
         RETURNING version",
    )
    .bind(to_json(catalogue, "body")?)
    .bind(now.millis())
    .fetch_one(&mut *db)
    .await?;
    let version = count(version);
    let mut touched = Touched::default();
    touched.add_for_everybody(Catalogue::KIND, catalogue.id(), version);
    changes::publish(db, touched).await?;
    Ok(version)
}
