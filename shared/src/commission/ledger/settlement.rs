//! Settling a month (domain, 5.3 and 5.7): what its lines come to, debts, tax, what is paid.
//!
//! What a month's earnings do not cover of its clawbacks and corrections is carried as a debt and
//! taken from the next months' earnings first. Only what is left is sales, and income to be taxed.

use super::income_tax::{YearToDate, withholding};
use super::value_added_tax::{TaxedSales, taxed_sales};
use crate::commission::posting::entry::{Entry, Item, Kind, Subject};
use crate::commission::posting::trace::{Step, Table, Trace};
use crate::commission::tables::close::{close_of, payment_day};
use crate::commission::tables::rate::Rate;
use crate::commission::tables::rules::Rules;
use crate::facts::{Fact, FactKind, History};
use crate::id::PersonId;
use crate::money::Money;
use crate::month::Month;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How a month was settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settlement {
    /// Which month.
    pub month: Month,
    /// Debt carried into it.
    pub debt_before: Money,
    /// Debt carried out of it.
    pub debt_after: Money,
    /// What is payable before tax, never below zero.
    pub payable: Money,
    /// Value-added tax, surcharges and income tax: negative amounts.
    pub entries: Vec<Entry>,
    /// How the income tax came about, also when there is none.
    pub tax: Trace,
    /// What is paid out.
    pub paid: Money,
}

/// Who was under contract, as known at the close of each month.
#[derive(Debug)]
pub(super) struct Contracts<'f> {
    at_close: BTreeMap<Month, History<'f>>,
}

impl<'f> Contracts<'f> {
    /// From a month through another.
    pub(super) fn of(facts: &'f [Fact], rules: &Rules, from: Month, to: Month) -> Self {
        let contracts: Vec<&Fact> = facts
            .iter()
            .filter(|fact| is_about_contract(fact))
            .collect();
        let known = |month| {
            let contracts = contracts.iter().copied();
            (month, History::of(contracts, close_of(rules, month)))
        };
        Self {
            at_close: from.through(to).map(known).collect(),
        }
    }

    /// Months under contract that are paid in the same year as a month, up to it, as known at its close.
    fn months_in_year(&self, rules: &Rules, agent: PersonId, month: Month) -> u8 {
        let Some(history) = self.at_close.get(&month) else {
            return 0;
        };
        let same_year = |other: &Month| tax_year(rules, *other) == tax_year(rules, month);
        let months = month.plus(-LONGEST_YEAR).through(month).filter(same_year);
        let contracted = months.filter(|month| history.is_contracted_in(agent, *month));
        u8::try_from(contracted.count()).unwrap_or(u8::MAX)
    }
}

/// More months than are ever paid in one year.
const LONGEST_YEAR: i32 = 24;

/// The calendar year in which a month is paid, and taxed.
fn tax_year(rules: &Rules, month: Month) -> i32 {
    Month::of(payment_day(rules, month)).year()
}

/// Settles month after month; debts and the tax year go from one to the next.
pub(super) fn settle(
    contracts: &Contracts,
    rules: &Rules,
    agent: PersonId,
    posted: &[Entry],
) -> Vec<Settlement> {
    let mut settling = Settling {
        contracts,
        rules,
        agent,
        debt: Money::ZERO,
        tax_year: 0,
        year: YearToDate::default(),
    };
    let months = contracts.at_close.keys();
    months.map(|month| settling.month(posted, *month)).collect()
}

struct Settling<'a> {
    contracts: &'a Contracts<'a>,
    rules: &'a Rules,
    agent: PersonId,
    debt: Money,
    tax_year: i32,
    year: YearToDate,
}

/// All that the months under contract depend on.
const fn is_about_contract(fact: &Fact) -> bool {
    matches!(
        fact.what,
        FactKind::Joined(_) | FactKind::Left(_) | FactKind::Retracted(_)
    )
}

impl Settling<'_> {
    fn month(&mut self, posted: &[Entry], month: Month) -> Settlement {
        let tax_year = tax_year(self.rules, month);
        if tax_year != self.tax_year {
            (self.tax_year, self.year) = (tax_year, YearToDate::default());
        }
        let debt_before = self.debt;
        let left = payable_in(posted, month) - debt_before;
        self.debt = (-left).max(Money::ZERO);
        let payable = left.max(Money::ZERO);
        let (entries, tax) = self.tax(payable, month);
        let taxed: Money = entries.iter().map(|entry| entry.amount).sum();
        let (debt_after, paid) = (self.debt, payable + taxed);
        Settlement {
            month,
            debt_before,
            debt_after,
            payable,
            entries,
            tax,
            paid,
        }
    }

    fn tax(&mut self, payable: Money, month: Month) -> (Vec<Entry>, Trace) {
        let (taxed, mut entries) = self.sales_tax(payable, month);
        self.year.income += taxed.sales;
        self.year.surcharges += taxed.surcharges;
        self.year.months = self.contracts.months_in_year(self.rules, self.agent, month);
        let version = self.rules.income_tax.at(payment_day(self.rules, month));
        let withholding = withholding(&version.table, &self.year);
        self.year.withheld += withholding.now;
        let mut tax = Trace(withholding.steps);
        let rate = version.table.brackets.of(withholding.taxable).rate;
        tax.0.push(Step::Row {
            table: Table::IncomeTax,
            version: version.version.clone(),
            row: withholding.taxable.to_string(),
            value: rate.to_string(),
        });
        entries.push(self.taxed(month, Item::IncomeTax, withholding.now, tax.clone()));
        entries.retain(|entry| !entry.amount.is_zero());
        (entries, tax)
    }

    /// Value-added tax and surcharges of a month.
    fn sales_tax(&self, payable: Money, month: Month) -> (TaxedSales, Vec<Entry>) {
        let version = self.rules.value_added_tax.at(month.last_day());
        let taxed = taxed_sales(&version.table, payable);
        let entry = |item, amount, rate: Rate| {
            let row = Step::Row {
                table: Table::ValueAddedTax,
                version: version.version.clone(),
                row: format!("sales/{}", taxed.sales),
                value: rate.to_string(),
            };
            self.taxed(month, item, amount, Trace(vec![row]))
        };
        let entries = vec![
            entry(Item::ValueAddedTax, taxed.tax, version.table.rate),
            entry(Item::Surcharges, taxed.surcharges, version.table.surcharges),
        ];
        (taxed, entries)
    }

    fn taxed(&self, month: Month, item: Item, amount: Money, trace: Trace) -> Entry {
        Entry {
            posted: month,
            about: month,
            agent: self.agent,
            kind: Kind::Taxed,
            item,
            subject: Subject::Month,
            amount: -amount,
            trace,
        }
    }
}

fn payable_in(posted: &[Entry], month: Month) -> Money {
    let in_month = posted
        .iter()
        .filter(|entry| entry.posted == month && entry.kind.is_payable());
    in_month.map(|entry| entry.amount).sum()
}
