//! What happened, as payroll was told. Facts are only ever added.

use super::{Db, Stored, count, from_json, to_json};
use serde::Serialize;
use shared::commission::{Fact, FactId};
use shared::sync::fingerprint;
use shared::time::Timestamp;
use std::collections::BTreeMap;

/// Adds a fact of a new id.
pub async fn insert(db: &mut Db, fact: &Fact, now: Timestamp) -> Stored<()> {
    sqlx::query(
        "INSERT INTO fact (fact_id, on_date, known_date, body, imported_at)
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(fact.id.to_string())
    .bind(fact.on.to_string())
    .bind(fact.known_on().to_string())
    .bind(to_json(fact, "body")?)
    .bind(now.millis())
    .execute(db)
    .await?;
    Ok(())
}

/// The fact of this id, if it was told.
pub async fn find(db: &mut Db, id: &FactId) -> Stored<Option<Fact>> {
    let body: Option<String> = sqlx::query_scalar("SELECT body FROM fact WHERE fact_id = $1")
        .bind(id.to_string())
        .fetch_optional(db)
        .await?;
    body.map(|body| from_json(&body, "body")).transpose()
}

/// Every fact, in the order in which they happened.
pub async fn all(db: &mut Db) -> Stored<Vec<Fact>> {
    let bodies: Vec<String> = sqlx::query_scalar("SELECT body FROM fact ORDER BY on_date, fact_id")
        .fetch_all(db)
        .await?;
    bodies.iter().map(|body| from_json(body, "body")).collect()
}

/// How many there are.
pub async fn total(db: &mut Db) -> Stored<u64> {
    let total: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM fact")
        .fetch_one(db)
        .await?;
    Ok(count(total))
}

/// Facts that were told at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// How many.
    pub facts: u64,
    /// SHA-256 of their rows, whatever order an engine gives them in.
    pub hash: String,
}

impl Told {
    fn of(mut rows: Vec<String>) -> Self {
        rows.sort_unstable();
        Self {
            facts: u64::try_from(rows.len()).unwrap_or(u64::MAX),
            hash: fingerprint(&rows.concat()),
        }
    }
}

/// A fact as the columns hold it.
#[derive(Serialize)]
struct Kept {
    fact_id: String,
    on_date: String,
    known_date: String,
    body: String,
}

/// All facts, by when they were told.
pub async fn told(db: &mut Db) -> Stored<BTreeMap<Timestamp, Told>> {
    let rows = sqlx::query_as("SELECT fact_id, on_date, known_date, body, imported_at FROM fact")
        .fetch_all(db)
        .await?;
    by_moment(rows)
}

/// The facts that were told at this moment; none if none were.
pub async fn told_at(db: &mut Db, at: Timestamp) -> Stored<Option<Told>> {
    let rows = sqlx::query_as(
        "SELECT fact_id, on_date, known_date, body, imported_at FROM fact WHERE imported_at = $1",
    )
    .bind(at.millis())
    .fetch_all(db)
    .await?;
    Ok(by_moment(rows)?.remove(&at))
}

fn by_moment(
    rows: Vec<(String, String, String, String, i64)>,
) -> Stored<BTreeMap<Timestamp, Told>> {
    let mut hashes: BTreeMap<Timestamp, Vec<String>> = BTreeMap::new();
    for (fact_id, on_date, known_date, body, at) in rows {
        let kept = Kept {
            fact_id,
            on_date,
            known_date,
            body,
        };
        let hash = fingerprint(&to_json(&kept, "fact")?);
        let moment = hashes.entry(Timestamp::from_millis(at)).or_default();
        moment.push(hash);
    }
    let told = hashes.into_iter().map(|(at, rows)| (at, Told::of(rows)));
    Ok(told.collect())
}
