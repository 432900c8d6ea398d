//! The statement of a month (domain, 5.8): estimated, earned, held, paid, clawed back and tax apart,
//! never added together.

pub(super) mod explain;
mod lacks;
pub(super) mod totals;
pub(super) mod what_if;

use crate::commission::accrual::first_year::{Commission, rate_of};
use crate::commission::allowances::allowances;
use crate::commission::allowances::scheme::{Progress, progress};
use crate::commission::books::Books;
use crate::commission::ledger::closing::Closing;
use crate::commission::posting::entry::{Entry, Item, Subject};
use crate::commission::posting::problems::COMMISSION_TABLE_NOT_IN_FORCE;
use crate::commission::posting::trace::{Step, Trace};
use crate::commission::tables::close::close_of;
use crate::commission::tables::rules::Rules;
use crate::facts::{Fact, PolicyLine, Submitted};
use crate::finding::Finding;
use crate::id::PersonId;
use crate::money::Money;
use crate::month::Month;
use chrono::NaiveDate;
use lacks::problems;
use serde::{Deserialize, Serialize};
use totals::{Totals, held_balance, totals};

/// What an agent gets for a month, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Whose.
    pub agent: PersonId,
    /// Of which month.
    pub month: Month,
    /// The day the month closes.
    pub closes_on: NaiveDate,
    /// The day it is as of; before the close, the statement says what it would be if the month closed then.
    pub as_of: NaiveDate,
    /// The lines posted in this month.
    pub entries: Vec<Entry>,
    /// Commission that is not through its gates yet: applications, and policies in their cooling-off period.
    pub estimated: Vec<Unposted>,
    /// Bonuses and allowances that came to nothing, and why.
    pub missed: Vec<Unposted>,
    /// Where the agent stands in the schemes of the month.
    pub schemes: Vec<Progress>,
    /// The sums.
    pub totals: Totals,
    /// How the income tax came about, also when there is none.
    pub tax: Trace,
    /// What could not be computed: a premium without a rate, …
    pub problems: Vec<Finding>,
}

/// A line that is not in the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unposted {
    /// What it is for.
    pub item: Item,
    /// What it stands on.
    pub subject: Subject,
    /// How much.
    pub amount: Money,
    /// Why.
    pub trace: Trace,
}

/// The statement of an agent for a month.
///
/// ```
/// use shared::commission::{calculate, example};
/// let statement = calculate(&example::facts(), &example::rules(), example::AGENT, "2026-01".parse()?);
/// assert_eq!(statement.totals.earned.to_string(), "6200.00");
/// assert_eq!(statement.totals.paid.to_string(), "6200.00");
/// # Ok::<(), shared::month::NotAMonth>(())
/// ```
pub fn calculate(facts: &[Fact], rules: &Rules, agent: PersonId, month: Month) -> Statement {
    Closing::of(facts, rules, month).statement(agent)
}

impl Closing<'_> {
    /// The statement of an agent for the month that closes.
    pub fn statement(&self, agent: PersonId) -> Statement {
        let (ledger, books, month) = (self.ledger(agent), self.books(), self.month());
        let held_balance = held_balance(&ledger.entries);
        let settlement = ledger.settlements.into_iter().next_back();
        let posted = ledger
            .entries
            .into_iter()
            .filter(|entry| entry.posted == month);
        let entries: Vec<Entry> = posted.collect();
        let estimated = estimated(books, agent, month);
        let schemes = books.rules().schemes.iter();
        Statement {
            agent,
            month,
            closes_on: close_of(books.rules(), month),
            as_of: books.close(month),
            missed: missed(books, agent, month),
            schemes: schemes
                .filter_map(|scheme| progress(books, scheme, agent, month))
                .collect(),
            totals: totals(&entries, &estimated, held_balance, settlement.as_ref()),
            entries,
            estimated,
            tax: settlement
                .map(|settlement| settlement.tax)
                .unwrap_or_default(),
            problems: problems(self, agent),
        }
    }
}

impl Statement {
    /// Whether it has something to say: a line, something held or owed, or a gap in what is known of the
    /// agent. Also who has left has a statement then.
    pub fn says_something(&self) -> bool {
        let carried = [
            self.totals.held_balance,
            self.totals.debt_before,
            self.totals.debt_after,
        ];
        let of_agent = |problem: &Finding| problem.code.as_str() != COMMISSION_TABLE_NOT_IN_FORCE;
        !self.entries.is_empty()
            || !self.estimated.is_empty()
            || carried.iter().any(|amount| !amount.is_zero())
            || self.problems.iter().any(of_agent)
    }
}

fn missed(books: &Books, agent: PersonId, month: Month) -> Vec<Unposted> {
    let allowances = allowances(books, agent, month).into_iter();
    allowances
        .filter(|entry| entry.amount.is_zero())
        .map(Unposted::from)
        .collect()
}

impl From<Entry> for Unposted {
    fn from(entry: Entry) -> Self {
        let Entry {
            item,
            subject,
            amount,
            trace,
            ..
        } = entry;
        Self {
            item,
            subject,
            amount,
            trace,
        }
    }
}

impl From<Commission> for Unposted {
    fn from(commission: Commission) -> Self {
        let Commission {
            item,
            subject,
            amount,
            trace,
            ..
        } = commission;
        Self {
            item,
            subject,
            amount,
            trace,
        }
    }
}

/// Policies in their cooling-off period at the close, then applications still on their way: those
/// of the month and before.
fn estimated(books: &Books, agent: PersonId, month: Month) -> Vec<Unposted> {
    let own = books.accruals_of(agent);
    let own = own.flat_map(|accrual| &accrual.estimated);
    let own = own.filter(|commission| commission.agent == agent);
    let mut estimated: Vec<Unposted> = own.cloned().map(Unposted::from).collect();
    let applications = on_their_way(books, agent, month).into_iter();
    estimated.extend(
        applications.flat_map(|(on, submitted)| first_year_lines(books.rules(), submitted, on)),
    );
    estimated
}

/// The applications of an agent that had neither ended nor become a policy by the close.
fn on_their_way<'b>(
    books: &'b Books,
    agent: PersonId,
    month: Month,
) -> Vec<(NaiveDate, &'b Submitted)> {
    let applications = books.history().on_their_way(agent, books.close(month));
    applications
        .filter(|(on, _)| Month::of(*on) <= month)
        .collect()
}

/// First-year commission that an application would bring.
fn first_year_lines(rules: &Rules, submitted: &Submitted, on: NaiveDate) -> Vec<Unposted> {
    let line = |line: &PolicyLine| {
        let (rate, row) = rate_of(rules, on, line, 1)?;
        let (base, amount) = (line.premium, rate.of(line.premium));
        let applied = Step::Applied {
            product: line.product.clone(),
            amount: base,
        };
        let trace = Trace(vec![applied, row, Step::Times { base, rate, amount }]);
        let subject = Subject::Application(submitted.application.clone());
        Some(Unposted {
            item: Item::FirstYearCommission,
            subject,
            amount,
            trace,
        })
    };
    submitted.lines.iter().filter_map(line).collect()
}
