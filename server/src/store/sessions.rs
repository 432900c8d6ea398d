//! Who is signed in where. Only the hash of a session's token is kept.

use super::{Db, Stored, named, parse, time};
use shared::id::{DeviceId, PersonId};
use shared::number::DeviceNumber;
use shared::session::Platform;
use shared::time::Timestamp;
use sqlx::Row;
use sqlx::any::AnyRow;

/// Somebody signed in on a device.
#[derive(Debug, Clone, Copy)]
pub struct StoredSession {
    pub person: PersonId,
    pub device: DeviceId,
    pub platform: Platform,
    pub begun_at: Timestamp,
    /// When the person last did something.
    pub acted_at: Timestamp,
}

pub async fn insert(db: &mut Db, token_hash: &str, session: StoredSession) -> Stored<()> {
    sqlx::query(
        "INSERT INTO session (token_hash, person_id, device_id, platform, begun_at, seen_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(token_hash.to_owned())
    .bind(session.person.to_string())
    .bind(session.device.to_string())
    .bind(session.platform.as_str())
    .bind(session.begun_at.millis())
    .bind(session.acted_at.millis())
    .execute(db)
    .await?;
    Ok(())
}

/// The session of this token, however old.
pub async fn find(db: &mut Db, token_hash: &str) -> Stored<Option<StoredSession>> {
    let row = sqlx::query(
        "SELECT person_id, device_id, platform, begun_at, seen_at FROM session
         WHERE token_hash = $1",
    )
    .bind(token_hash.to_owned())
    .fetch_optional(db)
    .await?;
    row.as_ref().map(session).transpose()
}

/// A person's sessions with the number of their device, the latest first.
pub async fn of_person(
    db: &mut Db,
    person: PersonId,
) -> Stored<Vec<(StoredSession, DeviceNumber)>> {
    let rows = sqlx::query(
        "SELECT s.person_id, s.device_id, s.platform, s.begun_at, s.seen_at, d.device_number
         FROM session s JOIN device d ON d.device_id = s.device_id
         WHERE s.person_id = $1 ORDER BY s.begun_at DESC, s.device_id",
    )
    .bind(person.to_string())
    .fetch_all(db)
    .await?;
    rows.iter()
        .map(|row| {
            let number: i64 = row.try_get("device_number")?;
            let number = DeviceNumber::new(u32::try_from(number).unwrap_or(0));
            Ok((session(row)?, number))
        })
        .collect()
}

/// The person did something.
pub async fn act(db: &mut Db, token_hash: &str, at: Timestamp) -> Stored<()> {
    sqlx::query("UPDATE session SET seen_at = $2 WHERE token_hash = $1 AND seen_at < $2")
        .bind(token_hash.to_owned())
        .bind(at.millis())
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

/// Ends what a person has on a device; says whether there was anything.
pub async fn end_on(db: &mut Db, person: PersonId, device: DeviceId) -> Stored<bool> {
    let ended = sqlx::query("DELETE FROM session WHERE person_id = $1 AND device_id = $2")
        .bind(person.to_string())
        .bind(device.to_string())
        .execute(db)
        .await?;
    Ok(ended.rows_affected() > 0)
}

/// Ends all that a person has; says whether there was anything.
pub async fn end_all(db: &mut Db, person: PersonId) -> Stored<bool> {
    let ended = sqlx::query("DELETE FROM session WHERE person_id = $1")
        .bind(person.to_string())
        .execute(db)
        .await?;
    Ok(ended.rows_affected() > 0)
}

/// Forgets sessions that began by then.
pub async fn forget_begun_by(db: &mut Db, time: Timestamp) -> Stored<()> {
    sqlx::query("DELETE FROM session WHERE begun_at <= $1")
        .bind(time.millis())
        .execute(db)
        .await?;
    Ok(())
}

fn session(row: &AnyRow) -> Stored<StoredSession> {
    Ok(StoredSession {
        person: parse(row.try_get::<&str, _>("person_id")?, "person_id")?,
        device: parse(row.try_get::<&str, _>("device_id")?, "device_id")?,
        platform: named(Platform::from_name(row.try_get("platform")?), "platform")?,
        begun_at: time(row.try_get("begun_at")?),
        acted_at: time(row.try_get("seen_at")?),
    })
}
