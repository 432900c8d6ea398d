//! What PostgreSQL, and engines that speak it, alone need.

use super::database::PostgresUrl;
use super::{MIGRATIONS, StoreError, Stored};
use sqlx::any::AnyPoolOptions;
use sqlx::{AnyConnection, AnyPool, Connection};
use std::time::Duration;

/// Each transaction takes effect as if it were alone, as with SQLite's one writer; what cannot is
/// told to begin again. Nobody waits for long for another's lock.
pub(super) const BEGIN_WRITE: &str =
    "BEGIN ISOLATION LEVEL SERIALIZABLE; SET LOCAL lock_timeout = '5s'";
/// The same, waiting for another's lock for as long as it takes.
pub(super) const BEGIN_PATIENTLY: &str = "BEGIN ISOLATION LEVEL SERIALIZABLE";
/// One state from the first reading on: a page, its cursor and what remains belong together.
pub(super) const BEGIN_READ: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

/// Nobody waits for a server that died in a transaction; what is committed is on the disk, whatever
/// the engine's default.
const SESSION: &str = "SET idle_in_transaction_session_timeout = '60s'; \
     SELECT set_config('synchronous_commit', 'on', false)
         WHERE current_setting('synchronous_commit') = 'off';";

const CONNECTIONS: u32 = 16;
const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// The connections to the database, its tables brought to this build's form.
pub(super) async fn open(url: &PostgresUrl) -> Stored<AnyPool> {
    sqlx::any::install_default_drivers();
    let mut first = connect(url).await?;
    refuse_encoding(&mut first).await?;
    // Others that start at the same time wait here: the engine has a lock for it.
    MIGRATIONS.run(&mut first).await?;
    first.close().await?;
    let pool = AnyPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(LONGEST_WAIT)
        .after_connect(|connection, _| {
            Box::pin(async move {
                sqlx::raw_sql(SESSION).execute(connection).await?;
                Ok(())
            })
        })
        .connect(url.reveal())
        .await?;
    Ok(pool)
}

pub(super) async fn connect(url: &PostgresUrl) -> Stored<AnyConnection> {
    AnyConnection::connect(url.reveal())
        .await
        .map_err(|error| StoreError::Unreachable {
            place: url.to_string(),
            reason: error.to_string(),
        })
}

/// Names are Chinese, and lengths are counted in characters.
async fn refuse_encoding(db: &mut AnyConnection) -> Stored<()> {
    let encoding: String =
        sqlx::query_scalar("SELECT CAST(current_setting('server_encoding') AS TEXT)")
            .fetch_one(db)
            .await?;
    match encoding.as_str() {
        "UTF8" => Ok(()),
        _ => Err(StoreError::Unsuitable(format!(
            "its encoding is {encoding}: make it with CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0"
        ))),
    }
}
