//! Calendar months: the step in which money is counted.

use crate::newtype::serde_as_text;
use chrono::{Datelike, Days, NaiveDate};
use core::fmt;
use core::str::FromStr;

/// A calendar month at the branch, from 1900-01 to 2199-12. Written `2026-03`.
///
/// ```
/// use shared::month::Month;
/// let march: Month = "2026-03".parse()?;
/// assert_eq!(march.plus(10).to_string(), "2027-01");
/// assert_eq!(march.last_day().to_string(), "2026-03-31");
/// # Ok::<(), shared::month::NotAMonth>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i32);

/// The text is not a month from `1900-01` to `2199-12`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAMonth;

impl fmt::Display for NotAMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a month: write year and month, `2026-03`")
    }
}

impl core::error::Error for NotAMonth {}

const FIRST: i32 = 1900 * 12;
const LAST: i32 = 2199 * 12 + 11;

impl Month {
    const fn held(index: i32) -> Self {
        match index {
            ..FIRST => Self(FIRST),
            FIRST..=LAST => Self(index),
            _ => Self(LAST),
        }
    }

    /// The month of a date, held at the ends of the range.
    pub fn of(date: NaiveDate) -> Self {
        let index = i64::from(date.year()) * 12 + i64::from(date.month0());
        Self::held(i32::try_from(index).unwrap_or(LAST))
    }

    /// The year, `2026`.
    pub const fn year(self) -> i32 {
        self.0 / 12
    }

    /// The number in the year, 1 to 12.
    pub const fn number(self) -> u32 {
        (self.0 % 12 + 1).unsigned_abs()
    }

    /// The month so many months later (earlier, if negative), held at the ends of the range.
    #[must_use]
    pub const fn plus(self, months: i32) -> Self {
        Self::held(self.0.saturating_add(months))
    }

    /// Months from `earlier` to this one; negative if `earlier` is later.
    pub const fn since(self, earlier: Self) -> i32 {
        self.0 - earlier.0
    }

    /// The first day.
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year(), self.number(), 1).unwrap_or_default()
    }

    /// The last day.
    pub fn last_day(self) -> NaiveDate {
        let (year, number) = (
            self.year() + i32::from(self.number() == 12),
            self.number() % 12 + 1,
        );
        let next = NaiveDate::from_ymd_opt(year, number, 1).unwrap_or_default();
        next.checked_sub_days(Days::new(1)).unwrap_or(next)
    }

    /// The day with this number, or the last day of a shorter month.
    pub fn day(self, number: u8) -> NaiveDate {
        let day = NaiveDate::from_ymd_opt(self.year(), self.number(), u32::from(number.max(1)));
        day.unwrap_or_else(|| self.last_day())
    }

    /// January of the same year.
    #[must_use]
    pub const fn january(self) -> Self {
        Self(self.0 - self.0 % 12)
    }

    /// Every month from this one to `last`, both included; none if `last` is earlier.
    pub fn through(self, last: Self) -> impl DoubleEndedIterator<Item = Self> + Clone {
        (self.0..=last.0).map(Self)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.number())
    }
}

impl FromStr for Month {
    type Err = NotAMonth;

    fn from_str(text: &str) -> Result<Self, NotAMonth> {
        let well_formed = text.len() == 7 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        let first: NaiveDate = format!("{text}-01").parse().map_err(|_| NotAMonth)?;
        let month = Self::of(first);
        (well_formed && month.to_string() == text)
            .then_some(month)
            .ok_or(NotAMonth)
    }
}

serde_as_text!(Month);

/// Full months from `start` to `end`: the day of the month of `start` has come again that often,
/// the last day standing for a day that a short month has not. 0 if `end` is earlier.
///
/// ```
/// use shared::month::full_months;
/// let day = |text: &str| text.parse::<chrono::NaiveDate>();
/// assert_eq!(full_months(day("2026-01-31")?, day("2026-02-28")?), 1);
/// assert_eq!(full_months(day("2026-01-15")?, day("2026-04-14")?), 2);
/// # Ok::<(), chrono::ParseError>(())
/// ```
pub fn full_months(start: NaiveDate, end: NaiveDate) -> u32 {
    let months = Month::of(end).since(Month::of(start));
    let day_came = Month::of(end).day(u8::try_from(start.day()).unwrap_or(u8::MAX)) <= end;
    u32::try_from(months - i32::from(!day_came)).unwrap_or(0)
}

/// The anniversary of a day with this number, 0 being the day itself; that of 29 February is 28
/// February in a common year. A policy's years change on it, whatever is counted by them.
///
/// ```
/// use shared::month::{anniversary, contract_year};
/// let day = |text: &str| text.parse::<chrono::NaiveDate>();
/// let effect = day("2024-02-29")?;
/// assert_eq!(anniversary(effect, 1), day("2025-02-28")?);
/// assert_eq!(anniversary(effect, 4), day("2028-02-29")?);
/// assert_eq!(contract_year(effect, day("2025-02-27")?), 1);
/// assert_eq!(contract_year(effect, day("2025-02-28")?), 2);
/// # Ok::<(), chrono::ParseError>(())
/// ```
pub fn anniversary(start: NaiveDate, number: u8) -> NaiveDate {
    let month = Month::of(start).plus(i32::from(number) * YEAR);
    month.day(u8::try_from(start.day()).unwrap_or(u8::MAX))
}

/// The year of a contract in which a day lies, from 1: 2 from the first [`anniversary`] of its start on.
pub fn contract_year(start: NaiveDate, day: NaiveDate) -> u8 {
    let years = full_months(start, day) / YEAR.unsigned_abs();
    u8::try_from(years).unwrap_or(u8::MAX).saturating_add(1)
}

/// Months in a year.
const YEAR: i32 = 12;

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn a_contract_year_begins_on_its_anniversary(
            start in 0_u64..60_000,
            number in 1_u8..100,
        ) {
            let start = NaiveDate::from_ymd_opt(1920, 1, 1).unwrap() + Days::new(start);
            let begins = anniversary(start, number);
            proptest::prop_assert_eq!(contract_year(start, begins), number + 1);
            proptest::prop_assert_eq!(contract_year(start, begins - Days::new(1)), number);
        }
    }

    #[test]
    fn months_are_written_as_they_are_read_and_nothing_else_is() {
        for text in ["1900-01", "2026-03", "2199-12"] {
            assert_eq!(text.parse::<Month>().unwrap().to_string(), text);
        }
        for wrong in [
            "",
            "2026",
            "2026-13",
            "2026-3",
            "1899-12",
            "2200-01",
            "+026-03",
            "2026-03-01",
        ] {
            assert!(wrong.parse::<Month>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn december_ends_on_the_31st_and_february_has_29_days_in_a_leap_year() {
        assert_eq!(
            "2026-12".parse::<Month>().unwrap().last_day().to_string(),
            "2026-12-31"
        );
        assert_eq!(
            "2028-02".parse::<Month>().unwrap().day(31).to_string(),
            "2028-02-29"
        );
    }

    #[test]
    fn a_date_far_away_is_held_at_the_ends() {
        assert_eq!(Month::of(NaiveDate::MIN).to_string(), "1900-01");
        assert_eq!(
            Month::of(NaiveDate::MAX).plus(i32::MAX).to_string(),
            "2199-12"
        );
    }
}
