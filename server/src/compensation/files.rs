//! Table files, as they are given on the command line.

use shared::commission::{Rules, TableErrors};
use shared::pay_calendar::PayCalendar;
use std::path::{Path, PathBuf};

type Failure = Box<dyn core::error::Error>;

/// These rules with the tables in these files in place of theirs; where there are none yet, those of the files, which
/// then are all tables.
///
/// # Errors
/// Everything that is wrong, and in which file.
pub fn read_files(
    before: Option<&Rules>,
    files: &[PathBuf],
    calendar: &PayCalendar,
) -> Result<Rules, Failure> {
    let mut read = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(file)
            .map_err(|error| format!("{} cannot be read: {error}", file.display()))?;
        read.push((name_of(file), text));
    }
    let read: Vec<(&str, &str)> = read
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    let rules: Result<Rules, TableErrors> = match before {
        Some(before) => before.with_toml(&read),
        None => Rules::from_toml(&read, calendar.clone()),
    };
    Ok(rules?)
}

/// Without the folder; tables are written large or small alike.
fn name_of(file: &Path) -> String {
    let name = file.file_name().unwrap_or_default();
    name.to_string_lossy().to_lowercase()
}
