//! What happened to a claim, step by step.

use crate::money::Money;
use crate::submission::PersonRef;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// What kind of step it was. Text key `claim.step.<name>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// The agent's report was accepted as a claim.
    Reported,
    /// Taken on, with an estimate.
    Registered,
    /// A new estimate.
    Reestimated,
    /// Looked into.
    Surveyed,
    /// Computed.
    Assessed,
    /// The first of two approvals of an estimate or a settlement.
    Proposed,
    /// The second person did not agree, or the first thought again.
    TurnedBack,
    /// Decided.
    Settled,
    /// Archived.
    Closed,
    /// Taken up again.
    Reopened,
}

impl StepKind {
    /// All, in the order of a claim's course.
    pub const ALL: [Self; 10] = [
        Self::Reported,
        Self::Registered,
        Self::Reestimated,
        Self::Surveyed,
        Self::Assessed,
        Self::Proposed,
        Self::TurnedBack,
        Self::Settled,
        Self::Closed,
        Self::Reopened,
    ];

    /// The name in JSON and text keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::Registered => "registered",
            Self::Reestimated => "reestimated",
            Self::Surveyed => "surveyed",
            Self::Assessed => "assessed",
            Self::Proposed => "proposed",
            Self::TurnedBack => "turned_back",
            Self::Settled => "settled",
            Self::Closed => "closed",
            Self::Reopened => "reopened",
        }
    }
}

/// One step of a claim's course.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// What happened.
    pub kind: StepKind,
    /// When, by the server's clock.
    pub at: Timestamp,
    /// Who did it.
    pub by: PersonRef,
    /// In their words; may be empty where nothing has to be explained.
    pub note: String,
    /// Why it was settled so, or reopened; one of [`super::reason`].
    pub reason: Option<String>,
    /// The estimate, the assessment or what is paid.
    pub amount: Option<Money>,
}
