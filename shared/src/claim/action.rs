//! What may be done to a claim.

use super::{Settlement, StepKind};
use crate::money::Money;
use serde::{Deserialize, Serialize};

/// What a reviewer wants to happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case", deny_unknown_fields)]
pub enum Action {
    /// Decide on money; above the highest step of authority this proposes.
    Decide(Decision),
    /// Agree to what somebody else proposed.
    Confirm {},
    /// Set a proposal aside; wants a note.
    TurnBack {},
    /// Say what was found out; wants a note.
    Survey {},
    /// Say what the contract pays.
    Assess {
        /// How much; nothing, if it covers nothing.
        amount: Money,
    },
    /// Put it into the archive.
    Close {},
    /// Take it up again; wants a note.
    Reopen {
        /// One of [`super::reason::REOPENING`].
        reason: String,
    },
}

/// What needs authority by amount.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "decision", rename_all = "snake_case", deny_unknown_fields)]
pub enum Decision {
    /// Take it on.
    Register {
        /// What it may cost.
        estimate: Money,
    },
    /// Estimate it anew; wants a note.
    Reestimate {
        /// What it may cost.
        estimate: Money,
    },
    /// Say what is paid; less than what was assessed wants a note.
    Settle {
        /// What is paid, all settlements of the claim together.
        settlement: Settlement,
    },
}

impl Decision {
    /// The estimate, or what is paid.
    pub const fn amount(&self) -> Money {
        match self {
            Self::Register { estimate } | Self::Reestimate { estimate } => *estimate,
            Self::Settle { settlement } => settlement.amount(),
        }
    }

    /// The step it is, once it is taken.
    pub(super) const fn step(&self) -> StepKind {
        match self {
            Self::Register { .. } => StepKind::Registered,
            Self::Reestimate { .. } => StepKind::Reestimated,
            Self::Settle { .. } => StepKind::Settled,
        }
    }

    const fn wants_note(&self) -> bool {
        match self {
            Self::Register { .. } => false,
            Self::Reestimate { .. } => true,
            Self::Settle { settlement } => !matches!(settlement, Settlement::Paid { .. }),
        }
    }
}

impl Action {
    /// Whether it has to be explained.
    pub const fn wants_note(&self) -> bool {
        match self {
            Self::Decide(decision) => decision.wants_note(),
            Self::TurnBack {} | Self::Survey {} | Self::Reopen { .. } => true,
            Self::Confirm {} | Self::Assess { .. } | Self::Close {} => false,
        }
    }

    /// The reason it names.
    pub(super) fn reason(&self) -> Option<&str> {
        match self {
            Self::Reopen { reason } => Some(reason),
            Self::Decide(Decision::Settle { settlement }) => settlement.reason(),
            _ => None,
        }
    }
}
