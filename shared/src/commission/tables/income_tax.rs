//! Income tax of an agent (个人所得税): the flat deductions and the brackets.

use super::rate::Rate;
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
