//! A backup into an empty store of either engine, which begins a new life with it.

use super::audit;
use super::backup::{BackupError, Copied, Part, applied, known};
use super::database::Database;
use super::tables::{Table, difference, tables};
use super::{Conflicts, Db, MIGRATIONS, Store, StoreError, Stored, devices, meta, sqlite};
use core::fmt;
use shared::time::Timestamp;
use sqlx::{AnyConnection, Connection};
use std::path::{Path, PathBuf};

/// Why nothing was restored.
#[derive(Debug)]
pub enum RestoreError {
    /// The file cannot be read, or not copied beside itself to be brought to this build's form.
    File(PathBuf, String),
    /// The file is no backup, or damaged.
    NotABackup(PathBuf, String),
    /// A later version of the program made it.
    Newer(PathBuf),
    /// The store has something in it.
    NotEmpty {
        /// Where.
        table: String,
        /// How much.
        rows: u64,
    },
    /// A chain of the backup's audit log is broken.
    Broken {
        /// Whose.
        chain: String,
        /// From which row on.
        seq: u64,
    },
    /// The database failed.
    Store(StoreError),
}

impl fmt::Display for RestoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(file, reason) => write!(f, "{}: {reason}", file.display()),
            Self::NotABackup(file, reason) => write!(
                f,
                "{} is no backup made by saddlebag backup, or damaged ({reason}): take another",
                file.display()
            ),
            Self::Newer(file) => write!(
                f,
                "{} was made by a later version of this program: restore it with that one",
                file.display()
            ),
            Self::NotEmpty { table, rows } => write!(
                f,
                "the store is not empty ({rows} rows in {table}) and nothing is overwritten: give --data a new folder, or --database a new database"
            ),
            Self::Broken { chain, seq } => write!(
                f,
                "the backup's audit log was changed: row {seq} of the chain of {chain} does not fit what comes before; take another backup"
            ),
            Self::Store(error) => error.fmt(f),
        }
    }
}

impl core::error::Error for RestoreError {}

impl<E: Into<StoreError>> From<E> for RestoreError {
    fn from(error: E) -> Self {
        Self::Store(error.into())
    }
}

impl Conflicts for RestoreError {
    fn is_conflict(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_conflict())
    }
}

/// Loads a backup into the empty database, in one transaction. The store keeps the epoch it was made
/// with, which no device has met: each sends again what the backup may lack.
///
/// # Errors
/// If the file is no whole backup that this build can read, or the database is not empty. Then
/// nothing has changed.
pub async fn restore(
    file: &Path,
    database: &Database,
    now: Timestamp,
) -> Result<Copied, RestoreError> {
    sqlx::any::install_default_drivers();
    let ready = Ready::of(file).await?;
    let address = &ready.address;
    refuse_other_form(file, address).await?;
    let store = Store::open(database).await?;
    let restored = store.write_patiently(|mut to| async move {
        let mut from = AnyConnection::connect(address).await?;
        let tables = tables(&mut from).await?;
        refuse_filled(&mut to, &tables).await?;
        let copied = fill(&mut from, &mut to, &tables, now).await?;
        to.commit().await?;
        Ok(copied)
    });
    let restored = restored.await;
    store.close().await;
    restored
}

/// A backup without one of the tables would be taken as if that had been empty.
async fn refuse_other_form(file: &Path, address: &str) -> Result<(), RestoreError> {
    let mut db = AnyConnection::connect(address).await?;
    let difference = difference(&mut db).await?;
    db.close().await?;
    match difference {
        Some(reason) => Err(RestoreError::NotABackup(file.to_owned(), reason)),
        None => Ok(()),
    }
}

/// A store that was ever served has products at least: nobody has met this one.
async fn refuse_filled(to: &mut Db, tables: &[Table]) -> Result<(), RestoreError> {
    for table in tables.iter().filter(|table| table.name != meta::TABLE) {
        let rows = table.rows(to).await?;
        if rows > 0 {
            let table = table.name.clone();
            return Err(RestoreError::NotEmpty { table, rows });
        }
    }
    Ok(())
}

async fn fill(
    from: &mut Db,
    to: &mut Db,
    tables: &[Table],
    now: Timestamp,
) -> Result<Copied, RestoreError> {
    let epoch = meta::epoch(to).await?;
    meta::forget_epoch(to).await?;
    let mut rows = Vec::new();
    for table in tables {
        rows.push((table.name.clone(), table.copy(from, to).await?));
    }
    meta::begin_epoch(to, &epoch).await?;
    let made = meta::time(to, meta::BACKED_UP_AT).await?.unwrap_or(now);
    meta::forget(to, meta::BACKED_UP_AT).await?;
    devices::keep_clear(to, now.millis_since(made)).await?;
    let report = audit::verify(to, &[]).await?;
    if let Some(found) = report.faults.into_iter().next() {
        let (chain, seq) = (found.chain, found.seq);
        return Err(RestoreError::Broken { chain, seq });
    }
    let heads = report.heads;
    Ok(Copied { rows, heads })
}

/// A backup in this build's form: the file itself, or a copy that goes afterwards.
struct Ready {
    address: String,
    _copy: Option<Part>,
}

impl Ready {
    async fn of(file: &Path) -> Result<Self, RestoreError> {
        if !file.is_file() {
            let reason = "there is no such file".to_owned();
            return Err(RestoreError::File(file.to_owned(), reason));
        }
        let address = sqlite::address(file, "ro");
        let steps = examine(&address)
            .await
            .map_err(|error| RestoreError::NotABackup(file.to_owned(), error.to_string()))?;
        let known = known();
        if !steps.is_subset(&known) {
            return Err(RestoreError::Newer(file.to_owned()));
        }
        if steps == known {
            return Ok(Self {
                address,
                _copy: None,
            });
        }
        Self::carried_forward(file).await
    }

    /// The file stays as it is.
    async fn carried_forward(file: &Path) -> Result<Self, RestoreError> {
        let failed = |reason: String| RestoreError::File(file.to_owned(), reason);
        let copy = Part::make(file).map_err(|error| match error {
            BackupError::Store(error) => RestoreError::Store(error),
            error => failed(format!(
                "an older backup is copied beside itself first: {error}"
            )),
        })?;
        std::fs::copy(file, copy.path()).map_err(|error| failed(error.to_string()))?;
        let address = sqlite::address(copy.path(), "rw");
        let mut db = AnyConnection::connect(&address).await?;
        MIGRATIONS.run(&mut db).await?;
        db.close().await?;
        Ok(Self {
            address,
            _copy: Some(copy),
        })
    }
}

/// Which steps the backup has taken; an error if it is not whole.
async fn examine(address: &str) -> Stored<std::collections::BTreeSet<i64>> {
    let mut db = AnyConnection::connect(address).await?;
    let found: String = sqlx::query_scalar("PRAGMA integrity_check")
        .fetch_one(&mut db)
        .await?;
    if found != "ok" {
        return Err(StoreError::Unsuitable(found));
    }
    let steps = applied(&mut db).await?;
    if meta::time(&mut db, meta::BACKED_UP_AT).await?.is_none() {
        let reason = "it does not say when it was made".to_owned();
        return Err(StoreError::Unsuitable(reason));
    }
    db.close().await?;
    Ok(steps)
}
