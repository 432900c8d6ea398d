//! What SQLite alone needs: one writer, several readers, write-ahead log, full durability.

use super::transact::{MOST_TRIES, wait};
use super::{Db, MIGRATIONS, Stored};
use sqlx::any::AnyPoolOptions;
use sqlx::{AnyPool, Connection};
use std::path::{Path, PathBuf};

/// Takes the write lock at once, so that a transaction never fails half-way for want of it.
pub(super) const BEGIN_WRITE: &str = "BEGIN IMMEDIATE";
/// One state from the first reading on.
pub(super) const BEGIN_READ: &str = "BEGIN";

const WRITER: &str = "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; \
     PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;";
pub(super) const READER: &str = "PRAGMA busy_timeout = 5000; PRAGMA query_only = ON;";

const READERS: u32 = 4;

/// The writer and the readers of the database in the folder.
pub(super) async fn open(folder: &Path) -> Stored<(AnyPool, AnyPool)> {
    sqlx::any::install_default_drivers();
    keep_private(folder)?;
    let address = address(&file(folder), "rwc");
    prepare(&address).await?;
    let writer = pool(&address, 1, WRITER).await?;
    let readers = pool(&address, READERS, READER).await?;
    Ok((writer, readers))
}

/// Brings the tables to this build's form, on a connection of its own: what is in the way is said at
/// once, where a pool would try again for half a minute. Under the write lock: of two programs that
/// start at once, one finds it done.
async fn prepare(address: &str) -> Stored<()> {
    let mut first = Db::connect(address).await?;
    log_ahead(&mut first).await?;
    let mut db = first.begin_with(BEGIN_WRITE).await?;
    MIGRATIONS.run(&mut *db).await?;
    db.commit().await?;
    Ok(first.close().await?)
}

/// A new file gets its write-ahead log once. Of several that would give it one at the same moment, SQLite
/// turns away all but one at once, however long they would wait.
async fn log_ahead(db: &mut Db) -> Stored<()> {
    let mut tries = 1;
    loop {
        match sqlx::raw_sql(WRITER).execute(&mut *db).await {
            Err(error) if is_busy(&error) && tries < MOST_TRIES => wait(tries).await,
            done => return Ok(done.map(drop)?),
        }
        tries += 1;
    }
}

/// SQLite's code for a file that somebody else has.
fn is_busy(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(|error| error.code());
    code.as_deref() == Some("5")
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
        // A file in this machine answers; asking it first would cost each transaction one more turn.
        .test_before_acquire(false)
        .before_acquire(|connection, _| Box::pin(async move { Ok(is_at_rest(connection)) }))
        .connect(address)
        .await?;
    Ok(pool)
}

/// On a full disk SQLite ends a transaction by itself, and the library goes on counting it: such a
/// connection is given up for a new one.
fn is_at_rest(connection: &Db) -> bool {
    !connection.is_in_transaction()
}

/// The database is readable for its owner alone, and with it the files that SQLite makes beside it.
#[cfg(unix)]
fn keep_private(folder: &Path) -> Stored<()> {
    use std::fs::{OpenOptions, Permissions, set_permissions};
    use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
    let [database, beside @ ..] = files(folder);
    let mut options = OpenOptions::new();
    options.create(true).append(true).mode(0o600);
    options.open(&database).map_err(sqlx::Error::from)?;
    for file in [database].into_iter().chain(beside) {
        let open = std::fs::metadata(&file).is_ok_and(|it| it.permissions().mode() & 0o077 != 0);
        if open {
            set_permissions(&file, Permissions::from_mode(0o600)).map_err(sqlx::Error::from)?;
        }
    }
    Ok(())
}

/// Elsewhere the folder's access list is the administrator's matter.
#[cfg(not(unix))]
fn keep_private(_: &Path) -> Stored<()> {
    Ok(())
}

/// The database in the folder, its write-ahead log and the log's index.
pub(super) fn files(folder: &Path) -> [PathBuf; 3] {
    ["saddlebag.db", "saddlebag.db-wal", "saddlebag.db-shm"].map(|name| folder.join(name))
}

/// The database in the folder.
pub(super) fn file(folder: &Path) -> PathBuf {
    folder.join("saddlebag.db")
}

/// The file as a URL, to be opened in a mode: what means something in a URL is escaped.
pub(super) fn address(file: &Path, mode: &str) -> String {
    let escaped: String = file
        .to_string_lossy()
        .chars()
        .map(|c| match c {
            '%' | '?' | '#' | ' ' => format!("%{:02X}", u32::from(c)),
            _ => c.to_string(),
        })
        .collect();
    format!("sqlite://{escaped}?mode={mode}")
}
