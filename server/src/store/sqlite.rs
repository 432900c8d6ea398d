//! What SQLite alone needs: one writer, several readers, write-ahead log, full durability.

use super::{StoreError, Stored};
use sqlx::AnyPool;
use sqlx::any::AnyPoolOptions;
use std::path::Path;

/// Takes the write lock at once, so that a transaction never fails half-way for want of it.
pub(super) const BEGIN_WRITE: &str = "BEGIN IMMEDIATE";

const WRITER: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
     PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000;";
const READER: &str = "PRAGMA query_only = ON; PRAGMA busy_timeout = 5000;";

const READERS: u32 = 4;

/// The writer and the readers of the database in the folder.
pub(super) async fn open(folder: &Path) -> Stored<(AnyPool, AnyPool)> {
    sqlx::any::install_default_drivers();
    let address = address(folder);
    let writer = pool(&address, 1, WRITER).await?;
    sqlx::migrate!("./migrations")
        .run(&writer)
        .await
        .map_err(StoreError::Migration)?;
    let readers = pool(&address, READERS, READER).await?;
    Ok((writer, readers))
}

async fn pool(address: &str, most: u32, pragmas: &'static str) -> Stored<AnyPool> {
    let pool = AnyPoolOptions::new()
        .max_connections(most)
        .after_connect(move |connection, _| {
            Box::pin(async move {
                sqlx::raw_sql(pragmas).execute(connection).await?;
                Ok(())
            })
        })
        .connect(address)
        .await?;
    Ok(pool)
}

/// As a URL: what means something in one is escaped.
fn address(folder: &Path) -> String {
    let path = folder.join("saddlebag.db");
    let escaped: String = path
        .to_string_lossy()
        .chars()
        .map(|c| match c {
            '%' | '?' | '#' | ' ' => format!("%{:02X}", u32::from(c)),
            _ => c.to_string(),
        })
        .collect();
    format!("sqlite://{escaped}?mode=rwc")
}
