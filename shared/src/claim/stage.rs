//! Where a claim stands, with what is known there.

use crate::money::Money;
use crate::submission::Approval;
use serde::{Deserialize, Serialize};

/// Where a claim stands. Text key `claim.stage.<name>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "snake_case", deny_unknown_fields)]
pub enum Stage {
    /// 报案: arrived from the agent.
    Reported {},
    /// 立案: taken on.
    Registered {
        /// What it may cost.
        estimate: Money,
    },
    /// 查勘: looked into.
    Surveyed {
        /// What it may cost.
        estimate: Money,
    },
    /// 理算: computed.
    Assessed {
        /// What it may cost.
        estimate: Money,
        /// What the contract pays.
        assessed: Money,
    },
    /// 结算: decided.
    Settled(Settled),
    /// 结案: archived.
    Closed(Settled),
}

/// A claim that was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settled {
    /// What it might have cost.
    pub estimate: Money,
    /// What the contract pays.
    pub assessed: Money,
    /// What is paid, all settlements of the claim together.
    pub settlement: Settlement,
    /// Who decided: one person, or two.
    pub approvals: Vec<Approval>,
}

/// How a claim is settled. Text key `claim.settlement.<name>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "settlement", rename_all = "snake_case", deny_unknown_fields)]
pub enum Settlement {
    /// 赔付: everything that was assessed.
    Paid {
        /// How much that is.
        amount: Money,
    },
    /// 部分赔付: a part of it.
    Partly {
        /// How much.
        amount: Money,
        /// One of [`super::reason::REDUCTION`].
        reason: String,
    },
    /// 拒赔: nothing.
    Declined {
        /// One of [`super::reason::DECLINE`].
        reason: String,
    },
}

impl Settlement {
    /// What is paid.
    pub const fn amount(&self) -> Money {
        match self {
            Self::Paid { amount } | Self::Partly { amount, .. } => *amount,
            Self::Declined { .. } => Money::ZERO,
        }
    }

    /// Why not everything is paid.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Paid { .. } => None,
            Self::Partly { reason, .. } | Self::Declined { reason } => Some(reason),
        }
    }

    /// The reasons it may name.
    pub(super) const fn reasons(&self) -> &'static [&'static str] {
        match self {
            Self::Paid { .. } => &[],
            Self::Partly { .. } => super::reason::REDUCTION,
            Self::Declined { .. } => super::reason::DECLINE,
        }
    }

    /// The name in JSON and text keys.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Paid { .. } => "paid",
            Self::Partly { .. } => "partly",
            Self::Declined { .. } => "declined",
        }
    }
}

impl Stage {
    /// The name in JSON, columns and text keys.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Reported {} => "reported",
            Self::Registered { .. } => "registered",
            Self::Surveyed { .. } => "surveyed",
            Self::Assessed { .. } => "assessed",
            Self::Settled(_) => "settled",
            Self::Closed(_) => "closed",
        }
    }

    /// What it may cost, once that is estimated.
    pub const fn estimate(&self) -> Option<Money> {
        match self {
            Self::Reported {} => None,
            Self::Registered { estimate }
            | Self::Surveyed { estimate }
            | Self::Assessed { estimate, .. }
            | Self::Settled(Settled { estimate, .. })
            | Self::Closed(Settled { estimate, .. }) => Some(*estimate),
        }
    }

    /// How it was decided, once it is.
    pub const fn settled(&self) -> Option<&Settled> {
        match self {
            Self::Settled(settled) | Self::Closed(settled) => Some(settled),
            _ => None,
        }
    }
}
