//! Commission on a premium (domain, 5.1).
//!
//! **First-year commission (首年佣金)** = premium of policy year 1 × rate (product, payment years,
//! policy year 1). Premiums of the first year that come in instalments bring it as they come. If
//! the policy replaces a surrendered one, only the excess counts (see [`super::replacement`]).
//!
//! **Renewal commission (续期佣金)** = premium received × rate (policy year 2, 3, …); years that the
//! row does not name bring none.
//!
//! The rates are those of the version in force on the day of issue, for the whole contract. Who
//! serves the policy on the day the premium is received has the commission, if under contract.
//!
//! ```
//! use shared::commission::{Item, calculate, example};
//! let statement = calculate(&example::facts(), &example::rules(), example::AGENT, "2026-01".parse()?);
//! // 10,000.00 yuan of WL-2026 paid over 20 years × 0.40
//! let line = statement.entries.iter().find(|entry| entry.item == Item::FirstYearCommission);
//! assert_eq!(line.map(|line| line.amount.to_string()).as_deref(), Some("4000.00"));
//! # Ok::<(), shared::month::NotAMonth>(())
//! ```

use super::course::Walk;
use super::entry::{Item, Subject};
use super::facts::{PolicyLine, Premium};
use super::history::Received;
use super::problems::{
    COMMISSION_AGENT_UNKNOWN, COMMISSION_PRODUCT_NOT_IN_POLICY, COMMISSION_RATE_MISSING,
    COMMISSION_RATES_NOT_IN_FORCE,
};
use super::rate::{Rate, share};
use super::rules::Rules;
use super::trace::{Step, Table, Trace};
use crate::finding::Finding;
use crate::id::PersonId;
use crate::money::Money;
use crate::month::Month;
use crate::product::ProductCode;
use crate::time::age_at;
use chrono::NaiveDate;

/// A commission that was computed, before any gate.
#[derive(Debug, Clone)]
pub(super) struct Commission {
    pub agent: PersonId,
    pub item: Item,
    pub subject: Subject,
    pub amount: Money,
    pub trace: Trace,
}

impl Walk<'_, '_> {
    /// The commission on a premium; none if nobody has it or the table has no rate for that year.
    pub(super) fn commission(&mut self, received: Received, month: Month) -> Option<Commission> {
        let agent = self.policy.agent_on(received.on);
        if !self.history.is_contracted(agent, received.on) || self.ended_before(received.on) {
            self.report_unknown_agent(agent, received.premium);
            return None;
        }
        let Some(line) = self.policy.line(&received.premium.product) else {
            self.report(COMMISSION_PRODUCT_NOT_IN_POLICY, received.premium);
            return None;
        };
        self.commission_of_line(agent, line, received, month)
    }

    fn commission_of_line(
        &mut self,
        agent: PersonId,
        line: &PolicyLine,
        received: Received,
        month: Month,
    ) -> Option<Commission> {
        let premium = received.premium;
        let year = self.policy_year(premium.due_on);
        let Some((rate, row)) = rate_of(self.rules, self.policy.issued_on, line, year) else {
            self.report(COMMISSION_RATE_MISSING, premium);
            return None;
        };
        if !self.rules.commission_rates.covers(self.policy.issued_on) {
            self.report(COMMISSION_RATES_NOT_IN_FORCE, premium);
        }
        let mut steps = vec![self.premium_step(received, year)];
        let (item, base) = self.base(premium, year, month, &mut steps);
        let amount = rate.of(base);
        steps.extend([row, Step::Times { base, rate, amount }]);
        let subject = Subject::Premium(premium.policy.clone(), received.fact.clone());
        let commission = Commission {
            agent,
            item,
            subject,
            amount,
            trace: Trace(steps),
        };
        (year == 1 || rate > Rate::ZERO).then_some(commission)
    }

    fn base(
        &self,
        premium: &Premium,
        year: u8,
        month: Month,
        steps: &mut Vec<Step>,
    ) -> (Item, Money) {
        if year > 1 {
            return (Item::RenewalCommission, premium.amount);
        }
        let mut base = premium.amount;
        let (left, whole) = self.counting_premium(month);
        if left != whole {
            base = share(premium.amount, left.fen(), whole.fen());
            steps.extend(self.replacement_steps(month));
            let (part, whole, base) = (left.fen(), whole.fen(), premium.amount);
            let amount = share(base, part, whole);
            steps.push(Step::Share {
                base,
                part,
                whole,
                amount,
            });
        }
        (Item::FirstYearCommission, base)
    }

    /// The policy year of a due date: 1 from the date of effect, 2 from its first anniversary, …
    fn policy_year(&self, due_on: NaiveDate) -> u8 {
        let years = age_at(self.policy.issued.effective_on, due_on);
        years.map_or(1, |years| years.saturating_add(1))
    }

    fn premium_step(&self, received: Received, policy_year: u8) -> Step {
        let Premium {
            policy,
            product,
            due_on,
            amount,
        } = received.premium.clone();
        Step::Premium {
            fact: received.fact.clone(),
            policy,
            product,
            due_on,
            policy_year,
            amount,
        }
    }

    /// Who never had a contract gets nothing, and that is more likely a gap in the facts than a rule.
    fn report_unknown_agent(&mut self, agent: PersonId, premium: &Premium) {
        if self.history.joined_on(agent, NaiveDate::MAX).is_none() {
            self.report(COMMISSION_AGENT_UNKNOWN, premium);
        }
    }

    fn report(&mut self, code: &'static str, premium: &Premium) {
        let finding = Finding::error(code, premium.policy.as_str());
        let finding = finding
            .with("product", &premium.product)
            .with("on", self.policy.issued_on);
        if !self.course.problems.contains(&finding) {
            self.course.problems.push(finding);
        }
    }
}

/// The rate of a line in a policy year, and the row it stands in.
pub(super) fn rate_of(
    rules: &Rules,
    issued_on: NaiveDate,
    line: &PolicyLine,
    policy_year: u8,
) -> Option<(Rate, Step)> {
    let version = rules.commission_rates.at(issued_on);
    let row = version.table.row(&line.product, line.payment_years)?;
    let rate = row.rate(policy_year);
    let step = Step::Row {
        table: Table::CommissionRates,
        version: version.version.clone(),
        row: row_key(&line.product, row.from_payment_years, policy_year),
        value: rate.to_string(),
    };
    Some((rate, step))
}

fn row_key(product: &ProductCode, from_payment_years: u8, policy_year: u8) -> String {
    format!("{product}/{from_payment_years}/{policy_year}")
}
