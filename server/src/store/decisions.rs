//! Decisions of the desk, so that each is taken once.

use super::{Db, Stored, count};
use shared::id::{DecisionId, PersonId, RecordId};
use shared::time::Timestamp;

/// The fingerprint of the decision with this id.
pub async fn find(db: &mut Db, id: DecisionId) -> Stored<Option<String>> {
    let fingerprint = sqlx::query_scalar("SELECT fingerprint FROM decision WHERE decision_id = $1")
        .bind(id.to_string())
        .fetch_optional(db)
        .await?;
    Ok(fingerprint)
}

/// How many records somebody has decided on since then.
pub async fn count_since(db: &mut Db, person: PersonId, since: Timestamp) -> Stored<u64> {
    let records: i64 = sqlx::query_scalar(
        "SELECT COUNT(DISTINCT record_id) FROM decision WHERE person_id = $1 AND decided_at >= $2",
    )
    .bind(person.to_string())
    .bind(since.millis())
    .fetch_one(db)
    .await?;
    Ok(count(records))
}

pub async fn insert(
    db: &mut Db,
    id: DecisionId,
    fingerprint: &str,
    person: PersonId,
    record: RecordId,
    now: Timestamp,
) -> Stored<()> {
    sqlx::query(
        "INSERT INTO decision (decision_id, fingerprint, person_id, record_id, decided_at)
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(id.to_string())
    .bind(fingerprint.to_owned())
    .bind(person.to_string())
    .bind(record.to_string())
    .bind(now.millis())
    .execute(db)
    .await?;
    Ok(())
}
