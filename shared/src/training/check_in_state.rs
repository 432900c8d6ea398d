//! A sign-in to a session, and what became of it.

use super::Presence;
use crate::answers::Answers;
use crate::id::{PersonId, RecordId};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// A sign-in as it arrives.
#[derive(Debug, Clone, Copy)]
pub struct CheckIn<'r> {
    /// Who signed in.
    pub person: PersonId,
    /// What was typed.
    pub content: &'r Answers,
    /// When, by the device's clock.
    pub captured_at: Timestamp,
    /// When the server had it, by the server's clock.
    pub received_at: Timestamp,
}

/// What became of a check-in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum CheckInState {
    /// The server knows no session of that number: the trainer's phone has not sent it yet, or the number
    /// is another's.
    WaitingForSession,
    /// Counted.
    Counted {
        /// The session's record.
        session: RecordId,
        /// As what, where the trainer says nothing else.
        presence: Presence,
    },
    /// Not counted as the session stands; looked at again when its time or roster changes.
    NotCounted {
        /// Text key `check_in.<reason>`.
        reason: CheckInRefusal,
    },
}

impl CheckInState {
    /// Whether the session it was decided against had shown the code.
    pub const fn knows_the_code(&self) -> bool {
        match self {
            Self::WaitingForSession => false,
            Self::Counted { .. } => true,
            Self::NotCounted { reason } => matches!(
                reason,
                CheckInRefusal::CodeTooOld | CheckInRefusal::NotOnRoster
            ),
        }
    }
}

/// Why a check-in is not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckInRefusal {
    /// The session never showed this code before it was typed: mistyped, or another session's.
    WrongCode,
    /// The session showed it too long before it was typed.
    CodeTooOld,
    /// The number is another session's.
    OtherSession,
    /// Signing in had not opened.
    NotYetOpen,
    /// The person is not on the session's roster.
    NotOnRoster,
    /// Signing in had ended, or the session was called off.
    SessionClosed,
}

impl CheckInRefusal {
    /// All.
    pub const ALL: [Self; 6] = [
        Self::WrongCode,
        Self::CodeTooOld,
        Self::OtherSession,
        Self::NotYetOpen,
        Self::NotOnRoster,
        Self::SessionClosed,
    ];

    /// The name in JSON and text keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::WrongCode => "wrong_code",
            Self::CodeTooOld => "code_too_old",
            Self::OtherSession => "other_session",
            Self::NotYetOpen => "not_yet_open",
            Self::NotOnRoster => "not_on_roster",
            Self::SessionClosed => "session_closed",
        }
    }
}
