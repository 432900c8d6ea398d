//! The store: all SQL is below this module, one file per subject.
//!
//! The text is kept to what SQLite and PostgreSQL both understand; what only one of them needs is in
//! [`sqlite`] and [`postgres`].

pub mod acknowledgements;
pub mod api_keys;
pub mod appointments;
mod asked;
pub mod audit;
mod backup;
pub mod catalogues;
pub mod changes;
pub mod colleagues;
pub mod compensation;
pub mod contents;
#[cfg(test)]
mod copy_tests;
#[cfg(test)]
mod cursor_tests;
mod database;
pub mod decisions;
pub mod deliveries;
pub mod devices;
pub mod directory;
pub mod duplicates;
pub mod facts;
pub mod failures;
pub mod holds;
pub mod late_sessions;
pub mod meta;
mod migrations;
pub mod mutations;
pub mod one_time_codes;
mod organisation_as_learned;
#[cfg(test)]
mod organisation_as_learned_tests;
pub mod people;
pub mod people_in_full;
pub mod policies;
mod postgres;
pub mod push_subscriptions;
pub mod queue;
pub mod records;
mod restore;
pub mod rule_drafts;
pub mod rule_origins;
#[cfg(test)]
mod scope_tests;
pub mod sessions;
pub mod settings;
pub mod signing_keys;
mod sqlite;
mod tables;
pub mod team;
pub mod terms;
mod transact;
#[cfg(test)]
mod transact_tests;
pub mod unit_renamings;
pub mod units;
pub mod units_in_full;
pub mod webhooks;
mod whole_organisation;

pub use organisation_as_learned::organisation_as_learned;
pub use whole_organisation::whole_organisation;

pub use backup::{BackupError, Copied, back_up};
pub use database::{Database, InvalidDatabase};
use migrations::MIGRATIONS;
pub use restore::{RestoreError, restore};
pub use transact::Conflicts;

use shared::time::Timestamp;
use sqlx::migrate::MigrateError;
use sqlx::{Any, AnyPool, Transaction};
use std::path::PathBuf;
use std::str::FromStr;
use transact::Lanes;

/// A connection on which the functions of this module work.
pub type Db = sqlx::AnyConnection;

/// Why the store could not do it.
#[derive(Debug)]
pub enum StoreError {
    /// There is no room left where the database is. Reading goes on; writing does again as soon as
    /// there is room.
    Full,
    /// The database said no, or nothing.
    Database(sqlx::Error),
    /// There is no database where it should be, or it lets nobody in.
    Unreachable {
        /// Which database, without its password.
        place: String,
        /// What was in the way.
        reason: String,
    },
    /// The database cannot hold what is to be stored; what is wrong, and what to do.
    Unsuitable(String),
    /// The tables could not be brought to this build's form.
    Migration(MigrateError),
    /// There is no database in the folder.
    Absent(PathBuf),
    /// Something in a column is not what it should be.
    Unreadable {
        /// The column.
        column: &'static str,
        /// What is wrong with it.
        reason: String,
    },
}

impl core::fmt::Display for StoreError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Full => f.write_str(
                "no room is left on the disk with the database: make room there; nothing that was acknowledged is lost",
            ),
            Self::Database(error) => write!(f, "the database: {error}"),
            Self::Unreachable { place, reason } => write!(
                f,
                "{place} does not let this program in ({reason}): see whether it runs, and whether host, name, user and password are right"
            ),
            Self::Unsuitable(reason) => write!(f, "the database does not fit: {reason}"),
            Self::Migration(error) => write!(f, "the database's tables: {error}"),
            Self::Absent(folder) => write!(
                f,
                "{} has no database: give --data the folder the server works with",
                folder.display()
            ),
            Self::Unreadable { column, reason } => write!(f, "column {column}: {reason}"),
        }
    }
}

impl core::error::Error for StoreError {}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let code = error.as_database_error().and_then(|error| error.code());
        match code {
            Some(code) if FULL.contains(&code.as_ref()) => Self::Full,
            _ => Self::Database(error),
        }
    }
}

impl From<MigrateError> for StoreError {
    fn from(error: MigrateError) -> Self {
        match error {
            MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => error.into(),
            other => Self::Migration(other),
        }
    }
}

/// What says that there is no room: SQLite's `FULL` and `IOERR_SHMSIZE`, PostgreSQL's `disk_full`.
const FULL: [&str; 3] = ["13", "4874", "53100"];

/// What the store answers.
pub type Stored<T> = Result<T, StoreError>;

/// The database: who writes, who reads, and how their transactions begin.
#[derive(Debug, Clone)]
pub struct Store {
    writers: AnyPool,
    readers: AnyPool,
    begin_write: &'static str,
    begin_patiently: &'static str,
    begin_read: &'static str,
    /// Only where writers can get in each other's way.
    lanes: Option<Lanes>,
    epoch: String,
}

impl Store {
    /// Opens the database, its tables brought to this build's form, or makes it.
    ///
    /// # Errors
    /// If the database cannot be opened or brought to this build's form.
    pub async fn open(database: &Database) -> Stored<Self> {
        let mut store = Self::connect(database).await?;
        store.epoch = store
            .write_patiently(|mut db| async move {
                let epoch = meta::epoch(&mut db).await?;
                db.commit().await?;
                Stored::Ok(epoch)
            })
            .await?;
        Ok(store)
    }

    /// Opens a database that has to be there.
    ///
    /// # Errors
    /// If there is none, or as [`Self::open`].
    pub async fn open_existing(database: &Database) -> Stored<Self> {
        if let Database::Embedded(folder) = database
            && !sqlite::file(folder).is_file()
        {
            return Err(StoreError::Absent(folder.clone()));
        }
        Self::open(database).await
    }

    async fn connect(database: &Database) -> Stored<Self> {
        match database {
            Database::Embedded(folder) => {
                let (writers, readers) = sqlite::open(folder).await?;
                Ok(Self {
                    writers,
                    readers,
                    begin_write: sqlite::BEGIN_WRITE,
                    begin_patiently: sqlite::BEGIN_WRITE,
                    begin_read: sqlite::BEGIN_READ,
                    lanes: None,
                    epoch: String::new(),
                })
            }
            Database::Postgres(url) => {
                let pool = postgres::open(url).await?;
                Ok(Self {
                    writers: pool.clone(),
                    readers: pool,
                    begin_write: postgres::BEGIN_WRITE,
                    begin_patiently: postgres::BEGIN_PATIENTLY,
                    begin_read: postgres::BEGIN_READ,
                    lanes: Some(Lanes::new()),
                    epoch: String::new(),
                })
            }
        }
    }

    /// Which life of the store this is.
    pub fn epoch(&self) -> &str {
        &self.epoch
    }

    /// Ends all connections; the write-ahead log of SQLite goes into the database.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writers.close().await;
    }

    async fn begin_with(&self, begin: &'static str) -> Stored<Transaction<'static, Any>> {
        Ok(self.writers.begin_with(begin).await?)
    }

    /// Begins a transaction that reads one consistent state.
    pub async fn read(&self) -> Stored<Transaction<'static, Any>> {
        Ok(self.readers.begin_with(self.begin_read).await?)
    }
}

/// The text of a column as what it means.
fn parse<T>(text: &str, column: &'static str) -> Stored<T>
where
    T: FromStr,
    T::Err: core::fmt::Display,
{
    text.parse()
        .map_err(|error: T::Err| StoreError::Unreadable {
            column,
            reason: error.to_string(),
        })
}

/// The JSON of a column as what it means.
fn from_json<T: serde::de::DeserializeOwned>(text: &str, column: &'static str) -> Stored<T> {
    serde_json::from_str(text).map_err(|error| StoreError::Unreadable {
        column,
        reason: error.to_string(),
    })
}

/// As JSON for a column.
fn to_json<T: serde::Serialize>(value: &T, column: &'static str) -> Stored<String> {
    serde_json::to_string(value).map_err(|error| StoreError::Unreadable {
        column,
        reason: error.to_string(),
    })
}

/// A name of a closed set as what it means.
fn named<T>(found: Option<T>, column: &'static str) -> Stored<T> {
    found.ok_or_else(|| StoreError::Unreadable {
        column,
        reason: "an unknown name".to_owned(),
    })
}

/// A count or version as a column holds it.
fn column(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A count or version out of a column.
fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

const fn time(millis: i64) -> Timestamp {
    Timestamp::from_millis(millis)
}

/// An empty store on the engine under test, and its database, which goes with it.
#[cfg(test)]
pub(crate) async fn a_store() -> (crate::engine::TestDatabase, Store) {
    let database = crate::engine::TestDatabase::new("").await;
    let store = Store::open(&place(&database)).await.unwrap();
    (database, store)
}

#[cfg(test)]
impl Store {
    /// Begins a transaction that may write, once: what conflicts is not done again.
    pub(crate) async fn begin(&self) -> Stored<Transaction<'static, Any>> {
        self.begin_with(self.begin_write).await
    }
}

/// The database as the store is told of it.
#[cfg(test)]
fn place(database: &crate::engine::TestDatabase) -> Database {
    Database::at(database.url(), database.folder().to_owned()).unwrap()
}
