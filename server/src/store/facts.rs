//! What happened, as payroll was told. Facts are only ever added.

use super::{Db, Stored, count, from_json, to_json};
use shared::commission::{Fact, FactId};
use shared::time::Timestamp;

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
