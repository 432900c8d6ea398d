//! Where devices let themselves be told that something waits, and when they are told next.

use super::records::sql;
use super::sessions::{self, StoredSession};
use super::{Db, Stored};
use shared::id::{DeviceId, PersonId};
use shared::time::Timestamp;

/// A device that is to be told now.
#[derive(Debug, Clone)]
pub struct Due {
    /// Where.
    pub endpoint: String,
    /// How often it was tried before.
    pub tries: i64,
    /// Whose sign-in it belongs to.
    pub session: StoredSession,
}

/// The subscription of somebody's sign-in on a device.
const OF_DEVICE: &str =
    "token_hash IN (SELECT token_hash FROM session WHERE person_id = $1 AND device_id = $2)";

/// Where this device is told.
pub async fn endpoint(db: &mut Db, person: PersonId, device: DeviceId) -> Stored<Option<String>> {
    let pieces = ["SELECT endpoint FROM push_subscription WHERE ", OF_DEVICE];
    let endpoint = sqlx::query_scalar(sql(&pieces))
        .bind(person.to_string())
        .bind(device.to_string())
        .fetch_optional(db)
        .await?;
    Ok(endpoint)
}

/// Keeps where this device is told, and nobody else is told there any more: a browser has one address
/// for whoever signs in.
pub async fn keep(db: &mut Db, person: PersonId, device: DeviceId, endpoint: &str) -> Stored<()> {
    forget(db, person, device).await?;
    forget_endpoint(db, endpoint).await?;
    sqlx::query(
        "INSERT INTO push_subscription (token_hash, endpoint, tries)
         SELECT token_hash, $3, 0 FROM session WHERE person_id = $1 AND device_id = $2",
    )
    .bind(person.to_string())
    .bind(device.to_string())
    .bind(endpoint.to_owned())
    .execute(db)
    .await?;
    Ok(())
}

/// This device is not told any more.
pub async fn forget(db: &mut Db, person: PersonId, device: DeviceId) -> Stored<()> {
    let pieces = ["DELETE FROM push_subscription WHERE ", OF_DEVICE];
    sqlx::query(sql(&pieces))
        .bind(person.to_string())
        .bind(device.to_string())
        .execute(db)
        .await?;
    Ok(())
}

/// Nobody is told there any more.
pub async fn forget_endpoint(db: &mut Db, endpoint: &str) -> Stored<()> {
    sqlx::query("DELETE FROM push_subscription WHERE endpoint = $1")
        .bind(endpoint.to_owned())
        .execute(db)
        .await?;
    Ok(())
}

/// All devices of somebody are told at this time, unless they are told sooner.
pub async fn set_due(db: &mut Db, person: PersonId, at: Timestamp) -> Stored<()> {
    sqlx::query(
        "UPDATE push_subscription SET due_at = $2, tries = 0 WHERE due_at IS NULL
         AND token_hash IN (SELECT token_hash FROM session WHERE person_id = $1)",
    )
    .bind(person.to_string())
    .bind(at.millis())
    .execute(db)
    .await?;
    Ok(())
}

/// It is tried again there, unless there is a new reason by then.
pub async fn set_due_again(db: &mut Db, endpoint: &str, tries: i64, at: Timestamp) -> Stored<()> {
    sqlx::query(
        "UPDATE push_subscription SET due_at = $3, tries = $2
         WHERE endpoint = $1 AND due_at IS NULL",
    )
    .bind(endpoint.to_owned())
    .bind(tries)
    .bind(at.millis())
    .execute(db)
    .await?;
    Ok(())
}

/// Whether anybody is to be told by now.
pub async fn any_due(db: &mut Db, now: Timestamp) -> Stored<bool> {
    let first: Option<i64> = sqlx::query_scalar(
        "SELECT due_at FROM push_subscription WHERE due_at <= $1 ORDER BY due_at LIMIT 1",
    )
    .bind(now.millis())
    .fetch_optional(db)
    .await?;
    Ok(first.is_some())
}

/// Takes the first who are to be told by now, at most so many. Of several servers one takes each.
pub async fn take_due(db: &mut Db, now: Timestamp, most: i64) -> Stored<Vec<Due>> {
    let taken: Vec<(String, String, i64)> = sqlx::query_as(
        "UPDATE push_subscription SET due_at = NULL WHERE token_hash IN (
            SELECT token_hash FROM push_subscription WHERE due_at <= $1
            ORDER BY due_at, token_hash LIMIT $2)
         RETURNING token_hash, endpoint, tries",
    )
    .bind(now.millis())
    .bind(most)
    .fetch_all(&mut *db)
    .await?;
    let mut due = Vec::with_capacity(taken.len());
    for (token_hash, endpoint, tries) in taken {
        if let Some(session) = sessions::find(db, &token_hash).await? {
            due.push(Due {
                endpoint,
                tries,
                session,
            });
        }
    }
    Ok(due)
}
