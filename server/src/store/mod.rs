//! The store: all SQL is below this module, one file per subject.
//!
//! The text is kept to what SQLite and PostgreSQL both understand; what only SQLite needs is in
//! [`sqlite`].

pub mod appointments;
pub mod audit;
pub mod catalogues;
pub mod changes;
pub mod contents;
pub mod decisions;
pub mod devices;
pub mod failures;
pub mod meta;
pub mod mutations;
pub mod people;
pub mod policies;
pub mod queue;
pub mod records;
#[cfg(test)]
mod scope_tests;
pub mod sessions;
mod sqlite;
pub mod units;

use shared::time::Timestamp;
use sqlx::{Any, AnyPool, Transaction};
use std::path::Path;
use std::str::FromStr;

/// A connection on which the functions of this module work.
pub type Db = sqlx::AnyConnection;

/// Why the store could not do it.
#[derive(Debug)]
pub enum StoreError {
    /// The database said no, or nothing.
    Database(sqlx::Error),
    /// The tables could not be brought to this build's form.
    Migration(sqlx::migrate::MigrateError),
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
            Self::Database(error) => write!(f, "the database: {error}"),
            Self::Migration(error) => write!(f, "the database's tables: {error}"),
            Self::Unreadable { column, reason } => write!(f, "column {column}: {reason}"),
        }
    }
}

impl core::error::Error for StoreError {}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error)
    }
}

/// What the store answers.
pub type Stored<T> = Result<T, StoreError>;

/// One writer and several readers of one database.
#[derive(Debug, Clone)]
pub struct Store {
    writer: AnyPool,
    readers: AnyPool,
    epoch: String,
}

impl Store {
    /// Opens the database in the folder, or makes it.
    ///
    /// # Errors
    /// If the file cannot be opened or brought to this build's form.
    pub async fn open(folder: &Path) -> Stored<Self> {
        let (writer, readers) = sqlite::open(folder).await?;
        let epoch = meta::epoch(&mut *writer.acquire().await?).await?;
        Ok(Self {
            writer,
            readers,
            epoch,
        })
    }

    /// Which life of the store this is.
    pub fn epoch(&self) -> &str {
        &self.epoch
    }

    /// Ends all connections; the write-ahead log goes into the database.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }

    /// Begins a transaction that may write; there is one at a time.
    pub async fn write(&self) -> Stored<Transaction<'static, Any>> {
        Ok(self.writer.begin_with(sqlite::BEGIN_WRITE).await?)
    }

    /// Begins a transaction that reads one consistent state.
    pub async fn read(&self) -> Stored<Transaction<'static, Any>> {
        Ok(self.readers.begin().await?)
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
