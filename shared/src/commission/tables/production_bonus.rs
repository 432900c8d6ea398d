//! What rate of their month's first-year commission agents have besides it.

use super::ladder::Ladder;
use super::rate::Rate;
use crate::money::Money;
use serde::{Deserialize, Serialize};

/// The settings of the production bonus.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProductionBonus {
    /// The rate of the month's first-year commission, by that commission.
    pub tiers: Ladder<Money, Rate>,
    /// The factor by persistency.
    pub persistency: PersistencyFactor,
}

/// The factor by 13-month persistency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersistencyFactor {
    /// Months before the month of the bonus in which the youngest policies of the cohort took effect.
    pub months_before: u8,
    /// How many months of effect the cohort spans.
    pub cohort_months: u8,
    /// Days of grace (宽限期).
    pub grace_days: u16,
    /// The factor while there is no cohort.
    pub without_cohort: Rate,
    /// The factor by persistency; below the lowest tier it is zero.
    pub tiers: Ladder<Rate, Rate>,
}
