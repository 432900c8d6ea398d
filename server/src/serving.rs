//! One server for an embedded database: it holds a lock in the data folder as long as it serves. The
//! system lets go of it when the server ends, however that happens. Commands that read beside it, such as
//! a backup, do not ask for it.

use crate::store::Database;
use core::fmt;
use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

const FILE_NAME: &str = "serving.lock";

/// Held as long as the database is served.
#[derive(Debug)]
pub struct Serving(#[expect(dead_code, reason = "held, not read")] Option<File>);

/// Why the database cannot be served.
#[derive(Debug)]
pub enum NotServed {
    /// Another server does.
    Already(PathBuf),
    /// The lock cannot be made.
    Unusable(PathBuf, io::Error),
}

impl fmt::Display for NotServed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Already(folder) => write!(
                f,
                "another server works with the database in {}: stop it first, or give --data another folder",
                folder.display()
            ),
            Self::Unusable(folder, error) => write!(
                f,
                "the data folder {} cannot be locked ({error}): give --data a folder on a disk of this machine",
                folder.display()
            ),
        }
    }
}

impl core::error::Error for NotServed {}

impl Serving {
    /// Begins to serve the database. A PostgreSQL has any number of servers.
    ///
    /// # Errors
    /// If another server does already, or the lock cannot be made.
    pub fn begin(database: &Database) -> Result<Self, NotServed> {
        match database {
            Database::Embedded(folder) => Ok(Self(Some(lock(folder)?))),
            Database::Postgres(_) => Ok(Self(None)),
        }
    }
}

fn lock(folder: &Path) -> Result<File, NotServed> {
    let unusable = |error| NotServed::Unusable(folder.to_owned(), error);
    let mut options = OpenOptions::new();
    let file = options
        .create(true)
        .append(true)
        .open(folder.join(FILE_NAME))
        .map_err(unusable)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(NotServed::Already(folder.to_owned())),
        Err(TryLockError::Error(error)) => Err(unusable(error)),
    }
}
