//! Clawback (扣回; domain, 5.3): what goes back when a policy ends early.
//!
//! - A cooling-off withdrawal takes back all that was paid on the policy.
//! - Surrender or lapse after *n* full months of the first policy year takes back
//!   paid × (12 − n) / 12; from the first anniversary on, nothing.
//! - A replacement takes back what the replaced premium had brought (see [`super::replacement`]).
//!
//! It stands in the month in which the policy ended, and is never more than what was paid on that
//! policy, to each of the agents it was paid to. What is still held is forfeited. A reinstatement
//! gives nothing back; premiums received after it bring commission as usual.
//!
//! ```
//! use shared::{commission::share, money::Money};
//! // 4,000.00 paid, surrendered after 5 full months
//! assert_eq!(share(Money::from_yuan(4000), 12 - 5, 12).to_string(), "2333.33");
//! ```

use super::course::Walk;
use super::facts::HappenedTo;
use super::rate::share;
use super::trace::{Step, Trace};
use crate::id::PersonId;
use crate::money::Money;
use crate::month::{Month, full_months};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The settings of clawback.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clawback {
    /// Days before and after a surrender in which a new policy of the same insured replaces the old.
    pub replacement_days: u16,
}

/// Months in the first policy year, and so the denominator of what goes back.
const FIRST_YEAR: u32 = 12;

impl Walk<'_, '_> {
    /// Whether the policy was withdrawn, surrendered or lapsed by a day, and not reinstated since.
    pub(super) fn ended_by(&self, day: NaiveDate) -> bool {
        let events = self.policy.events.iter().filter(|(on, _)| *on <= day);
        events.fold(false, |ended, (_, event)| match event {
            HappenedTo::Reinstated => false,
            event => ended || event.ends_early(),
        })
    }

    /// Whether it was withdrawn in the cooling-off period by a day.
    pub(super) fn was_withdrawn(&self, by: NaiveDate) -> bool {
        self.policy.first(HappenedTo::Withdrawn, by).is_some()
    }

    /// Whether it had ended the day before.
    pub(super) fn ended_before(&self, day: NaiveDate) -> bool {
        day.pred_opt().is_some_and(|before| self.ended_by(before))
    }

    /// Takes back what a policy that ended in this month owes.
    pub(super) fn claw_back_ended(&mut self, month: Month) {
        let policy = self.policy;
        for (on, event) in policy
            .events
            .iter()
            .filter(|(on, _)| Month::of(*on) == month)
        {
            if *event == HappenedTo::Reinstated {
                self.has_ended = false;
            } else if event.ends_early() && !self.has_ended {
                self.has_ended = true;
                self.claw_back(*event, *on, month);
            }
        }
    }

    fn claw_back(&mut self, event: HappenedTo, on: NaiveDate, month: Month) {
        let full = full_months(self.policy.issued.effective_on, on).min(FIRST_YEAR);
        let taken = if event == HappenedTo::Withdrawn {
            FIRST_YEAR
        } else {
            FIRST_YEAR - full
        };
        if taken == 0 {
            return;
        }
        let full_months = u8::try_from(full).unwrap_or(u8::MAX);
        let why = Step::Ended {
            event,
            on,
            full_months,
        };
        self.forfeit_all(month, why.clone());
        self.take_back(month, i64::from(taken), i64::from(FIRST_YEAR), &[why]);
    }

    /// Takes back a share of what each agent was paid on the policy.
    pub(super) fn take_back(&mut self, month: Month, part: i64, whole: i64, why: &[Step]) {
        let paid: Vec<(PersonId, Money)> = self.paid.iter().map(|(a, m)| (*a, *m)).collect();
        for (agent, base) in paid {
            let amount = share(base, part, whole);
            if amount <= Money::ZERO {
                continue;
            }
            self.paid.insert(agent, base - amount);
            let mut steps = why.to_vec();
            steps.push(Step::Share {
                base,
                part,
                whole,
                amount,
            });
            self.post_on_policy(month, agent, -amount, Trace(steps));
        }
    }
}
