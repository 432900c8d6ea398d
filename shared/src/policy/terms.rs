//! The limits of a policy's life.

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// The limits of a policy's life, as they were on the day it was issued.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// Days after the client's receipt in which the client may withdraw (犹豫期).
    pub cooling_off_days: u16,
    /// Years after a lapse in which the policy may be reinstated.
    pub reinstatement_years: u8,
}

/// Years for reinstatement, each with the day from which it is in force: 保险法, article 37, as of 2009.
const REINSTATEMENT_YEARS: [(i32, u32, u32, u8); 1] = [(2009, 10, 1, 2)];

impl Terms {
    /// The terms of a policy issued on this day, with so many days of cooling-off; days before the first version take
    /// the first.
    pub fn of(issued_on: NaiveDate, cooling_off_days: u16) -> Self {
        let begun = |year, month, day| {
            NaiveDate::from_ymd_opt(year, month, day).is_some_and(|from| from <= issued_on)
        };
        let [first, ..] = &REINSTATEMENT_YEARS;
        let mut versions = REINSTATEMENT_YEARS.iter().rev();
        let version = versions.find(|(year, month, day, _)| begun(*year, *month, *day));
        Self {
            cooling_off_days,
            reinstatement_years: version.unwrap_or(first).3,
        }
    }

    /// The last day of the cooling-off period of a policy the client received on this day.
    pub fn cooling_off_until(self, received_on: NaiveDate) -> NaiveDate {
        let days = Days::new(self.cooling_off_days.into());
        received_on.checked_add_days(days).unwrap_or(NaiveDate::MAX)
    }

    /// The last day on which a policy that lapsed on this day may be reinstated.
    pub fn reinstatable_until(self, lapsed_on: NaiveDate) -> NaiveDate {
        let months = Months::new(u32::from(self.reinstatement_years) * 12);
        lapsed_on
            .checked_add_months(months)
            .unwrap_or(NaiveDate::MAX)
    }
}
