//! Commission on a premium (domain, 5.1).
//!
//! **First-year commission (首年佣金)** = premium of policy year 1 × rate (product, payment years,
//! policy year 1). Premiums of the first year that come in instalments bring it as they come. If
//! the policy replaces a surrendered one, only the excess counts (see [`super::replacement`]).
//!
//! **Renewal commission (续期佣金)** = premium received × rate (policy year 2, 3, …); years that the
//! row does not name bring none.
//!
//! The premiums of a policy year, whichever, bring no more than the annual premium of their product line does
//! (see [`super::annual`]).
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

use super::policy_accrual::Accruing;
use super::unpaid::why_unpaid;
use crate::commission::posting::entry::{Item, Subject};
use crate::commission::posting::problems::{
    COMMISSION_LINE_UNCLEAR, COMMISSION_PRODUCT_NOT_IN_POLICY, COMMISSION_RATE_MISSING,
    COMMISSION_RATES_NOT_IN_FORCE,
};
use crate::commission::posting::trace::{Step, Table, Trace};
use crate::commission::tables::rate::{Rate, share};
use crate::commission::tables::rules::Rules;
use crate::facts::{NoLine, PolicyLine, Premium, Received};
use crate::finding::Finding;
use crate::id::PersonId;
use crate::money::Money;
use crate::month::{Month, contract_year};
use crate::product::ProductCode;
use chrono::NaiveDate;

/// A commission that was computed, before any gate.
#[derive(Debug, Clone)]
pub(in crate::commission) struct Commission {
    pub agent: PersonId,
    pub item: Item,
    pub subject: Subject,
    pub amount: Money,
    pub trace: Trace,
}

impl<'f> Accruing<'_, 'f> {
    /// The commission on a premium; none if nobody has it or the table has no rate for that year.
    pub(super) fn commission(&mut self, received: Received, month: Month) -> Option<Commission> {
        let agent = self.policy.agent_on(received.on);
        if why_unpaid(self.history, self.policy, &received).is_some() {
            return None;
        }
        let (number, line) = self.line_of(&received)?;
        let year = contract_year(self.policy.issued.effective_on, received.premium.due_on);
        let mut steps = vec![self.premium_step(received, number, year)];
        if self.brings_nothing(line, year) {
            return None;
        }
        let counts = self.counts_of(&received, (number, line), year, &mut steps)?;
        self.commission_of_line(agent, line, received, (year, counts), month, steps)
    }

    /// The product line that a premium is for; named if it is none or may be several.
    fn line_of(&mut self, received: &Received) -> Option<(u16, &'f PolicyLine)> {
        let issued = self.policy.issued;
        let line = issued
            .line_of(received.premium)
            .map_err(|no_line| match no_line {
                NoLine::NotInPolicy => COMMISSION_PRODUCT_NOT_IN_POLICY,
                NoLine::Several => COMMISSION_LINE_UNCLEAR,
            });
        line.map_err(|code| self.report(code, received)).ok()
    }

    /// Whether the row of a line has no rate for a later policy year.
    fn brings_nothing(&self, line: &PolicyLine, year: u8) -> bool {
        let row = rate_of(self.rules, self.policy.issued_on, line, year);
        year > 1 && row.is_some_and(|(rate, _)| rate == Rate::ZERO)
    }

    fn commission_of_line(
        &mut self,
        agent: PersonId,
        line: &PolicyLine,
        received: Received,
        (year, counts): (u8, Money),
        month: Month,
        mut steps: Vec<Step>,
    ) -> Option<Commission> {
        let premium = received.premium;
        let Some((rate, row)) = rate_of(self.rules, self.policy.issued_on, line, year) else {
            self.report(COMMISSION_RATE_MISSING, &received);
            return None;
        };
        if !self.rules.commission_rates.covers(self.policy.issued_on) {
            self.report(COMMISSION_RATES_NOT_IN_FORCE, &received);
        }
        let (item, base) = self.base(counts, year, month, &mut steps);
        let amount = rate.of(base);
        steps.extend([row, Step::Times { base, rate, amount }]);
        let subject = Subject::Premium(premium.policy.clone(), received.fact.clone());
        Some(Commission {
            agent,
            item,
            subject,
            amount,
            trace: Trace(steps),
        })
    }

    fn base(&self, premium: Money, year: u8, month: Month, steps: &mut Vec<Step>) -> (Item, Money) {
        if year > 1 {
            return (Item::RenewalCommission, premium);
        }
        let (left, whole) = self.counting_premium(month);
        if left == whole {
            return (Item::FirstYearCommission, premium);
        }
        steps.extend(self.replacement_steps(month));
        let (part, whole) = (left.fen(), whole.fen());
        let amount = share(premium, part, whole);
        steps.push(Step::Share {
            base: premium,
            part,
            whole,
            amount,
        });
        (Item::FirstYearCommission, amount)
    }

    fn premium_step(&self, received: Received, number: u16, policy_year: u8) -> Step {
        let Premium {
            policy,
            product,
            due_on,
            amount,
            ..
        } = received.premium.clone();
        let lines = self.policy.issued.lines.iter();
        let is_one_of_several = lines.filter(|line| line.product == product).count() > 1;
        Step::Premium {
            fact: received.fact.clone(),
            policy,
            product,
            line: is_one_of_several.then_some(number),
            due_on,
            policy_year,
            amount,
        }
    }

    fn report(&mut self, code: &'static str, received: &Received) {
        let finding = Finding::error(code, received.premium.policy.as_str());
        let finding = finding
            .with("product", &received.premium.product)
            .with("on", self.policy.issued_on);
        self.name(self.policy.agent_on(received.on), finding);
    }
}

/// The rate of a line in a policy year, and the row it stands in.
pub(in crate::commission) fn rate_of(
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
