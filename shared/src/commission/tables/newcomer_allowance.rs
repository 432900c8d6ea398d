//! What newcomers are paid besides commission, by the month of their contract.

use super::ladder::{Bands, Ladder};
use super::rate::Rate;
use crate::money::Money;
use serde::{Deserialize, Serialize};

/// The settings of the newcomer allowance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewcomerAllowance {
    /// Joined by this day, the month of joining is month 1. Also counts for the recruiting bonus.
    pub joined_by_day: u8,
    /// Least share of the sessions required in the month.
    pub attendance: Rate,
    /// For each month of the contract, what first-year commission pays how much.
    pub months: Bands<Ladder<Money, Money>>,
}
