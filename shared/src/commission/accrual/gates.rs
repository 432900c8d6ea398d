//! Gates (domain, 5.2): what has to be in before a commission is earned.
//!
//! - Until the cooling-off period is over, a commission is *estimated*. It runs from the day the
//!   client received the policy: while that is not known it has not begun, and some days after the
//!   issue the statement says so. A returned receipt tells it as well.
//! - At the close of a month (the 13th of the next), with receipt and call-back there, it is
//!   *earned* in full. With either missing a part is earned and the rest *held*; what is held is
//!   *released* in the month at whose close both are there, and *forfeited* after some months, or
//!   when the policy ends. A renewal commission does not wait for the call-back.

use crate::commission::posting::entry::Item;
use crate::commission::posting::trace::{Gate, Step, Table};
use crate::commission::tables::rate::Rate;
use crate::commission::tables::rules::Rules;
use crate::facts::{PolicyEventKind, PolicyHistory};
use crate::month::Month;
use crate::policy::Terms;
use chrono::{Days, NaiveDate};

/// The last day of a policy's cooling-off period, as known at a close; none while it has not begun.
pub(super) fn cooling_off_until(
    policy: &PolicyHistory,
    rules: &Rules,
    close: NaiveDate,
) -> Option<NaiveDate> {
    let received = policy.received_by_client(close)?;
    let terms = Terms::of(policy.issued_on, rules.cooling_off_days(policy.issued_on));
    Some(terms.cooling_off_until(received))
}

/// Whether the client has the policy, and whether the cooling-off period is over at a close.
pub(super) fn cooling_off_steps(
    policy: &PolicyHistory,
    rules: &Rules,
    close: NaiveDate,
) -> Vec<Step> {
    let received = policy.received_by_client(close);
    let until = cooling_off_until(policy, rules, close);
    let delivered = Step::Gate {
        gate: Gate::Delivered,
        met: received.is_some(),
        on: received,
    };
    let over = until.map(|until| Step::Gate {
        gate: Gate::CoolingOff,
        met: until < close,
        on: Some(until),
    });
    core::iter::once(delivered).chain(over).collect()
}

/// The day from which on an unknown delivery is worth a hint.
pub(super) fn delivery_hint_on(policy: &PolicyHistory, rules: &Rules) -> NaiveDate {
    let days = rules
        .gates
        .at(policy.issued_on)
        .table
        .delivery_hint_after_days;
    let days = Days::new(days.into());
    policy
        .issued_on
        .checked_add_days(days)
        .unwrap_or(NaiveDate::MAX)
}

/// The documents of a policy as they stand at a close.
#[derive(Debug, Clone, Copy)]
pub(super) struct Documents {
    receipt: Option<NaiveDate>,
    call_back: Option<NaiveDate>,
}

/// Whether a commission waits for the call-back, besides the receipt.
fn waits_for_call_back(item: Item) -> bool {
    item != Item::RenewalCommission
}

impl Documents {
    pub(super) fn at(policy: &PolicyHistory, close: NaiveDate) -> Self {
        Self {
            receipt: policy.first(PolicyEventKind::ReceiptReturned, close),
            call_back: policy.first(PolicyEventKind::CalledBack, close),
        }
    }

    pub(super) fn are_complete_for(self, item: Item) -> bool {
        self.receipt.is_some() && (self.call_back.is_some() || !waits_for_call_back(item))
    }

    pub(super) fn steps(self, item: Item) -> Vec<Step> {
        let gate = |gate, on: Option<NaiveDate>| Step::Gate {
            gate,
            met: on.is_some(),
            on,
        };
        let mut steps = vec![gate(Gate::ReceiptReturned, self.receipt)];
        steps.extend(waits_for_call_back(item).then(|| gate(Gate::CalledBack, self.call_back)));
        steps
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
