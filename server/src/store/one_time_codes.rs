//! The codes with which people choose a passphrase. Only a code's hash is kept, one for each person.

use super::audit::Actor;
use super::{Db, Stored, parse, time};
use shared::id::PersonId;
use shared::time::Timestamp;
use sqlx::Row;

/// A code as it is kept.
#[derive(Debug, Clone)]
pub struct StoredCode {
    pub person: PersonId,
    pub hash: String,
    /// From then on it is good for nothing.
    pub valid_until: Timestamp,
}

/// Keeps a code in the place of the person's last one.
pub async fn set(db: &mut Db, code: &StoredCode, by: Actor, now: Timestamp) -> Stored<()> {
    sqlx::query(
        "INSERT INTO one_time_code (person_id, code_hash, valid_until, made_at, made_by)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (person_id) DO UPDATE
         SET code_hash = excluded.code_hash, valid_until = excluded.valid_until,
             made_at = excluded.made_at, made_by = excluded.made_by",
    )
    .bind(code.person.to_string())
    .bind(code.hash.clone())
    .bind(code.valid_until.millis())
    .bind(now.millis())
    .bind(by.to_string())
    .execute(db)
    .await?;
    Ok(())
}

/// The code of whoever has this login name, however old. Asked for in one go, so that an unknown name is
/// no sooner refused than a known one.
pub async fn of_login(db: &mut Db, login: &str) -> Stored<Option<StoredCode>> {
    let row = sqlx::query(
        "SELECT c.person_id, c.code_hash, c.valid_until
         FROM one_time_code c JOIN person p ON p.person_id = c.person_id WHERE p.login = $1",
    )
    .bind(login.to_owned())
    .fetch_optional(db)
    .await?;
    row.map(|row| {
        Ok(StoredCode {
            person: parse(row.try_get::<&str, _>("person_id")?, "person_id")?,
            hash: row.try_get("code_hash")?,
            valid_until: time(row.try_get("valid_until")?),
        })
    })
    .transpose()
}

/// Uses a code up; says whether it was still there: of several who have it, one is told so.
pub async fn use_up(db: &mut Db, person: PersonId, hash: &str) -> Stored<bool> {
    let used = sqlx::query("DELETE FROM one_time_code WHERE person_id = $1 AND code_hash = $2")
        .bind(person.to_string())
        .bind(hash.to_owned())
        .execute(db)
        .await?;
    Ok(used.rows_affected() > 0)
}

/// Forgets the person's code.
pub async fn forget(db: &mut Db, person: PersonId) -> Stored<()> {
    sqlx::query("DELETE FROM one_time_code WHERE person_id = $1")
        .bind(person.to_string())
        .execute(db)
        .await?;
    Ok(())
}
