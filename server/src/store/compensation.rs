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

/// A table as it was published once.
#[derive(Debug, Clone)]
pub struct Published {
    /// When, after every other of its name.
    pub published_at: i64,
    /// All its versions.
    pub body: Value,
}

/// A table each time it was published, in their order.
pub async fn all_of(db: &mut Db, name: &str) -> Stored<Vec<Published>> {
    let rows: Vec<(i64, String)> = sqlx::query_as(
        "SELECT published_at, body FROM compensation_table WHERE name = $1 ORDER BY published_at",
    )
    .bind(name.to_owned())
    .fetch_all(db)
    .await?;
    let published = rows.iter().map(|(published_at, body)| {
        Ok(Published {
            published_at: *published_at,
            body: from_json(body, "body")?,
        })
    });
    published.collect()
}

/// Publishes a table, after every other of its name whatever the clock says; says when.
pub async fn publish(
    db: &mut Db,
    (name, body): (&str, &Value),
    (today, known_from): (NaiveDate, NaiveDate),
    now: Timestamp,
) -> Stored<i64> {
    let last: Option<i64> =
        sqlx::query_scalar("SELECT MAX(published_at) FROM compensation_table WHERE name = $1")
            .bind(name.to_owned())
            .fetch_one(&mut *db)
            .await?;
    let after = last.map_or(i64::MIN, |last| last.saturating_add(1));
    let published_at = now.millis().max(after);
    sqlx::query(
        "INSERT INTO compensation_table (name, published_at, recorded_on, known_from, body)
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(name.to_owned())
    .bind(published_at)
    .bind(today.to_string())
    .bind(known_from.to_string())
    .bind(to_json(body, "body")?)
    .execute(db)
    .await?;
    Ok(published_at)
}
