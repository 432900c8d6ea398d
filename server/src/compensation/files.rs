//! Table files, wherever they come from.

use shared::commission::{Rules, TableErrors};
use shared::pay_calendar::PayCalendar;
use shared::rule_book::RuleFile;

/// These rules with the tables in these files in place of theirs; where there are none yet, those of the files, which
/// then are all tables.
///
/// # Errors
/// Everything that is wrong, and in which file.
pub fn with_files(
    before: Option<&Rules>,
    files: &[RuleFile],
    calendar: &PayCalendar,
) -> Result<Rules, TableErrors> {
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|file| (file.name.as_str(), file.text.as_str()))
        .collect();
    match before {
        Some(before) => before.with_toml(&files),
        None => Rules::from_toml(&files, calendar.clone()),
    }
}
