//! Gates (domain, 5.2): what has to be in before a commission is earned.
//!
//! - Until the cooling-off period is over, a commission is *estimated*. It runs from the day the
//!   client received the policy; while no delivery is known, from the day of issue, so that a
//!   policy whose receipt never comes back does not stay estimated for ever but is half held.
//! - At the close of a month (the 13th of the next), with receipt and call-back there, it is
//!   *earned* in full. With either missing a part is earned and the rest *held*; what is held is
//!   *released* in the month at whose close both are there, and *forfeited* after some months.

use super::facts::HappenedTo;
use super::history::PolicyHistory;
use super::rate::Rate;
use super::rules::Rules;
use super::trace::{Gate, Step, Table};
use crate::month::Month;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// The settings of the gates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gates {
    /// Days of cooling-off after the day of the client's receipt. The version of the day of issue counts.
    pub cooling_off_days: u16,
    /// The day of the next month at which a month closes.
    pub close_day: u8,
    /// What is earned while a document is missing; the rest is held.
    pub earned_without_documents: Rate,
    /// Months after which a held amount is forfeited.
    pub forfeited_after_months: u8,
}

/// The day on which a month closes.
pub fn close_of(rules: &Rules, month: Month) -> NaiveDate {
    let gates = &rules.gates.at(month.last_day()).table;
    month.plus(1).day(gates.close_day)
}

/// The first month whose close sees a fact of this day.
///
/// ```
/// use shared::commission::{Rules, closing_month};
/// # let rules = shared::commission::example::rules();
/// let month = |day: &str| closing_month(&rules, day.parse().unwrap_or_default()).to_string();
/// assert_eq!(month("2026-02-13"), "2026-01"); // the close of January is the 13th of February
/// assert_eq!(month("2026-02-14"), "2026-02");
/// ```
pub fn closing_month(rules: &Rules, day: NaiveDate) -> Month {
    let (month, before) = (Month::of(day), Month::of(day).plus(-1));
    if day <= close_of(rules, before) {
        before
    } else {
        month
    }
}

/// The last day of a policy's cooling-off period, as known at a close.
pub fn cooling_off_until(policy: &PolicyHistory, rules: &Rules, close: NaiveDate) -> NaiveDate {
    let received = policy
        .first(HappenedTo::Delivered, close)
        .unwrap_or(policy.issued_on);
    let days = rules.gates.at(policy.issued_on).table.cooling_off_days;
    received
        .checked_add_days(Days::new(days.into()))
        .unwrap_or(NaiveDate::MAX)
}

/// The documents of a policy as they stand at a close.
#[derive(Debug, Clone, Copy)]
pub(super) struct Documents {
    receipt: Option<NaiveDate>,
    call_back: Option<NaiveDate>,
}

impl Documents {
    pub(super) fn at(policy: &PolicyHistory, close: NaiveDate) -> Self {
        Self {
            receipt: policy.first(HappenedTo::ReceiptReturned, close),
            call_back: policy.first(HappenedTo::CalledBack, close),
        }
    }

    pub(super) const fn are_complete(self) -> bool {
        self.receipt.is_some() && self.call_back.is_some()
    }

    pub(super) fn steps(self) -> [Step; 2] {
        let gate = |gate, on: Option<NaiveDate>| Step::Gate {
            gate,
            met: on.is_some(),
            on,
        };
        [
            gate(Gate::ReceiptReturned, self.receipt),
            gate(Gate::CalledBack, self.call_back),
        ]
    }
}

/// The row that says how much is earned while a document is missing.
pub(super) fn holding_row(rules: &Rules, month: Month) -> (Rate, Step) {
    let version = rules.gates.at(month.last_day());
    let rate = version.table.earned_without_documents;
    let row = Step::Row {
        table: Table::Gates,
        version: version.version.clone(),
        row: "earned_without_documents".to_owned(),
        value: rate.to_string(),
    };
    (rate, row)
}
