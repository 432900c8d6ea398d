//! When a month closes, and when it is paid.

use super::rules::Rules;
use crate::month::Month;
use chrono::{Days, NaiveDate};

/// The day on which a month closes.
pub fn close_of(rules: &Rules, month: Month) -> NaiveDate {
    rules.pay_calendar.close_of(month)
}

/// The day on which a month is paid.
pub fn payment_day(rules: &Rules, month: Month) -> NaiveDate {
    let days = rules.gates.at(month.last_day()).table.paid_days_after_close;
    let close = close_of(rules, month);
    close
        .checked_add_days(Days::new(days.into()))
        .unwrap_or(close)
}
