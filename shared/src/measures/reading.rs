//! What is asked, and what is read.

use super::definition::{Measure, Scale};
use crate::commission::{Books, Figure, Span};
use crate::facts::Target;
use crate::month::Month;
use chrono::NaiveDate;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

/// A measure of a target over months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Which measure.
    pub measure: Measure,
    /// Of whom.
    pub target: Target,
    /// First month.
    pub from: Month,
    /// Last month.
    pub to: Month,
}

/// A measure's value with all that it stands on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// What was asked.
    pub question: Question,
    /// The text of its definition: `measures.<key>.definition`.
    pub definition: String,
    /// The day up to which everything known counts.
    pub as_of: NaiveDate,
    /// The months of the people or policies it looks back on, if they are other ones.
    pub cohort: Option<(Month, Month)>,
    /// Above the line.
    pub numerator: Figure,
    /// Below the line; none for a plain sum.
    pub denominator: Option<Figure>,
    /// Numerator / denominator, rounded half away from zero to six places; none if nothing is below the line.
    pub value: Option<Decimal>,
    /// How it is written.
    pub scale: Scale,
}

impl Question {
    /// Its months, up to the day of knowledge.
    pub(super) fn span(&self, books: &Books) -> Span {
        Span {
            from: self.from,
            to: self.to,
            by: books.known_until(),
        }
    }

    /// The last day of its months, or the day of knowledge if that is earlier.
    pub(super) fn last_day(&self, books: &Books) -> NaiveDate {
        self.to.last_day().min(books.known_until())
    }

    /// Its months so many earlier.
    pub(super) fn months_before(&self, months: i32) -> (Month, Month) {
        (self.from.plus(-months), self.to.plus(-months))
    }

    /// A plain sum.
    pub(super) fn sum(&self, books: &Books, numerator: Figure) -> Reading {
        let value = Some(numerator.value);
        self.reading(books, numerator, None, value)
    }

    /// A ratio.
    pub(super) fn ratio(&self, books: &Books, numerator: Figure, denominator: Figure) -> Reading {
        let factor = match self.measure.scale() {
            Scale::PerHundred => Decimal::ONE_HUNDRED,
            _ => Decimal::ONE,
        };
        let value = divide(numerator.value.saturating_mul(factor), denominator.value);
        self.reading(books, numerator, Some(denominator), value)
    }

    fn reading(
        &self,
        books: &Books,
        numerator: Figure,
        denominator: Option<Figure>,
        value: Option<Decimal>,
    ) -> Reading {
        Reading {
            question: *self,
            definition: self.measure.key().to_owned(),
            as_of: books.known_until(),
            cohort: None,
            numerator,
            denominator,
            value,
            scale: self.measure.scale(),
        }
    }
}

impl Reading {
    /// The same reading, looking back on a cohort of these months.
    pub(super) fn of_cohort(mut self, cohort: (Month, Month)) -> Self {
        self.cohort = Some(cohort);
        self
    }
}

fn divide(numerator: Decimal, denominator: Decimal) -> Option<Decimal> {
    let exact = numerator.checked_div(denominator)?;
    Some(exact.round_dp_with_strategy(6, RoundingStrategy::MidpointAwayFromZero))
}

/// A figure that counts what it names.
pub(super) fn count(ids: impl IntoIterator<Item = String>) -> Figure {
    let ids: Vec<String> = ids.into_iter().collect();
    Figure {
        value: Decimal::from(ids.len()),
        ids,
    }
}
