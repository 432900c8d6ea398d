//! Civil dates and times in words: 1990年5月20日, 20 May 1990.

use super::{Language, fill, lookup};
use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};

/// The day in words.
pub fn date_text(language: Language, date: NaiveDate) -> String {
    let month = format!("form.date.month_{}", date.month());
    fill(
        lookup(language, "form.date.day_in_words").unwrap_or_default(),
        [
            ("year", date.year().to_string().as_str()),
            ("month", lookup(language, &month).unwrap_or_default()),
            ("day", date.day().to_string().as_str()),
        ],
    )
}

/// The day in words with its weekday.
pub fn date_with_weekday(language: Language, date: NaiveDate) -> String {
    let weekday = format!("form.date.weekday_{}", date.weekday().number_from_monday());
    let weekday = lookup(language, &weekday).unwrap_or_default();
    format!("{} {weekday}", date_text(language, date))
}

/// The day in words and the time of day.
pub fn moment_text(language: Language, moment: NaiveDateTime) -> String {
    format!(
        "{} {:02}:{:02}",
        date_text(language, moment.date()),
        moment.hour(),
        moment.minute()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_reads_as_people_write_it() {
        let date = NaiveDate::from_ymd_opt(2026, 10, 31).unwrap();
        assert_eq!(date_text(Language::ZhHans, date), "2026年10月31日");
        assert_eq!(date_text(Language::En, date), "31 October 2026");
        assert_eq!(
            date_with_weekday(Language::ZhHans, date),
            "2026年10月31日 星期六"
        );
    }
}
