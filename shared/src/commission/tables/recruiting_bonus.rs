//! What rate of a recruit's first-year commission the recruiter has.

use super::ladder::Bands;
use super::rate::Rate;
use serde::{Deserialize, Serialize};

/// The settings of the recruiting bonus.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecruitingBonus {
    /// The rate by month of the recruit's contract.
    pub months: Bands<Rate>,
}
