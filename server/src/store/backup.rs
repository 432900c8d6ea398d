//! One consistent copy of everything, as a SQLite file, whichever engine it is taken from.

use super::audit::{self, Head};
use super::database::Database;
use super::tables::tables;
use super::{Db, MIGRATIONS, StoreError, Stored, meta, postgres, sqlite};
use crate::private_file;
use core::fmt;
use shared::time::Timestamp;
use sqlx::{AnyConnection, Connection};
use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// What was copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// The rows of each table, in the order they were copied.
    pub rows: Vec<(String, u64)>,
    /// The last row of each audit chain.
    pub heads: Vec<Head>,
}

/// Why there is no backup.
#[derive(Debug)]
pub enum BackupError {
    /// There is something where it should go.
    Exists(PathBuf),
    /// The file cannot be written.
    File(PathBuf, io::Error),
    /// The database is of another build.
    OtherBuild,
    /// The database failed.
    Store(StoreError),
}

impl fmt::Display for BackupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exists(file) => write!(
                f,
                "{} is there already and is not overwritten: give --to another name",
                file.display()
            ),
            Self::File(file, error) if error.kind() == io::ErrorKind::NotFound => write!(
                f,
                "the folder {} is not there: make it first, or give --to another place",
                file.parent().unwrap_or(file).display()
            ),
            Self::File(file, error) => write!(f, "{}: {error}", file.display()),
            Self::OtherBuild => f.write_str(
                "the database's tables are of another version of this program: back up with the program that serves it",
            ),
            Self::Store(error) => error.fmt(f),
        }
    }
}

impl core::error::Error for BackupError {}

impl<E: Into<StoreError>> From<E> for BackupError {
    fn from(error: E) -> Self {
        Self::Store(error.into())
    }
}

/// Writes everything that is in the database at one moment to the file, while servers go on.
///
/// The file is there only when it is whole and on the disk, and only its owner can read it.
///
/// # Errors
/// If the file is there already or cannot be written, or the database cannot be read.
pub async fn back_up(
    database: &Database,
    file: &Path,
    now: Timestamp,
) -> Result<Copied, BackupError> {
    if file.exists() {
        return Err(BackupError::Exists(file.to_owned()));
    }
    let part = Part::make(file)?;
    let copied = fill(database, &part.0, now).await?;
    part.finish(file)?;
    Ok(copied)
}

async fn fill(database: &Database, part: &Path, now: Timestamp) -> Result<Copied, BackupError> {
    let (mut source, begin) = source(database).await?;
    let mut from = source.begin_with(begin).await?;
    if applied(&mut from).await? != known() {
        return Err(BackupError::OtherBuild);
    }
    let mut target = target(part).await?;
    // Nothing is lost with it: a file that is not finished is no backup.
    sqlx::raw_sql("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF")
        .execute(&mut target)
        .await?;
    let mut to = target.begin().await?;
    MIGRATIONS.run(&mut *to).await?;
    let mut rows = Vec::new();
    for table in tables(&mut to).await? {
        let copied = table.copy(&mut from, &mut to).await?;
        rows.push((table.name, copied));
    }
    meta::set(&mut to, meta::BACKED_UP_AT, &now.millis().to_string()).await?;
    let heads = audit::heads(&mut to).await?;
    to.commit().await?;
    target.close().await?;
    Ok(Copied { rows, heads })
}

/// The database to read, as it is: a backup changes nothing, not even an older build's tables.
async fn source(database: &Database) -> Stored<(AnyConnection, &'static str)> {
    sqlx::any::install_default_drivers();
    match database {
        Database::Embedded(folder) => {
            let file = folder.join("saddlebag.db");
            let unreachable = |error: sqlx::Error| StoreError::Unreachable {
                place: file.display().to_string(),
                reason: error.to_string(),
            };
            let mut db = AnyConnection::connect(&sqlite::address(&file, "rw"))
                .await
                .map_err(unreachable)?;
            sqlx::raw_sql(sqlite::READER).execute(&mut db).await?;
            Ok((db, sqlite::BEGIN_READ))
        }
        Database::Postgres(url) => Ok((postgres::connect(url).await?, postgres::BEGIN_READ)),
    }
}

async fn target(part: &Path) -> Stored<AnyConnection> {
    Ok(AnyConnection::connect(&sqlite::address(part, "rw")).await?)
}

/// The steps that the database has taken; none if it is no database of this program.
pub(super) async fn applied(db: &mut Db) -> Stored<BTreeSet<i64>> {
    let versions: Vec<i64> = sqlx::query_scalar("SELECT version FROM _sqlx_migrations")
        .fetch_all(db)
        .await?;
    Ok(versions.into_iter().collect())
}

/// The steps that this build knows.
pub(super) fn known() -> BTreeSet<i64> {
    MIGRATIONS.iter().map(|step| step.version).collect()
}

/// A file that is not finished; gone if it never is.
pub(super) struct Part(PathBuf);

impl Part {
    /// Beside the file, for its owner alone.
    pub(super) fn make(file: &Path) -> Result<Self, BackupError> {
        let mut name = file.file_name().unwrap_or_default().to_owned();
        name.push(format!(".part-{}", std::process::id()));
        let part = file.with_file_name(name);
        match private_file::make(&part) {
            Ok(_) => Ok(Self(part)),
            Err(error) => Err(BackupError::File(part, error)),
        }
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    /// On the disk, then under its name.
    fn finish(self, file: &Path) -> Result<(), BackupError> {
        let failed = |error| BackupError::File(file.to_owned(), error);
        let written = File::open(&self.0).map_err(failed)?;
        written.sync_all().map_err(failed)?;
        if file.exists() {
            return Err(BackupError::Exists(file.to_owned()));
        }
        std::fs::rename(&self.0, file).map_err(failed)?;
        let folder = file.parent().filter(|folder| *folder != Path::new(""));
        File::open(folder.unwrap_or(Path::new(".")))
            .and_then(|folder| folder.sync_all())
            .map_err(failed)
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // After `finish` it is not there any more.
        let _ = std::fs::remove_file(&self.0);
    }
}
