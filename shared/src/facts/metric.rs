//! What plans, schemes and the performance wall count.

use serde::{Deserialize, Serialize};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Metric {
    /// 首年佣金, by the month in which the cooling-off period closed.
    FirstYearCommission,
    /// 首年保费, by the month of issue, without cooling-off withdrawals.
    FirstYearPremium,
    /// 标准保费: see [`standard_premium`](crate::commission::standard_premium).
    StandardPremium,
    /// 件数: policies with a main product, by the month of issue, without cooling-off withdrawals.
    Cases,
    /// 增员: people recruited, by the month of joining.
    Recruits,
}

impl Metric {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::FirstYearCommission,
        Self::FirstYearPremium,
        Self::StandardPremium,
        Self::Cases,
        Self::Recruits,
    ];

    /// Whether it is counted in yuan; in pieces otherwise.
    pub const fn is_money(self) -> bool {
        !matches!(self, Self::Cases | Self::Recruits)
    }
}
