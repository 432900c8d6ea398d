//! Times as people say them.

use crate::components::field::typed::with_separators;
use crate::text::{language, t, tf};
use chrono::{NaiveDate, NaiveDateTime, Timelike};
use shared::key;
use shared::text::{date_text, moment_text};
use shared::time::Timestamp;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// A civil date.
pub fn date(date: NaiveDate) -> String {
    date_text(language(), date)
}

/// A date and time at a branch.
pub fn moment(at: Timestamp, offset_minutes: i32) -> String {
    at.civil(offset_minutes)
        .map(|civil| moment_text(language(), civil))
        .unwrap_or_default()
}

/// A date and time at a branch to the second.
pub fn exact_moment(at: Timestamp, offset_minutes: i32) -> String {
    let said =
        |civil: NaiveDateTime| format!("{}:{:02}", moment_text(language(), civil), civil.second());
    at.civil(offset_minutes).map(said).unwrap_or_default()
}

/// How long ago, in words, up to a week; then the date in figures, as lists have no room.
pub fn ago(at: Timestamp, now: Timestamp, offset_minutes: i32) -> String {
    let past = now.millis_since(at);
    let n = |unit: i64| (past / unit).to_string();
    match past {
        ..MINUTE => t(key!("ui.just_now")).to_owned(),
        MINUTE..HOUR => tf(key!("ui.minutes_ago"), &[("n", &n(MINUTE))]),
        HOUR..DAY => tf(key!("ui.hours_ago"), &[("n", &n(HOUR))]),
        _ if past < 7 * DAY => tf(key!("ui.days_ago"), &[("n", &n(DAY))]),
        _ => at
            .civil_date(offset_minutes)
            .map(|date| date.to_string())
            .unwrap_or_default(),
    }
}

/// A number with commas between thousands.
pub fn count(n: u64) -> String {
    with_separators(&n.to_string())
}

/// A size on disk, in whole MB or kB.
pub fn size(bytes: u64) -> String {
    match bytes {
        ..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        1_000_000..10_000_000_000 => format!("{} MB", bytes / 1_000_000),
        _ => format!("{} GB", bytes / 1_000_000_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_told_in_the_unit_that_fits() {
        assert_eq!(size(1_200), "2 kB");
        assert_eq!(size(25_400_000), "25 MB");
        assert_eq!(size(64_000_000_000), "64 GB");
    }

    #[test]
    fn large_numbers_are_read_by_thousands() {
        assert_eq!(
            (count(7), count(1_050)),
            ("7".to_owned(), "1,050".to_owned())
        );
    }
}
