//! Compensation tables as published: only ever added to, each known from the day of its publication on.

use super::{Db, Stored, from_json, to_json};
use chrono::NaiveDate;
use serde_json::{Map, Value};
use shared::time::Timestamp;

/// By when a table has to have come.
#[derive(Debug, Clone, Copy)]
pub struct By {
    /// By this day it was published.
    pub recorded: NaiveDate,
    /// By this day it was known: the day itself, or the close of a month before it.
    pub known: NaiveDate,
}

/// Each table as it had come by then; before the first had, the first. None of none.
pub async fn known_by(db: &mut Db, by: By) -> Stored<Map<String, Value>> {
    let rows: Vec<(String, String, String, String)> = sqlx::query_as(
        "SELECT name, recorded_on, known_from, body FROM compensation_table
         ORDER BY name, published_at",
    )
    .fetch_all(db)
    .await?;
    let (recorded, known) = (by.recorded.to_string(), by.known.to_string());
    let mut tables = Map::new();
    for (name, recorded_on, known_from, body) in rows {
        let has_come = recorded_on <= recorded && known_from <= known;
        if has_come || !tables.contains_key(&name) {
            tables.insert(name, from_json(&body, "body")?);
        }
    }
    Ok(tables)
}

/// Whether any was ever published.
pub async fn is_published(db: &mut Db) -> Stored<bool> {
    let published: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM compensation_table")
        .fetch_one(db)
        .await?;
    Ok(published > 0)
}

/// Publishes a table, after every other of its name whatever the clock says.
pub async fn publish(
    db: &mut Db,
    (name, body): (&str, &Value),
    (today, known_from): (NaiveDate, NaiveDate),
    now: Timestamp,
) -> Stored<()> {
    let last: Option<i64> =
        sqlx::query_scalar("SELECT MAX(published_at) FROM compensation_table WHERE name = $1")
            .bind(name.to_owned())
            .fetch_one(&mut *db)
            .await?;
    let after = last.map_or(i64::MIN, |last| last.saturating_add(1));
    sqlx::query(
        "INSERT INTO compensation_table (name, published_at, recorded_on, known_from, body)
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(name.to_owned())
    .bind(now.millis().max(after))
    .bind(today.to_string())
    .bind(known_from.to_string())
    .bind(to_json(body, "body")?)
    .execute(db)
    .await?;
    Ok(())
}
