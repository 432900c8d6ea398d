//! Rates of commission by product, payment years and policy year (domain, 5.1).

use super::rate::Rate;
use crate::product::ProductCode;
use core::fmt;
use serde::{Deserialize, Serialize};

/// The rates of one product for contracts paid over at least so many years.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RateRow {
    /// Which product.
    pub product: ProductCode,
    /// For contracts paid over so many years, up to the next row; 1 is a single premium or a year's cover.
    pub from_payment_years: u8,
    /// Rate of policy year 1, 2, …; none afterwards.
    pub rates: Vec<Rate>,
}

/// The rows of a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<RateRow>", into = "Vec<RateRow>")]
pub struct CommissionRates(Vec<RateRow>);

/// Why rows do not make a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RatesError {
    /// Two rows for the same product and payment years.
    Twice(ProductCode, u8),
    /// A row without a rate.
    NoRate(ProductCode, u8),
}

impl fmt::Display for RatesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Twice(product, years) => {
                write!(
                    f,
                    "{product} from {years} payment years has two rows: remove one"
                )
            }
            Self::NoRate(product, years) => {
                write!(
                    f,
                    "{product} from {years} payment years has no rate: give that of policy year 1"
                )
            }
        }
    }
}

impl core::error::Error for RatesError {}

impl CommissionRates {
    /// The table of these rows, in any order.
    ///
    /// # Errors
    /// [`RatesError`] if a row comes twice or has no rate.
    pub fn try_new(mut rows: Vec<RateRow>) -> Result<Self, RatesError> {
        rows.sort_by(|a, b| key(a).cmp(&key(b)));
        if let Some(row) = rows.iter().find(|row| row.rates.is_empty()) {
            return Err(RatesError::NoRate(
                row.product.clone(),
                row.from_payment_years,
            ));
        }
        match rows
            .iter()
            .zip(rows.iter().skip(1))
            .find(|(a, b)| key(a) == key(b))
        {
            Some((row, _)) => Err(RatesError::Twice(
                row.product.clone(),
                row.from_payment_years,
            )),
            None => Ok(Self(rows)),
        }
    }

    /// The row of a product for a contract paid over so many years.
    pub fn row(&self, product: &ProductCode, payment_years: u8) -> Option<&RateRow> {
        let fits =
            |row: &&RateRow| row.product == *product && row.from_payment_years <= payment_years;
        self.0.iter().rev().find(fits)
    }

    /// Every row.
    pub fn rows(&self) -> &[RateRow] {
        &self.0
    }
}

impl RateRow {
    /// The rate of a policy year, from 1; none is zero.
    pub fn rate(&self, policy_year: u8) -> Rate {
        let position = usize::from(policy_year.saturating_sub(1));
        self.rates.get(position).copied().unwrap_or(Rate::ZERO)
    }
}

fn key(row: &RateRow) -> (&ProductCode, u8) {
    (&row.product, row.from_payment_years)
}

impl TryFrom<Vec<RateRow>> for CommissionRates {
    type Error = RatesError;

    fn try_from(rows: Vec<RateRow>) -> Result<Self, RatesError> {
        Self::try_new(rows)
    }
}

impl From<CommissionRates> for Vec<RateRow> {
    fn from(rates: CommissionRates) -> Self {
        rates.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(from_payment_years: u8, rates: &[&str]) -> RateRow {
        RateRow {
            product: "WL-2026".parse().unwrap(),
            from_payment_years,
            rates: rates.iter().map(|rate| rate.parse().unwrap()).collect(),
        }
    }

    #[test]
    fn payment_to_an_age_takes_the_row_it_reaches() {
        let table = CommissionRates::try_new(vec![row(20, &["0.4"]), row(10, &["0.3"])]).unwrap();
        let product = "WL-2026".parse().unwrap();
        let rate = |years| {
            table
                .row(&product, years)
                .map(|row| row.rate(1).to_string())
        };
        assert_eq!(rate(25).as_deref(), Some("0.4"));
        assert_eq!(rate(19).as_deref(), Some("0.3"));
        assert_eq!(rate(5), None);
    }

    #[test]
    fn a_row_twice_or_without_a_rate_is_refused() {
        let twice = CommissionRates::try_new(vec![row(10, &["0.3"]), row(10, &["0.2"])]);
        assert_eq!(
            twice.unwrap_err().to_string(),
            "WL-2026 from 10 payment years has two rows: remove one"
        );
        assert!(matches!(
            CommissionRates::try_new(vec![row(10, &[])]),
            Err(RatesError::NoRate(..))
        ));
    }
}
