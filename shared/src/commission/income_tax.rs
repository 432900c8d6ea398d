//! Income tax of an agent (个人所得税; domain, 5.7): cumulative withholding over a calendar year.
//!
//! - I: commission of the year without value-added tax
//! - A = 0.8 × I, C = 0.25 × A, S: surcharges of the year, D = 5,000 × months under contract in the year
//! - T = max(0, A − C − S − D)
//! - tax now = max(0, T × rate − quick deduction − already withheld)
//!
//! A month belongs to the calendar year in which it is paid, at its close or some days after (a setting): that
//! of December to the next one. Months under contract count, with or without income, in the year in which they are paid;
//! what later facts correct is income of the month in whose statement the correction stands.
//!
//! ```
//! use shared::{commission::{YearToDate, example}, money::Money};
//! let rules = example::rules();
//! let table = &rules.income_tax.at("2026-01-31".parse()?).table;
//! let year = YearToDate { income: Money::from_yuan(30_000), months: 1, ..YearToDate::default() };
//! assert_eq!(table.withholding(&year).now.to_string(), "390.00");
//! # Ok::<(), chrono::ParseError>(())
//! ```

use super::rate::Rate;
use super::trace::Step;
use crate::money::Money;
use core::fmt;
use serde::{Deserialize, Serialize};

/// The settings of the income tax.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IncomeTax {
    /// What is left of income after the flat deduction: 0.8.
    pub after_flat_deduction: Rate,
    /// Flat expenses, of what is left: 0.25.
    pub expenses: Rate,
    /// Deduction a month.
    pub monthly_deduction: Money,
    /// The brackets.
    pub brackets: Brackets,
}

/// A bracket: taxable amounts up to and including `up_to`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bracket {
    /// The most it is for; none for the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub up_to: Option<Money>,
    /// Rate of the whole taxable amount.
    pub rate: Rate,
    /// Quick deduction (速算扣除数).
    pub quick_deduction: Money,
}

/// Rising brackets whose quick deductions make the tax go on without a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Bracket>", into = "Vec<Bracket>")]
pub struct Brackets {
    lower: Vec<Bracket>,
    last: Bracket,
}

/// Why brackets do not make a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BracketsError {
    /// The last bracket has an end, or another one has none, or there is no bracket.
    End,
    /// A bracket's end or rate is not above the one before.
    NotRising(usize),
    /// The tax jumps where this bracket begins; the quick deduction it should have.
    Jump(usize, Money),
}

impl fmt::Display for BracketsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::End => f.write_str("every bracket but the last, and no other, needs `up_to`"),
            Self::NotRising(number) => {
                write!(
                    f,
                    "bracket {number}: `up_to` and `rate` must be above the bracket before"
                )
            }
            Self::Jump(number, right) => write!(
                f,
                "bracket {number}: the tax jumps where it begins; its `quick_deduction` should be {right}"
            ),
        }
    }
}

impl core::error::Error for BracketsError {}

impl Brackets {
    /// The table of these brackets, the lowest first.
    ///
    /// # Errors
    /// [`BracketsError`] if they do not rise to an open end, or the tax jumps.
    pub fn try_new(mut brackets: Vec<Bracket>) -> Result<Self, BracketsError> {
        let last = brackets.pop().ok_or(BracketsError::End)?;
        if last.up_to.is_some() || brackets.iter().any(|bracket| bracket.up_to.is_none()) {
            return Err(BracketsError::End);
        }
        let table = Self {
            lower: brackets,
            last,
        };
        table.refuse_jumps()?;
        Ok(table)
    }

    fn refuse_jumps(&self) -> Result<(), BracketsError> {
        let mut pairs = self.all().zip(self.all().skip(1)).zip(2..);
        pairs.try_for_each(|((before, after), number)| follows(before, after, number))
    }

    fn all(&self) -> impl Iterator<Item = &Bracket> {
        self.lower.iter().chain([&self.last])
    }

    /// The bracket of a taxable amount.
    pub fn of(&self, taxable: Money) -> &Bracket {
        let fits = |bracket: &&Bracket| bracket.up_to.is_some_and(|up_to| taxable <= up_to);
        self.lower.iter().find(fits).unwrap_or(&self.last)
    }
}

fn follows(before: &Bracket, after: &Bracket, number: usize) -> Result<(), BracketsError> {
    let end = before.up_to.unwrap_or_default();
    let rises = after.up_to.is_none_or(|up_to| end < up_to) && before.rate < after.rate;
    if !rises {
        return Err(BracketsError::NotRising(number));
    }
    let right = after.rate.of(end) - before.rate.of(end) + before.quick_deduction;
    if right == after.quick_deduction {
        Ok(())
    } else {
        Err(BracketsError::Jump(number, right))
    }
}

impl TryFrom<Vec<Bracket>> for Brackets {
    type Error = BracketsError;

    fn try_from(brackets: Vec<Bracket>) -> Result<Self, BracketsError> {
        Self::try_new(brackets)
    }
}

impl From<Brackets> for Vec<Bracket> {
    fn from(brackets: Brackets) -> Self {
        let Brackets { mut lower, last } = brackets;
        lower.push(last);
        lower
    }
}

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

impl IncomeTax {
    /// What is withheld in the last month of the year so far. Each product rounds half away from zero.
    pub fn withholding(&self, year: &YearToDate) -> Withholding {
        let YearToDate {
            income,
            surcharges,
            months,
            withheld,
        } = *year;
        let after_flat_deduction = self.after_flat_deduction.of(income);
        let expenses = self.expenses.of(after_flat_deduction);
        let deductions = (0..months).map(|_| self.monthly_deduction).sum();
        let taxable = after_flat_deduction - expenses - surcharges - deductions;
        let taxable = taxable.max(Money::ZERO);
        let Bracket {
            rate,
            quick_deduction,
            ..
        } = *self.brackets.of(taxable);
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
}
