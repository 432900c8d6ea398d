//! What a company decides: dated, only ever added to.

use super::{Db, Stored, from_json, to_json};
use chrono::NaiveDate;
use shared::session::SessionLimits;
use shared::time::Timestamp;

const SESSIONS: &str = "sessions";

/// How long sign-ins last on that day; `None` before anything was published.
pub async fn session_limits(db: &mut Db, on: NaiveDate) -> Stored<Option<SessionLimits>> {
    let body: Option<String> = sqlx::query_scalar(
        "SELECT body FROM setting WHERE name = $1 AND valid_from <= $2
         ORDER BY valid_from DESC, published_at DESC LIMIT 1",
    )
    .bind(SESSIONS)
    .bind(on.to_string())
    .fetch_optional(db)
    .await?;
    body.map(|text| from_json(&text, "body")).transpose()
}

/// Whether it was ever published how long sign-ins last.
pub async fn has_session_limits(db: &mut Db) -> Stored<bool> {
    let versions: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM setting WHERE name = $1")
        .bind(SESSIONS)
        .fetch_one(db)
        .await?;
    Ok(versions > 0)
}

/// Publishes a version of how long sign-ins last.
pub async fn publish_session_limits(
    db: &mut Db,
    limits: &SessionLimits,
    now: Timestamp,
) -> Stored<()> {
    sqlx::query(
        "INSERT INTO setting (name, valid_from, published_at, body) VALUES ($1, $2, $3, $4)",
    )
    .bind(SESSIONS)
    .bind(limits.valid_from.to_string())
    .bind(now.millis())
    .bind(to_json(limits, "body")?)
    .execute(db)
    .await?;
    Ok(())
}
