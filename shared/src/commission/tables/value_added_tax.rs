//! Value-added tax and surcharges (增值税及附加).

use super::rate::Rate;
use crate::money::Money;
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
