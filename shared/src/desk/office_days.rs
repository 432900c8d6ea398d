//! The working calendar: on which days the office works, and within how many of them it decides. Dated data.

use crate::finding::Finding;
use crate::setting::Setting;
use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// More working days than that are no service level.
const LONGEST: u8 = 15;

/// On which days the office works, Saturdays and Sundays apart; one version, from its day on. A day is what the
/// version says that holds on it, so a version of each year has the holidays of that year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficeDays {
    /// The first day on which it holds.
    #[serde(deserialize_with = "crate::date::written_date")]
    pub valid_from: NaiveDate,
    /// Working days within which a submission is decided, the day of its arrival not counted.
    pub decided_within: u8,
    /// Days on which nobody works, whatever day of the week they are.
    #[serde(default, deserialize_with = "crate::date::written_dates")]
    pub holidays: BTreeSet<NaiveDate>,
    /// Saturdays and Sundays on which people work in place of another day (调休).
    #[serde(default, deserialize_with = "crate::date::written_dates")]
    pub worked_weekends: BTreeSet<NaiveDate>,
}

impl OfficeDays {
    fn is_working_day(&self, day: NaiveDate) -> bool {
        let is_weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        let is_worked = !is_weekend || self.worked_weekends.contains(&day);
        is_worked && !self.holidays.contains(&day)
    }
}

/// The working calendar of a company: every version.
#[derive(Debug, Clone, Copy)]
pub struct OfficeCalendar<'v>(pub &'v [OfficeDays]);

impl OfficeCalendar<'_> {
    /// Whether people work on this day; where nobody has said anything, from Monday to Friday.
    pub fn is_working_day(self, day: NaiveDate) -> bool {
        match OfficeDays::in_force(self.0, day) {
            Some(version) => version.is_working_day(day),
            None => !matches!(day.weekday(), Weekday::Sat | Weekday::Sun),
        }
    }

    /// Within how many working days a submission is decided, by what holds today; `None` where nobody has said it.
    pub(super) fn decided_within(self, today: NaiveDate) -> Option<u32> {
        let version = OfficeDays::in_force(self.0, today)?;
        Some(version.decided_within.into())
    }
}

impl Setting for OfficeDays {
    const NAME: &'static str = "office_days";
    #[cfg(feature = "data")]
    const AS_DELIVERED: &'static str = include_str!("../../data/settings/office_days.toml");

    fn valid_from(&self) -> NaiveDate {
        self.valid_from
    }

    /// No days to decide within, days that another version speaks of, days that are both free and worked.
    fn check(&self) -> Vec<Finding> {
        let path = |field: &str| format!("office_days ({}), {field}", self.valid_from);
        let within = (!(1..=LONGEST).contains(&self.decided_within)).then(|| {
            Finding::error("office_decides_within_no_days", path("decided_within"))
                .with("max", LONGEST)
        });
        let lists = [
            ("holidays", &self.holidays),
            ("worked_weekends", &self.worked_weekends),
        ];
        let early = lists.into_iter().flat_map(|(field, days)| {
            let early = days.iter().filter(|day| **day < self.valid_from);
            early.map(move |day| {
                Finding::error("office_day_before_version", path(field)).with("day", day)
            })
        });
        let both = self.holidays.intersection(&self.worked_weekends);
        let both =
            both.map(|day| Finding::error("office_day_twice", path("holidays")).with("day", day));
        within.into_iter().chain(early).chain(both).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn days(all: &[&str]) -> BTreeSet<NaiveDate> {
        all.iter().map(|text| day(text)).collect()
    }

    fn version(from: &str, holidays: &[&str], worked: &[&str]) -> OfficeDays {
        OfficeDays {
            valid_from: day(from),
            decided_within: 3,
            holidays: days(holidays),
            worked_weekends: days(worked),
        }
    }

    #[test]
    fn a_day_is_what_the_version_says_that_holds_on_it() {
        let versions = [
            version("2026-01-01", &["2026-10-01"], &["2026-10-10"]),
            version("2027-01-01", &["2027-01-01"], &[]),
        ];
        let calendar = OfficeCalendar(&versions);
        for (text, works) in [
            ("2026-10-01", false),
            ("2026-10-02", true),
            ("2026-10-10", true),
            ("2026-10-11", false),
            ("2027-01-01", false),
            ("2027-10-01", true),
        ] {
            assert_eq!(calendar.is_working_day(day(text)), works, "{text}");
        }
        assert!(OfficeCalendar(&[]).is_working_day(day("2026-10-01")));
        assert!(!OfficeCalendar(&[]).is_working_day(day("2026-10-10")));
    }

    #[test]
    fn days_that_cannot_be_meant_are_named() {
        let mut wrong = version("2027-01-01", &["2026-10-01", "2027-10-09"], &["2027-10-09"]);
        wrong.decided_within = 0;
        let found: Vec<String> = wrong
            .check()
            .into_iter()
            .map(|found| format!("{} {}", found.code, found.path))
            .collect();
        let told = [
            "office_decides_within_no_days office_days (2027-01-01), decided_within",
            "office_day_before_version office_days (2027-01-01), holidays",
            "office_day_twice office_days (2027-01-01), holidays",
        ];
        assert_eq!(found, told);
    }
}
