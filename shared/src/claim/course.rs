//! A claim: where it stands and how it came there.

use super::{Decision, Stage, Step, StepKind};
use crate::money::Money;
use crate::submission::{Approval, PersonRef};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// What an accepted loss notice becomes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// Goes up by one with every step.
    pub version: u64,
    /// Who captured the loss notice.
    pub reported_by: PersonRef,
    /// Where it stands.
    pub stage: Stage,
    /// A decision that waits for the second person.
    pub proposal: Option<Proposal>,
    /// What settlements before the last reopening paid.
    pub paid_before: Money,
    /// Its course, oldest first.
    pub steps: Vec<Step>,
}

/// A decision that needs two people and has one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    /// What is to be decided.
    pub decision: Decision,
    /// Who has agreed.
    pub approvals: Vec<Approval>,
}

impl Claim {
    /// The claim of a loss notice that was captured by `by` and accepted at `at`; `claimed` is the
    /// reporter's own estimate.
    pub fn reported(by: PersonRef, claimed: Option<Money>, at: Timestamp) -> Self {
        let step = Step {
            kind: StepKind::Reported,
            at,
            by: by.clone(),
            note: String::new(),
            reason: None,
            amount: claimed,
        };
        Self {
            version: 1,
            reported_by: by,
            stage: Stage::Reported {},
            proposal: None,
            paid_before: Money::ZERO,
            steps: vec![step],
        }
    }

    /// What is still to be paid out by the settlement; `None` until there is one.
    pub fn due(&self) -> Option<Money> {
        let settled = self.stage.settled()?;
        Some(settled.settlement.amount() - self.paid_before)
    }

    /// The amount that says who may decide this: the higher of every figure involved.
    pub fn amount_of(&self, decision: &Decision) -> Money {
        let estimate = self.stage.estimate().unwrap_or_default();
        let assessed = match self.stage {
            Stage::Assessed { assessed, .. } => assessed,
            _ => Money::ZERO,
        };
        match decision {
            Decision::Settle { settlement } => estimate.max(assessed).max(settlement.amount()),
            Decision::Register { .. } | Decision::Reestimate { .. } => {
                estimate.max(decision.amount())
            }
        }
    }
}
