//! The keys that were ever signed with.

use super::{Db, Stored, parse, time};
use shared::sync::{KnownKey, PublicKey};
use shared::time::Timestamp;

/// Keeps a key, unless it is known.
pub async fn keep(db: &mut Db, key: PublicKey, now: Timestamp) -> Stored<()> {
    sqlx::query(
        "INSERT INTO signing_key (public_key, first_used_at) VALUES ($1, $2)
         ON CONFLICT (public_key) DO NOTHING",
    )
    .bind(key.to_string())
    .bind(now.millis())
    .execute(db)
    .await?;
    Ok(())
}

/// All of them, oldest first.
pub async fn all(db: &mut Db) -> Stored<Vec<KnownKey>> {
    let rows: Vec<(String, i64)> = sqlx::query_as(
        "SELECT public_key, first_used_at FROM signing_key ORDER BY first_used_at, public_key",
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|(key, first_used_at)| {
            Ok(KnownKey {
                public_key: parse(&key, "public_key")?,
                first_used_at: time(first_used_at),
            })
        })
        .collect()
}
