//! Failed sign-ins, so that guessing becomes slow.

use super::{Db, Stored, count, time};
use shared::time::Timestamp;

/// How often a source has failed, and when last.
#[derive(Debug, Clone, Copy)]
pub struct Failures {
    pub count: u64,
    pub last: Timestamp,
}

pub async fn of(db: &mut Db, source: &str) -> Stored<Option<Failures>> {
    let row: Option<(i64, i64)> =
        sqlx::query_as("SELECT failures, failed_at FROM sign_in_failure WHERE source = $1")
            .bind(source.to_owned())
            .fetch_optional(db)
            .await?;
    Ok(row.map(|(failures, last)| Failures {
        count: count(failures),
        last: time(last),
    }))
}

/// Sets how often a source has failed.
pub async fn set(db: &mut Db, source: &str, failures: Failures) -> Stored<()> {
    sqlx::query(
        "INSERT INTO sign_in_failure (source, failures, failed_at) VALUES ($1, $2, $3)
         ON CONFLICT (source) DO UPDATE
         SET failures = excluded.failures, failed_at = excluded.failed_at",
    )
    .bind(source.to_owned())
    .bind(super::column(failures.count))
    .bind(failures.last.millis())
    .execute(db)
    .await?;
    Ok(())
}

/// Forgets the failures of a source.
pub async fn forget(db: &mut Db, source: &str) -> Stored<()> {
    sqlx::query("DELETE FROM sign_in_failure WHERE source = $1")
        .bind(source.to_owned())
        .execute(db)
        .await?;
    Ok(())
}

/// Forgets all that failed last at this time or before.
pub async fn forget_until(db: &mut Db, time: Timestamp) -> Stored<()> {
    sqlx::query("DELETE FROM sign_in_failure WHERE failed_at <= $1")
        .bind(time.millis())
        .execute(db)
        .await?;
    Ok(())
}
