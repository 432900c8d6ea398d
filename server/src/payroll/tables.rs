//! The tables by which money is computed: the company's own, or the demonstration's.

use shared::commission::Rules;
use shared::pay_calendar::PayCalendar;
use std::path::Path;

type Failure = Box<dyn core::error::Error>;

/// The rules out of a folder of table files, or those that come with the program; read whole and checked. Months
/// close by the calendar of the store.
///
/// # Errors
/// The file that is missing or wrong, where, and what to do about it.
pub(super) fn rules(folder: Option<&Path>, calendar: PayCalendar) -> Result<Rules, Failure> {
    let Some(folder) = folder else {
        return Ok(Rules::demonstrated(calendar)?);
    };
    let unreadable = |what: &Path, error: std::io::Error| {
        format!(
            "{} cannot be read ({error}): give --tables the folder with the tables",
            what.display()
        )
    };
    let mut files = Vec::new();
    let entries = std::fs::read_dir(folder).map_err(|error| unreadable(folder, error))?;
    for entry in entries {
        let path = entry.map_err(|error| unreadable(folder, error))?.path();
        if path.extension().is_some_and(|ending| ending == "toml") {
            let text = std::fs::read_to_string(&path).map_err(|error| unreadable(&path, error))?;
            let name = path.file_name().unwrap_or_default();
            files.push((name.to_string_lossy().into_owned(), text));
        }
    }
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    Rules::from_toml(&files, calendar)
        .map_err(|error| format!("{}/{error}", folder.display()).into())
}
