//! Value-added tax and surcharges (增值税及附加; domain, 5.7): monthly sales up to 100,000 exempt, else 1 %,
//! and surcharges on the tax.

use crate::commission::tables::rate::{Rate, share};
use crate::commission::tables::value_added_tax::ValueAddedTax;
use crate::money::Money;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

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

/// The tax in a month's commission. Sales round half away from zero to the fen; the tax is the rest.
///
/// Commission includes the tax, so sales are commission / 1.01; that is also what the limit is
/// compared with. Exempt, the whole commission is income; otherwise sales are.
///
/// ```
/// use shared::commission::{example, taxed_sales};
/// use shared::money::Money;
/// let rules = example::rules();
/// let table = &rules.value_added_tax.at("2026-01-31".parse()?).table;
/// let taxed = taxed_sales(table, Money::from_yuan(202_000));
/// assert_eq!((taxed.sales.to_string(), taxed.tax.to_string()), ("200000.00".into(), "2000.00".into()));
/// assert_eq!(taxed_sales(table, Money::from_yuan(101_000)).tax, Money::ZERO); // sales of exactly 100,000.00
/// # Ok::<(), chrono::ParseError>(())
/// ```
pub fn taxed_sales(table: &ValueAddedTax, commission: Money) -> TaxedSales {
    let sales = without_tax(commission, table.rate);
    if sales <= table.exempt_up_to {
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
        surcharges: table.surcharges.of(tax),
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
