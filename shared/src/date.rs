//! Dates and months as people and other programs write them: one reader for phone, import, API and
//! command line.
//!
//! What can be only one day is read; what can be two, or leaves something out, is refused with what to
//! write instead.

use crate::input::{half_width, is_invisible, trim};
use crate::month::Month;
use chrono::{Days, NaiveDate};
use core::fmt;
use serde::de::{Deserialize, Deserializer, Error};
use std::collections::BTreeSet;

/// Why a text is not a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NotADate {
    /// No date, or not the whole of one.
    Unreadable,
    /// The year does not come first with its four digits: `3/11/2026` is two days, `26-11-3` three.
    YearNotFirst,
    /// A day that the month has not, or a year outside 1900 to 2199.
    NoSuchDay,
    /// It also says a time of day, which may be another day elsewhere.
    WithTime,
}

impl fmt::Display for NotADate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unreadable => "not a date: write year, month and day, as 2026-11-03",
            Self::YearNotFirst => {
                "this can be more than one day: write the year first, with four digits, as 2026-11-03"
            }
            Self::NoSuchDay => "the calendar has no such day: write year, month and day, as 2026-11-03",
            Self::WithTime => "only the day, without a time: write 2026-11-03",
        })
    }
}

impl core::error::Error for NotADate {}

/// A day as somebody wrote it.
///
/// ```
/// use shared::date::{NotADate, read_date};
/// for text in ["2026-11-03", "2026/11/3", "2026.11.3", "2026年11月3日", "20261103", "２０２６－１１－０３"] {
///     assert_eq!(read_date(text).map(|day| day.to_string()), Ok("2026-11-03".to_owned()));
/// }
/// assert_eq!(read_date("3/11/2026"), Err(NotADate::YearNotFirst));
/// ```
///
/// # Errors
/// [`NotADate`] if it is none, or not certainly one.
pub fn read_date(text: &str) -> Result<NaiveDate, NotADate> {
    let plain = without_midnight(&plain(text))?;
    let parts: Vec<&str> = plain.split('-').map(str::trim).collect();
    match parts[..] {
        [whole] if whole.len() == 8 && is_number(whole) => {
            let (year, rest) = whole.split_at(4);
            let (month, of_month) = rest.split_at(2);
            day(year, month, of_month)
        }
        [year, month, of_month] if parts.iter().all(|part| is_number(part)) => {
            let short = month.len() <= 2 && of_month.len() <= 2;
            match (year.len(), short) {
                (4, true) => day(year, month, of_month),
                (4, false) => Err(NotADate::Unreadable),
                _ => Err(NotADate::YearNotFirst),
            }
        }
        _ => Err(NotADate::Unreadable),
    }
}

/// [`read_date`] where a file says a day.
///
/// # Errors
/// If it is no text, or none that is certainly a day.
pub fn written_date<'de, D: Deserializer<'de>>(reader: D) -> Result<NaiveDate, D::Error> {
    read_date(&String::deserialize(reader)?).map_err(D::Error::custom)
}

/// The same where a file may leave the day out, or empty.
///
/// # Errors
/// If it is no text, or none that is certainly a day.
pub fn written_date_or_none<'de, D: Deserializer<'de>>(
    reader: D,
) -> Result<Option<NaiveDate>, D::Error> {
    let text = Option::<String>::deserialize(reader)?.unwrap_or_default();
    match trim(&text) {
        "" => Ok(None),
        day => read_date(day).map(Some).map_err(D::Error::custom),
    }
}

/// [`read_date`] where a file says several days, each once.
///
/// # Errors
/// If one is no text, or none that is certainly a day, or stands there twice.
pub fn written_dates<'de, D: Deserializer<'de>>(
    reader: D,
) -> Result<BTreeSet<NaiveDate>, D::Error> {
    let mut days = BTreeSet::new();
    for text in Vec::<String>::deserialize(reader)? {
        let day = read_date(&text).map_err(|error| D::Error::custom(format!("{text}: {error}")))?;
        if !days.insert(day) {
            return Err(D::Error::custom(format!(
                "{text} stands there twice: leave it once"
            )));
        }
    }
    Ok(days)
}

/// [`read_month`] where a file says a month.
///
/// # Errors
/// If it is no text, or none that is certainly a month.
pub fn written_month<'de, D: Deserializer<'de>>(reader: D) -> Result<Month, D::Error> {
    read_month(&String::deserialize(reader)?).map_err(D::Error::custom)
}

/// A day out of a table's column of dates: also as a spreadsheet counts it, in days since the end of 1899.
/// Only five digits up to the end of 2099 are certain to be such a count.
///
/// ```
/// use shared::date::read_cell_date;
/// assert_eq!(read_cell_date("46329").map(|day| day.to_string()), Ok("2026-11-03".to_owned()));
/// assert!(read_cell_date("1103").is_err());
/// ```
///
/// # Errors
/// [`NotADate`] if it is none, or not certainly one.
pub fn read_cell_date(text: &str) -> Result<NaiveDate, NotADate> {
    let plain = plain(text);
    let serial = plain.parse::<u64>().ok().filter(|_| is_number(&plain));
    match serial.filter(|serial| (FIRST_SERIAL..=LAST_SERIAL).contains(serial)) {
        Some(serial) => NaiveDate::from_ymd_opt(1899, 12, 30)
            .and_then(|start| start.checked_add_days(Days::new(serial)))
            .ok_or(NotADate::NoSuchDay),
        None => read_date(text),
    }
}

/// 1954-10-03: the first that a date in a company's table is likely to be.
const FIRST_SERIAL: u64 = 20_000;
/// 2099-12-31.
const LAST_SERIAL: u64 = 73_050;

/// A month as somebody wrote it: `2026-11`, `2026/11`, `2026年11月`, `202611`.
///
/// # Errors
/// If it is none, or not certainly one.
pub fn read_month(text: &str) -> Result<Month, crate::month::NotAMonth> {
    let plain = plain(text);
    let plain = plain.trim_end_matches(['-', '份']);
    let (year, number) = match plain.split('-').collect::<Vec<_>>()[..] {
        [year, number] => (year.trim(), number.trim()),
        [whole] if whole.len() == 6 && is_number(whole) => whole.split_at(4),
        _ => return Err(crate::month::NotAMonth),
    };
    format!("{year}-{number:0>2}").parse()
}

fn day(year: &str, month: &str, of_month: &str) -> Result<NaiveDate, NotADate> {
    let number = |text: &str| text.parse::<u32>().map_err(|_| NotADate::Unreadable);
    let year = year.parse().map_err(|_| NotADate::Unreadable)?;
    let date = NaiveDate::from_ymd_opt(year, number(month)?, number(of_month)?);
    date.filter(|_| (1900..=2199).contains(&year))
        .ok_or(NotADate::NoSuchDay)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Midnight is how programs write a day alone.
fn without_midnight(plain: &str) -> Result<String, NotADate> {
    let Some((date, time)) = plain
        .split_once(['T', ' '])
        .filter(|(_, time)| time.contains(':'))
    else {
        return Ok(plain.to_owned());
    };
    let is_midnight = time.trim().chars().all(|c| matches!(c, '0' | ':' | '-'));
    is_midnight
        .then(|| date.to_owned())
        .ok_or(NotADate::WithTime)
}

/// Half-width, with one kind of separator, without what cannot be seen.
fn plain(text: &str) -> String {
    let seen: String = text.chars().filter(|c| !is_invisible(*c)).collect();
    let plain: String = half_width(&seen).chars().map(separator).collect();
    plain
        .trim()
        .trim_end_matches(['日', '号'])
        .trim()
        .to_owned()
}

const fn separator(c: char) -> char {
    match c {
        '/' | '.' | '年' | '月' | '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        c => c,
    }
}
