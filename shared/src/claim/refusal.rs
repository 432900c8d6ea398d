//! Why something may not happen to a claim.

use crate::submission::{AuthorityLack, Level};
use core::fmt;
use serde::{Deserialize, Serialize};

/// Why it may not happen. Text key `claim.refusals.<name>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Refusal {
    /// The person is no reviewer of this unit.
    NotAReviewer,
    /// Nobody decides what they reported.
    OwnReport,
    /// The course has another step now.
    NotAtThisStage,
    /// A proposal waits: it is confirmed or turned back first.
    AwaitingSecondPerson,
    /// There is no proposal.
    NothingProposed,
    /// The amount is above the person's level.
    AboveAuthority {
        /// The level that may.
        needed: Level,
    },
    /// Somebody else has to do this: the second of two approvals, or a reopening.
    SecondPersonNeeded,
    /// An estimate is more than nothing, an assessment not less.
    AmountOutOfRange,
    /// Paid in full is what was assessed, and more than nothing.
    NotWhatWasAssessed,
    /// A part is more than nothing and less than what was assessed.
    NotAPart,
    /// Less than what was paid before the claim was reopened.
    BelowPaid,
    /// A known reason is needed.
    ReasonMissing,
    /// It has to be explained.
    NoteMissing,
}

impl Refusal {
    /// All.
    pub const ALL: [Self; 13] = [
        Self::NotAReviewer,
        Self::OwnReport,
        Self::NotAtThisStage,
        Self::AwaitingSecondPerson,
        Self::NothingProposed,
        Self::AboveAuthority { needed: Level(1) },
        Self::SecondPersonNeeded,
        Self::AmountOutOfRange,
        Self::NotWhatWasAssessed,
        Self::NotAPart,
        Self::BelowPaid,
        Self::ReasonMissing,
        Self::NoteMissing,
    ];

    /// The name in JSON and text keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotAReviewer => "not_a_reviewer",
            Self::OwnReport => "own_report",
            Self::NotAtThisStage => "not_at_this_stage",
            Self::AwaitingSecondPerson => "awaiting_second_person",
            Self::NothingProposed => "nothing_proposed",
            Self::AboveAuthority { .. } => "above_authority",
            Self::SecondPersonNeeded => "second_person_needed",
            Self::AmountOutOfRange => "amount_out_of_range",
            Self::NotWhatWasAssessed => "not_what_was_assessed",
            Self::NotAPart => "not_a_part",
            Self::BelowPaid => "below_paid",
            Self::ReasonMissing => "reason_missing",
            Self::NoteMissing => "note_missing",
        }
    }
}

impl From<AuthorityLack> for Refusal {
    fn from(lack: AuthorityLack) -> Self {
        match lack {
            AuthorityLack::SecondPersonNeeded => Self::SecondPersonNeeded,
            AuthorityLack::AboveAuthority { needed } => Self::AboveAuthority { needed },
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl core::error::Error for Refusal {}
