//! Where the store is.

use super::Refused;
use super::folders::check_data;
use crate::store::{Database, InvalidDatabase};
use clap::Args;
use core::fmt;
use std::path::PathBuf;

/// Where the store is.
#[derive(Debug, Clone, Args)]
pub struct StorePlace {
    /// The folder of the embedded database; serve, init and restore make it if it is not there.
    #[arg(long, env = "SADDLEBAG_DATA")]
    pub data: PathBuf,
    /// A PostgreSQL in place of the embedded database: postgres://user:password@host/name?sslmode=verify-full
    #[arg(long, env = "DATABASE_URL", hide_env_values = true, value_name = "URL")]
    pub(super) database: Option<Secret>,
}

/// What is neither shown nor logged.
#[derive(Clone)]
pub(super) struct Secret(String);

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

impl StorePlace {
    /// The database there.
    ///
    /// # Errors
    /// If the URL is of something else, or of a database that would be spoken to in the open.
    pub fn database(&self) -> Result<Database, InvalidDatabase> {
        let url = self.database.as_ref().map(|Secret(url)| url.as_str());
        Database::at(url, self.data.clone())
    }

    /// Refuses what would do harm, before anything is opened; makes the data folder.
    pub fn check(&self) -> Result<(), Refused> {
        self.database()
            .map_err(|error| Refused(error.to_string()))?;
        check_data(&self.data)
    }

    /// What must stay secret, and the flag that says where it is.
    pub(super) fn files(&self) -> Vec<(&'static str, PathBuf)> {
        let mut files = vec![("--data", self.data.clone())];
        if let Ok(database) = self.database() {
            files.extend(
                database
                    .files()
                    .into_iter()
                    .map(|file| ("--database", file)),
            );
        }
        files
    }
}
