//! Income tax of an agent (个人所得税; domain, 5.7): cumulative withholding over a calendar year.

use crate::commission::posting::trace::Step;
use crate::commission::tables::income_tax::{Bracket, IncomeTax};
use crate::money::Money;
use serde::{Deserialize, Serialize};

/// A calendar year up to and with a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YearToDate {
    /// I: commission without value-added tax.
    pub income: Money,
    /// S: surcharges.
    pub surcharges: Money,
    /// Months under contract in the year.
    pub months: u8,
    /// Tax withheld before.
    pub withheld: Money,
}

/// The tax of a month and how it came about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withholding {
    /// T: taxable amount of the year.
    pub taxable: Money,
    /// Tax of the year so far, never below zero.
    pub due: Money,
    /// What is withheld now, never below zero.
    pub now: Money,
    /// The steps.
    pub steps: Vec<Step>,
}

/// What is withheld in the last month of the year so far. Each product rounds half away from zero.
///
/// - I: commission of the year without value-added tax
/// - A = 0.8 × I, C = 0.25 × A, S: surcharges of the year, D = 5,000 × months under contract in the year
/// - T = max(0, A − C − S − D)
/// - tax now = max(0, T × rate − quick deduction − already withheld)
///
/// A month belongs to the calendar year in which it is paid, at its close or some days after (a setting): that
/// of December to the next one. Months under contract count, with or without income, in the year in which they are paid;
/// what later facts correct is income of the month in whose statement the correction stands.
///
/// ```
/// use shared::commission::{YearToDate, example, withholding};
/// use shared::money::Money;
/// let rules = example::rules();
/// let table = &rules.income_tax.at("2026-01-31".parse()?).table;
/// let year = YearToDate { income: Money::from_yuan(30_000), months: 1, ..YearToDate::default() };
/// assert_eq!(withholding(table, &year).now.to_string(), "390.00");
/// # Ok::<(), chrono::ParseError>(())
/// ```
pub fn withholding(table: &IncomeTax, year: &YearToDate) -> Withholding {
    let YearToDate {
        income,
        surcharges,
        months,
        withheld,
    } = *year;
    let after_flat_deduction = table.after_flat_deduction.of(income);
    let expenses = table.expenses.of(after_flat_deduction);
    let deductions = (0..months).map(|_| table.monthly_deduction).sum();
    let taxable = after_flat_deduction - expenses - surcharges - deductions;
    let taxable = taxable.max(Money::ZERO);
    let Bracket {
        rate,
        quick_deduction,
        ..
    } = *table.brackets.of(taxable);
    let due = (rate.of(taxable) - quick_deduction).max(Money::ZERO);
    let base = Step::TaxBase {
        income,
        after_flat_deduction,
        expenses,
        surcharges,
        deductions,
        taxable,
    };
    let steps = vec![
        base,
        Step::TaxDue {
            taxable,
            rate,
            quick_deduction,
            due,
            withheld,
        },
    ];
    Withholding {
        taxable,
        due,
        now: (due - withheld).max(Money::ZERO),
        steps,
    }
}
