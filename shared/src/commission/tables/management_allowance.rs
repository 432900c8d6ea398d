//! What rate of a team's first-year commission its leader has, and what that needs.

use super::ladder::Ladder;
use super::rate::Rate;
use crate::money::Money;
use serde::{Deserialize, Serialize};

/// The settings of the management allowance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ManagementAllowance {
    /// By the team's first-year commission.
    pub tiers: Ladder<Money, ManagementTier>,
}

/// What a tier needs besides commission, and pays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ManagementTier {
    /// Least number of active agents (活动人力).
    pub active_agents: u16,
    /// Rate of the team's first-year commission.
    pub rate: Rate,
}
