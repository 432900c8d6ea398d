//! When the pay of a month closes: dated data, the same for payroll and for what may still change a month.

use crate::finding::Finding;
use crate::month::Month;
use crate::setting::Setting;
use chrono::NaiveDate;
use core::fmt;
use serde::{Deserialize, Serialize};

/// On which day of the next month the pay of a month closes; one version, from its day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PayClose {
    /// The first day on which it holds; a month closes by the version of its last day.
    pub valid_from: NaiveDate,
    /// The day of the next month, 1 to 28.
    pub close_day: u8,
}

/// The last day that every month has.
const LAST_OF_EVERY_MONTH: u8 = 28;

impl Setting for PayClose {
    const NAME: &'static str = "pay_calendar";
    const COUNTS_IN_PAY: bool = true;
    /// On the 13th of the next month (domain, 5.2).
    #[cfg(feature = "data")]
    const AS_DELIVERED: &'static str = include_str!("../data/settings/pay_calendar.toml");

    fn valid_from(&self) -> NaiveDate {
        self.valid_from
    }

    /// A day that not every month has.
    fn check(&self) -> Vec<Finding> {
        let path = || format!("pay_calendar ({}), close_day", self.valid_from);
        let in_no_month = !(1..=LAST_OF_EVERY_MONTH).contains(&self.close_day);
        let found = in_no_month.then(|| {
            Finding::error("pay_closes_on_no_day", path()).with("max", LAST_OF_EVERY_MONTH)
        });
        found.into_iter().collect()
    }
}

/// When the pay of each month closes.
///
/// ```
/// use shared::{month::Month, pay_calendar::PayCalendar};
///
/// let calendar = PayCalendar::demonstration()?;
/// let november: Month = "2026-11".parse()?;
/// let day = |text: &str| text.parse::<chrono::NaiveDate>().map_err(|_| "no date");
/// assert_eq!(calendar.close_of(november).to_string(), "2026-12-13");
/// // What is known by the day of the close still counts in the month.
/// assert_eq!(calendar.closing_month(day("2026-12-13")?), november);
/// assert_eq!(calendar.closing_month(day("2026-12-14")?).to_string(), "2026-12");
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<PayClose>", into = "Vec<PayClose>")]
pub struct PayCalendar {
    first: PayClose,
    later: Vec<PayClose>,
}

/// Not a single version says when pay closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoVersion;

impl fmt::Display for NoVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no version says on which day pay closes: publish pay_calendar.toml")
    }
}

impl core::error::Error for NoVersion {}

impl TryFrom<Vec<PayClose>> for PayCalendar {
    type Error = NoVersion;

    fn try_from(mut versions: Vec<PayClose>) -> Result<Self, NoVersion> {
        versions.sort_by_key(|version| version.valid_from);
        let mut versions = versions.into_iter();
        Ok(Self {
            first: versions.next().ok_or(NoVersion)?,
            later: versions.collect(),
        })
    }
}

impl From<PayCalendar> for Vec<PayClose> {
    fn from(calendar: PayCalendar) -> Self {
        let mut versions = vec![calendar.first];
        versions.extend(calendar.later);
        versions
    }
}

impl PayCalendar {
    /// The demonstration's.
    ///
    /// # Errors
    /// None, unless the file in `data/settings` was broken; a test reads it.
    #[cfg(feature = "data")]
    pub fn demonstration() -> Result<Self, Box<dyn core::error::Error>> {
        Ok(PayClose::as_delivered()?.try_into()?)
    }

    /// The day on which the pay of a month closes.
    pub fn close_of(&self, month: Month) -> NaiveDate {
        let last_day = month.last_day();
        let mut later = self.later.iter().rev();
        let begun = later.find(|version| version.valid_from <= last_day);
        month.plus(1).day(begun.unwrap_or(&self.first).close_day)
    }

    /// The first month whose close sees what is known from this day on: all before it are closed.
    pub fn closing_month(&self, day: NaiveDate) -> Month {
        let (month, before) = (Month::of(day), Month::of(day).plus(-1));
        match day <= self.close_of(before) {
            true => before,
            false => month,
        }
    }

    /// In the pay of which month something of a month counts that is known from this day on.
    pub fn counts_in(&self, month: Month, day: NaiveDate) -> Month {
        month.max(self.closing_month(day))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn closes(valid_from: &str, close_day: u8) -> PayClose {
        PayClose {
            valid_from: valid_from.parse().unwrap(),
            close_day,
        }
    }

    #[test]
    fn a_month_closes_by_the_version_of_its_last_day() {
        let versions = vec![closes("2026-11-30", 8), closes("2020-01-01", 13)];
        let calendar = PayCalendar::try_from(versions).unwrap();
        let close = |month: &str| calendar.close_of(month.parse().unwrap()).to_string();
        assert_eq!(close("2026-10"), "2026-11-13");
        assert_eq!(close("2026-11"), "2026-12-08");
        assert_eq!(
            close("2019-05"),
            "2019-06-13",
            "before the first, the first"
        );
        assert_eq!(PayCalendar::try_from(Vec::new()), Err(NoVersion));
    }

    #[test]
    fn what_is_known_after_the_close_counts_in_the_first_month_that_is_open() {
        let calendar = PayCalendar::try_from(vec![closes("2020-01-01", 13)]).unwrap();
        let november = "2026-11".parse().unwrap();
        let counted = |day: &str| {
            calendar
                .counts_in(november, day.parse().unwrap())
                .to_string()
        };
        assert_eq!(counted("2026-11-02"), "2026-11", "not in October's");
        assert_eq!(counted("2026-12-13"), "2026-11");
        assert_eq!(counted("2026-12-14"), "2026-12");
        assert_eq!(counted("2027-03-13"), "2027-02");
    }

    #[test]
    fn a_day_that_not_every_month_has_is_named() {
        for day in [0, 29, 255] {
            let found = closes("2026-01-01", day).check();
            assert_eq!(found.len(), 1);
            assert_eq!(found[0].path, "pay_calendar (2026-01-01), close_day");
        }
        assert_eq!(closes("2026-01-01", 28).check(), []);
    }

    proptest! {
        #[test]
        fn a_month_is_closed_from_the_day_after_its_close_on(days in 0u64..3_000, close_day in 1u8..=28) {
            let calendar = PayCalendar::try_from(vec![closes("2020-01-01", close_day)]).unwrap();
            let day = NaiveDate::default() + chrono::Days::new(18_000 + days);
            let open = calendar.closing_month(day);
            prop_assert!(day <= calendar.close_of(open));
            prop_assert!(calendar.close_of(open.plus(-1)) < day);
        }
    }
}
