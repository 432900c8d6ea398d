//! What is known of somebody's presence, and which of it counts, in whatever order it becomes known.
//!
//! - A trainer's mark, which has a reason, stands over a sign-in by code, and both over the closing.
//! - Among marks the one made later stands, however late the earlier one arrives. Of two made in the same
//!   millisecond, the one that says less was there (the order of [`Presence::ALL`]); of two that say the same,
//!   the one whose reason comes later as a text.
//! - Among sign-ins by code the earliest stands.

use super::{CheckedIn, Presence, PresenceSource, RosterEntry};
use crate::submission::PersonRef;
use crate::time::Timestamp;

impl RosterEntry {
    /// Somebody who should come, of whom nothing is known.
    pub const fn awaited(person: PersonRef) -> Self {
        Self {
            person,
            presence: None,
            source: None,
            check_in: None,
        }
    }

    /// The person signed in by code.
    pub fn sign_in(&mut self, check_in: CheckedIn) {
        let first = match self.signed_in() {
            Some(known) if known.at <= check_in.at => known,
            _ => check_in,
        };
        self.check_in = Some(first);
        if !matches!(self.source, Some(PresenceSource::Hand { .. })) {
            self.presence = Some(first.presence);
            self.source = Some(PresenceSource::Code { at: first.at });
        }
    }

    /// The trainer marked the person at a moment, by the trainer's clock set right.
    pub fn mark(&mut self, presence: Presence, reason: &str, at: Timestamp) {
        self.check_in = self.signed_in();
        if let (
            Some(PresenceSource::Hand {
                reason: said,
                at: then,
            }),
            Some(stands),
        ) = (&self.source, self.presence)
            && (at, presence, reason) < (*then, stands, said.as_str())
        {
            return;
        }
        self.presence = Some(presence);
        self.source = Some(PresenceSource::Hand {
            reason: reason.to_owned(),
            at,
        });
    }

    /// The session was closed: of whom nothing is known was absent.
    pub fn close(&mut self) {
        if self.presence.is_none() {
            self.presence = Some(Presence::Absent);
            self.source = Some(PresenceSource::Closing);
        }
    }

    /// The sign-in by code, if there is one.
    pub fn signed_in(&self) -> Option<CheckedIn> {
        match (self.check_in, &self.source, self.presence) {
            // Rosters of before named it as the source alone.
            (None, Some(PresenceSource::Code { at }), Some(presence)) => Some(CheckedIn {
                presence,
                at: *at,
                known_at: *at,
            }),
            (check_in, _, _) => check_in,
        }
    }

    /// The sign-in by code that the trainer's mark contradicts, if the mark was made before the roster had it:
    /// for the trainer to settle by marking once more.
    pub fn contradiction(&self) -> Option<CheckedIn> {
        let Some(PresenceSource::Hand { at, .. }) = &self.source else {
            return None;
        };
        let came = self.presence.is_some_and(Presence::came);
        self.check_in
            .filter(|check_in| check_in.presence.came() != came && *at < check_in.known_at)
    }
}

#[cfg(test)]
mod tests;
