//! Value-added tax and surcharges (增值税及附加; domain, 5.7): monthly sales up to 100,000 exempt, else 1 %,
//! and surcharges on the tax.
//!
//! Commission includes the tax, so sales are commission / 1.01; that is also what the limit is
//! compared with. Exempt, the whole commission is income; otherwise sales are.
//!
//! ```
//! use shared::{commission::example, money::Money};
//! let rules = example::rules();
//! let table = &rules.value_added_tax.at("2026-01-31".parse()?).table;
//! let taxed = table.of(Money::from_yuan(202_000));
//! assert_eq!((taxed.sales.to_string(), taxed.tax.to_string()), ("200000.00".into(), "2000.00".into()));
//! assert_eq!(table.of(Money::from_yuan(101_000)).tax, Money::ZERO); // sales of exactly 100,000.00
//! # Ok::<(), chrono::ParseError>(())
//! ```

use super::rate::{Rate, share};
use crate::money::Money;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The settings of value-added tax.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ValueAddedTax {
    /// Sales of a month up to which nothing is due.
    pub exempt_up_to: Money,
    /// Rate of sales.
    pub rate: Rate,
    /// Surcharges, of the tax.
    pub surcharges: Rate,
}

/// Value-added tax of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxedSales {
    /// Commission without the tax.
    pub sales: Money,
    /// The tax.
    pub tax: Money,
    /// Surcharges on it.
    pub surcharges: Money,
}

impl ValueAddedTax {
    /// The tax in a month's commission. Sales round half away from zero to the fen; the tax is the rest.
    pub fn of(&self, commission: Money) -> TaxedSales {
        let sales = without_tax(commission, self.rate);
        if sales <= self.exempt_up_to {
            return TaxedSales {
                sales: commission,
                tax: Money::ZERO,
                surcharges: Money::ZERO,
            };
        }
        let tax = commission - sales;
        TaxedSales {
            sales,
            tax,
            surcharges: self.surcharges.of(tax),
        }
    }
}

/// commission / (1 + rate), in millionths, which a rate always fits.
fn without_tax(commission: Money, rate: Rate) -> Money {
    const MILLION: i64 = 1_000_000;
    let millionths = rate.value().saturating_mul(Decimal::from(MILLION));
    let whole = i64::try_from(millionths)
        .unwrap_or(0)
        .saturating_add(MILLION);
    share(commission, MILLION, whole)
}
