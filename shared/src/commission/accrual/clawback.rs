//! Clawback (扣回; domain, 5.3): what goes back when a policy ends early.
//!
//! - A cooling-off withdrawal takes back all that was paid on the policy.
//! - Surrender or lapse after *n* full months of the first policy year takes back
//!   paid × (12 − n) / 12; from the first anniversary on, nothing.
//! - A replacement takes back what the replaced premium had brought (see [`super::replacement`]).
//!
//! It stands in the month in which the policy ended, and is never more than what was paid on that
//! policy, to each of the agents it was paid to. What is still held is forfeited.
//!
//! A lapse that is reinstated before the month of the lapse closes takes nothing back. Reinstated later,
//! what the lapse took back comes again as *restored*, in the month of the reinstatement (a setting);
//! premiums received after it bring commission as usual.
//!
//! ```
//! use shared::{commission::share, money::Money};
//! // 4,000.00 paid, surrendered after 5 full months
//! assert_eq!(share(Money::from_yuan(4000), 12 - 5, 12).to_string(), "2333.33");
//! ```

use super::policy_accrual::Accruing;
use crate::commission::posting::entry::Kind;
use crate::commission::posting::trace::{Step, Trace};
use crate::commission::tables::rate::share;
use crate::facts::PolicyEventKind;
use crate::id::PersonId;
use crate::money::Money;
use crate::month::{Month, full_months};
use chrono::NaiveDate;

/// Months in the first policy year, and so the denominator of what goes back.
const FIRST_YEAR: u32 = 12;

impl Accruing<'_, '_> {
    /// Whether the policy was withdrawn, surrendered or lapsed by a day, and not reinstated since.
    pub(super) fn ended_by(&self, day: NaiveDate) -> bool {
        let ending = self.policy.ending(day);
        ending.is_some_and(|(_, event)| event.ends_early())
    }

    /// How the policy stands ended in the books of a month: by its last day, and not reinstated by the close.
    pub(super) fn ending_in_books(&self, month: Month) -> Option<(NaiveDate, PolicyEventKind)> {
        let ending = self.policy.ending(month.last_day());
        ending.filter(|(on, event)| !self.is_undone(*on, *event, month))
    }

    /// Whether a lapse of the month is reinstated by the month's close.
    fn is_undone(&self, on: NaiveDate, event: PolicyEventKind, month: Month) -> bool {
        let by_close = self.policy.turns(self.close(month));
        let mut after = by_close.iter().skip_while(|turn| **turn != (on, event));
        event == PolicyEventKind::Lapsed
            && Month::of(on) == month
            && after
                .nth(1)
                .is_some_and(|(_, next)| *next == PolicyEventKind::Reinstated)
    }

    /// Whether it was withdrawn in the cooling-off period by a day.
    pub(super) fn was_withdrawn(&self, by: NaiveDate) -> bool {
        self.policy.first(PolicyEventKind::Withdrawn, by).is_some()
    }

    /// Takes back what a policy that ended in this month owes, and restores what one that came back had owed.
    pub(super) fn claw_back_ended(&mut self, month: Month) {
        let turns = self.policy.turns(month.last_day()).into_iter();
        for (on, event) in turns.filter(|(on, _)| Month::of(*on) == month) {
            match event {
                PolicyEventKind::Reinstated => self.restore(on, month),
                event if event.ends_early() && !self.is_undone(on, event, month) => {
                    self.claw_back(event, on, month);
                }
                _ => {}
            }
        }
    }

    /// A lapse takes back once, whatever the policy comes to afterwards.
    fn claw_back(&mut self, event: PolicyEventKind, on: NaiveDate, month: Month) {
        if self.lapse.take().is_some() {
            return;
        }
        let full = full_months(self.policy.issued.effective_on, on).min(FIRST_YEAR);
        let taken = match event {
            PolicyEventKind::Withdrawn => FIRST_YEAR,
            _ => FIRST_YEAR - full,
        };
        let why = self.ended_step(event, on);
        let taken = self.take_back(month, i64::from(taken), i64::from(FIRST_YEAR), &[why]);
        self.lapse = (event == PolicyEventKind::Lapsed).then_some((on, taken));
    }

    /// The policy came back: what its lapse took back comes again.
    fn restore(&mut self, on: NaiveDate, month: Month) {
        let Some((lapsed_on, taken)) = self.lapse.take() else {
            return;
        };
        let version = self.rules.clawback.at(month.last_day());
        if !version.table.restored_when_reinstated {
            return;
        }
        for (agent, amount) in taken {
            *self.paid.entry(agent).or_default() += amount;
            let why = Trace(vec![Step::Reinstated { lapsed_on, on }]);
            self.post_on_policy(month, Kind::Restored, agent, amount, why);
        }
    }

    pub(super) fn ended_step(&self, event: PolicyEventKind, on: NaiveDate) -> Step {
        let full = full_months(self.policy.issued.effective_on, on).min(FIRST_YEAR);
        Step::Ended {
            event,
            on,
            full_months: u8::try_from(full).unwrap_or(u8::MAX),
        }
    }

    /// Takes back a share of what each agent was paid on the policy, and tells how much of whom.
    pub(super) fn take_back(
        &mut self,
        month: Month,
        part: i64,
        whole: i64,
        why: &[Step],
    ) -> Vec<(PersonId, Money)> {
        let paid: Vec<(PersonId, Money)> = self.paid.iter().map(|(a, m)| (*a, *m)).collect();
        let mut taken = vec![];
        for (agent, base) in paid {
            let amount = share(base, part, whole);
            if amount <= Money::ZERO {
                continue;
            }
            taken.push((agent, amount));
            self.paid.insert(agent, base - amount);
            let mut steps = why.to_vec();
            steps.push(Step::Share {
                base,
                part,
                whole,
                amount,
            });
            self.post_on_policy(month, Kind::ClawedBack, agent, -amount, Trace(steps));
        }
        taken
    }
}
