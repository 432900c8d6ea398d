//! What a file is called, so that the next is not taken for it.

use chrono::NaiveDate;

/// The list, the day on which it is taken out, and the ending: `people-2026-11-20.xlsx`.
pub(super) fn file_name(list: &str, today: NaiveDate, ending: &str) -> String {
    format!("{list}-{today}.{ending}")
}
