//! One line of an agent's own attendance.

use chrono::NaiveDate;
use shared::id::RecordId;
use shared::time::Timestamp;
use shared::training::{
    Cancelled, CheckInRefusal, CheckInSlip, Presence, SessionNumber, is_same_sign_in,
};

/// A session somebody was at, or signed in to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attended {
    /// The record it is read from: the session, or the check-in.
    pub record: RecordId,
    /// The day.
    pub day: NaiveDate,
    /// When the session began, or when they signed in.
    pub at: Timestamp,
    /// The session's topic, if this phone knows the session.
    pub topic: Option<String>,
    /// The session's number.
    pub session_number: String,
    /// What is known.
    pub standing: Standing,
    /// A correction that does not stand yet.
    pub pending: Option<PendingCorrection>,
    /// Whether the trainer marked something else than the code says, and has not settled it.
    pub contradicted: bool,
    /// What the session is about that is credited in place of this one, for it was held at the same time.
    pub credited_instead: Option<String>,
    /// The session in which the office counts the sign-in, if this is one.
    pub counted_in: Option<RecordId>,
    /// Why a sign-in did not count of who is absent by the roster.
    pub refused: Option<CheckInRefusal>,
    /// What shows the sign-in to the trainer, if this is one.
    pub slip: Option<CheckInSlip>,
}

/// A correction of an attendance that does not stand yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PendingCorrection {
    /// The agent's, of the session's number: the office does not have it.
    Number,
    /// The trainer's, of the presence: a second person has to agree.
    Presence(Presence),
}

/// What is known of an attendance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// The sign-in is on this phone only.
    WaitingHere,
    /// The server could not take the sign-in.
    NotSent,
    /// The trainer's phone has not sent the session.
    WaitingForSession,
    /// It counts once the trainer ends the session.
    NotClosed {
        /// As what.
        presence: Presence,
    },
    /// It counts.
    Counted {
        /// As what.
        presence: Presence,
        /// Minutes credited.
        minutes: u32,
    },
    /// The session was told too late: it counts once a second person agrees.
    WaitingForSecondPerson,
    /// The session was told too late, and the second person did not agree.
    Declined,
    /// The session was called off.
    Cancelled {
        /// Why, in the trainer's words.
        reason: String,
    },
    /// The sign-in does not count.
    NotCounted(CheckInRefusal),
}

impl From<&Cancelled> for Standing {
    fn from(cancelled: &Cancelled) -> Self {
        Self::Cancelled {
            reason: cancelled.reason.clone(),
        }
    }
}

impl Standing {
    /// As what the roster has them, where that stands or will.
    const fn presence(&self) -> Option<Presence> {
        match self {
            Self::NotClosed { presence } | Self::Counted { presence, .. } => Some(*presence),
            _ => None,
        }
    }
}

impl Attended {
    /// Whether a sign-in to this session at `now` would be a second one.
    pub fn is_signed_in_to(&self, number: SessionNumber, now: Timestamp) -> bool {
        let same = self.session_number == number.to_string() && is_same_sign_in(self.at, now);
        let waits = matches!(
            self.standing,
            Standing::WaitingHere | Standing::WaitingForSession
        );
        same && (waits || self.standing.presence().is_some_and(Presence::came))
    }

    /// Whether the sign-in is to this session.
    pub fn is_of(&self, sign_in: &Self) -> bool {
        let same =
            self.session_number == sign_in.session_number && is_same_sign_in(self.at, sign_in.at);
        self.record == sign_in.record || sign_in.counted_in == Some(self.record) || same
    }

    /// A session is one line, whatever signed in to it: the roster's word stands over a sign-in's, and the
    /// office's word on a sign-in over the phone's own. A sign-in that waits may still end an absence; one
    /// that was refused gives way to a later one.
    pub fn take_in(&mut self, sign_in: Self) {
        if self.record == sign_in.record {
            return;
        }
        let is_absent = self.standing.presence() == Some(Presence::Absent);
        let is_refused = matches!(self.standing, Standing::NotCounted(_));
        match sign_in.standing {
            Standing::NotCounted(refusal) if is_absent => self.refused = Some(refusal),
            Standing::WaitingHere | Standing::WaitingForSession | Standing::NotSent
                if is_absent =>
            {
                let pending = sign_in.pending.or(self.pending);
                *self = Self { pending, ..sign_in };
            }
            _ if is_refused && self.at < sign_in.at => *self = sign_in,
            _ => {}
        }
    }
}
