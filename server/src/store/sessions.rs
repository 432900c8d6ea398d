//! Who is signed in where. Only the hash of a session's token is kept.

use super::{Db, Stored, parse, time};
use shared::id::{DeviceId, PersonId};
use shared::time::Timestamp;
use sqlx::Row;

/// Somebody signed in on a device.
#[derive(Debug, Clone, Copy)]
pub struct StoredSession {
    pub person: PersonId,
    pub device: DeviceId,
    pub seen_at: Timestamp,
}

pub async fn insert(db: &mut Db, token_hash: &str, session: StoredSession) -> Stored<()> {
    sqlx::query(
        "INSERT INTO session (token_hash, person_id, device_id, begun_at, seen_at)
         VALUES ($1, $2, $3, $4, $4)",
    )
    .bind(token_hash.to_owned())
    .bind(session.person.to_string())
    .bind(session.device.to_string())
    .bind(session.seen_at.millis())
    .execute(db)
    .await?;
    Ok(())
}

/// The session of this token, if it was seen since.
pub async fn find(
    db: &mut Db,
    token_hash: &str,
    seen_since: Timestamp,
) -> Stored<Option<StoredSession>> {
    let row = sqlx::query(
        "SELECT person_id, device_id, seen_at FROM session WHERE token_hash = $1 AND seen_at > $2",
    )
    .bind(token_hash.to_owned())
    .bind(seen_since.millis())
    .fetch_optional(db)
    .await?;
    row.map(|row| {
        Ok(StoredSession {
            person: parse(row.try_get::<&str, _>("person_id")?, "person_id")?,
            device: parse(row.try_get::<&str, _>("device_id")?, "device_id")?,
            seen_at: time(row.try_get("seen_at")?),
        })
    })
    .transpose()
}

pub async fn see(db: &mut Db, token_hash: &str, now: Timestamp) -> Stored<()> {
    sqlx::query("UPDATE session SET seen_at = $2 WHERE token_hash = $1")
        .bind(token_hash.to_owned())
        .bind(now.millis())
        .execute(db)
        .await?;
    Ok(())
}

pub async fn end(db: &mut Db, token_hash: &str) -> Stored<()> {
    sqlx::query("DELETE FROM session WHERE token_hash = $1")
        .bind(token_hash.to_owned())
        .execute(db)
        .await?;
    Ok(())
}

/// Forgets sessions that have run out.
pub async fn end_unseen(db: &mut Db, since: Timestamp) -> Stored<()> {
    sqlx::query("DELETE FROM session WHERE seen_at <= $1")
        .bind(since.millis())
        .execute(db)
        .await?;
    Ok(())
}
