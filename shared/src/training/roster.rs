//! The roster of a session: who should come, who came, and how that is known.

use super::{Backdated, Cancelled, Presence, PresenceCorrection};
use crate::answers::Answers;
use crate::id::RecordId;
use crate::submission::PersonRef;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// A session with its roster.
#[derive(Debug, Clone, Copy)]
pub struct TrainingSession<'r> {
    /// Its record.
    pub id: RecordId,
    /// What the trainer told of it.
    pub content: &'r Answers,
    /// Who should come, and who came.
    pub roster: &'r Roster,
}

/// Who should come to a session and who came.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Roster {
    /// When the trainer ended the session.
    pub closed_at: Option<Timestamp>,
    /// When that was with the trainer's clock set right, where it was wrong by more than clocks may be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Timestamp>,
    /// By name.
    pub entries: Vec<RosterEntry>,
    /// That the trainer called it off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancelled: Option<Cancelled>,
    /// That it was told after it had been held, and what a second person says to that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backdated: Option<Backdated>,
    /// Presences that were changed after the day of the session, in the order in which that was asked for, with
    /// what a second person says to each. All are kept: what counted on a day is read from them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<PresenceCorrection>,
}

impl Roster {
    /// Until when the session was held at the most: when it was ended, by the trainer's clock set right.
    pub fn held_until(&self) -> Option<Timestamp> {
        self.ended_at.or(self.closed_at)
    }

    /// Whether what stands here counts: it was not called off, and who had to agree has.
    pub fn is_in_force(&self) -> bool {
        let agreed = self.backdated.as_ref().is_none_or(Backdated::is_agreed);
        self.cancelled.is_none() && agreed
    }

    /// Whether a second person has to say something: to the session with its attendance, so only once that is
    /// known and the trainer has ended it.
    pub fn waits_for_second_person(&self) -> bool {
        let is_whole = self.closed_at.is_some() && self.cancelled.is_none();
        is_whole && (self.waits_as_a_whole() || self.waiting_corrections().next().is_some())
    }

    /// Whether nobody has said anything to a session that was told too late.
    pub fn waits_as_a_whole(&self) -> bool {
        self.backdated.as_ref().is_some_and(Backdated::waits)
    }

    /// The changes of presence that wait for a second person.
    pub fn waiting_corrections(&self) -> impl Iterator<Item = &PresenceCorrection> {
        self.corrections.iter().filter(|asked| asked.waits())
    }

    /// Whether time, audience and hours may change, or the session be called off: it is not over, or has not
    /// come to count.
    pub fn may_be_changed(&self) -> bool {
        let counts = self.closed_at.is_some() && self.is_in_force();
        self.cancelled.is_none() && !counts
    }
}

/// One person of a roster.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterEntry {
    /// Who.
    pub person: PersonRef,
    /// `None` until they signed in or were marked.
    pub presence: Option<Presence>,
    /// How it is known.
    pub source: Option<PresenceSource>,
    /// The sign-in by code, also where the trainer's mark stands over it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check_in: Option<CheckedIn>,
}

/// A sign-in by code as a roster keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckedIn {
    /// As what it counts where the trainer says nothing else.
    pub presence: Presence,
    /// When the code was typed, by the trainer's clock.
    pub at: Timestamp,
    /// Since when the roster has it, by the server's clock.
    pub known_at: Timestamp,
}

/// How a presence is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum PresenceSource {
    /// The person entered the code that was shown then.
    Code {
        /// When it was typed, by the trainer's clock.
        at: Timestamp,
    },
    /// The trainer marked it.
    Hand {
        /// Why by hand.
        reason: String,
        /// When, by the trainer's clock set right and not after its receipt.
        at: Timestamp,
    },
    /// Nobody had marked the person when the session ended.
    Closing,
}
