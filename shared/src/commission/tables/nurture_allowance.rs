//! What rate of a unit's first-year commission the leader has from whose unit it split off.

use super::ladder::Bands;
use super::rate::Rate;
use serde::{Deserialize, Serialize};

/// The settings of the nurture allowance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NurtureAllowance {
    /// The rate by month since the split.
    pub months: Bands<Rate>,
}
