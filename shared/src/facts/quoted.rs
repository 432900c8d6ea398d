//! From a quote to the products that commission is computed on.

use super::policy::PolicyLine;
use crate::money::Money;
use crate::product::{Catalogue, Quote, QuoteLine};

/// The products of a quote as an application or a policy has them: the main product, then the riders,
/// each with what falls due in its first year. Products that the catalogue does not have are left out.
///
/// ```
/// use shared::facts::policy_lines;
/// use shared::product::{Catalogue, quote};
/// let request = serde_json::from_str(r#"{
///     "effect": "2026-03-01",
///     "insured": { "birth_date": "1990-05-20", "sex": "female", "occupation_class": "1" },
///     "mode": "monthly",
///     "main": {
///         "product": "TL-A", "payment": "20_years", "coverage": "to_age_70",
///         "cover": { "sum_insured": "500000.00" }
///     }
/// }"#)?;
/// let catalogue = Catalogue::demonstration()?;
/// let quote = quote(&catalogue, &request).map_err(|problems| format!("{problems:?}"))?;
/// let lines = policy_lines(&quote, &catalogue);
/// assert_eq!(lines[0].payment_years, 20);
/// assert_eq!(lines[0].premium, quote.first_year); // twelve payments
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn policy_lines(quote: &Quote, catalogue: &Catalogue) -> Vec<PolicyLine> {
    let lines = quote.lines.iter().enumerate();
    lines
        .filter_map(|(position, line)| {
            let mut tariffs = catalogue.tariffs(&line.product);
            let product = tariffs.find(|product| product.valid_from == line.tariff)?;
            Some(PolicyLine {
                number: u16::try_from(position + 1).ok(),
                product: line.product.clone(),
                line: product.line,
                rider: position > 0,
                payment_years: line.payment.years(line.age).max(1),
                premium: first_year(quote, line),
            })
        })
        .collect()
}

fn first_year(quote: &Quote, line: &QuoteLine) -> Money {
    let payments = quote.mode.payments_in_first_year();
    (0..payments).map(|_| line.premium).sum()
}
