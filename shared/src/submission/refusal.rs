//! Why something may not happen to a submission.

use super::{AuthorityLack, Level};
use core::fmt;
use serde::{Deserialize, Serialize};

/// Why it may not happen. Text key `refusals.<name>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Refusal {
    /// It is decided already.
    AlreadyDecided,
    /// The agent's answer is awaited.
    AwaitingAnswer,
    /// Nobody decides what they captured.
    OwnRecord,
    /// The person is no reviewer of this unit.
    NotAReviewer,
    /// The office has taken no decision that could be taken up again.
    NotDecided,
    /// Two people decide such an amount: who was one of them does not reopen it.
    DecidedYourself,
    /// The amount is above the person's level.
    AboveAuthority {
        /// The level that may.
        needed: Level,
    },
    /// The second of two approvals must come from somebody else.
    SecondPersonNeeded,
    /// A query needs at least one item, each with a reason and a note, and no answer yet.
    EmptyQuery,
    /// A rejection or a reopening needs a reason and a note.
    ReasonMissing,
    /// No such query is open.
    NoOpenQuery,
    /// Only the agent who captured it may.
    NotTheAgent,
    /// The time for an answer is not over.
    NotOverdue,
}

impl Refusal {
    /// The name in JSON and text keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AlreadyDecided => "already_decided",
            Self::AwaitingAnswer => "awaiting_answer",
            Self::OwnRecord => "own_record",
            Self::NotAReviewer => "not_a_reviewer",
            Self::NotDecided => "not_decided",
            Self::DecidedYourself => "decided_yourself",
            Self::AboveAuthority { .. } => "above_authority",
            Self::SecondPersonNeeded => "second_person_needed",
            Self::EmptyQuery => "empty_query",
            Self::ReasonMissing => "reason_missing",
            Self::NoOpenQuery => "no_open_query",
            Self::NotTheAgent => "not_the_agent",
            Self::NotOverdue => "not_overdue",
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl core::error::Error for Refusal {}

impl From<AuthorityLack> for Refusal {
    fn from(lack: AuthorityLack) -> Self {
        match lack {
            AuthorityLack::SecondPersonNeeded => Self::SecondPersonNeeded,
            AuthorityLack::AboveAuthority { needed } => Self::AboveAuthority { needed },
        }
    }
}
