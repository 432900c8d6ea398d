//! A setting out of its file and into one.

use super::{Setting, UnreadableToml, check_versions};
use crate::finding::Finding;
use core::fmt;
use serde::{Deserialize, Serialize};

/// What is wrong with a setting's file.
#[derive(Debug)]
pub enum SettingFault {
    /// It cannot be read; the place and what is wrong there.
    Unreadable(UnreadableToml),
    /// It has no version.
    Empty,
    /// Its versions have mistakes.
    Mistaken(Vec<Finding>),
    /// It cannot be written.
    Unwritable(toml::ser::Error),
}

impl fmt::Display for SettingFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(error) => write!(f, "{error}"),
            Self::Empty => f.write_str("it has no [[version]]: write at least one"),
            Self::Mistaken(findings) => {
                let found = findings
                    .iter()
                    .map(|found| format!("{}: {}", found.path, found.code));
                f.write_str(&found.collect::<Vec<_>>().join("; "))
            }
            Self::Unwritable(error) => write!(f, "{error}"),
        }
    }
}

impl core::error::Error for SettingFault {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Versions<S> {
    #[serde(default = "Vec::new")]
    version: Vec<S>,
}

#[derive(Serialize)]
struct Written<'v, S> {
    version: &'v [S],
}

/// The versions that stand in a file, read whole and checked.
///
/// # Errors
/// What is wrong, and where.
pub fn from_toml<S: Setting>(text: &str) -> Result<Vec<S>, SettingFault> {
    let read: Versions<S> = toml::from_str(text)
        .map_err(|error| SettingFault::Unreadable(UnreadableToml::of(&error, text)))?;
    if read.version.is_empty() {
        return Err(SettingFault::Empty);
    }
    let mistakes = check_versions(&read.version);
    match mistakes.is_empty() {
        true => Ok(read.version),
        false => Err(SettingFault::Mistaken(mistakes)),
    }
}

/// The versions as a file has them.
///
/// # Errors
/// If a version has something that no file can hold.
pub fn to_toml<S: Setting>(versions: &[S]) -> Result<String, SettingFault> {
    let written = Written { version: versions };
    toml::to_string(&written).map_err(SettingFault::Unwritable)
}
