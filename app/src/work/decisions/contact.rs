//! Whether the server is there and knows who is signed in, as far as the desk has heard.

use super::Decisions;
use crate::api::{self, ApiError};
use crate::clock::now;
use crate::sync::SyncStatus;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::de::IgnoredAny;
use shared::sync::Phase;
use shared::time::Timestamp;

/// How long after an answer of the server a decision may go without asking first whether it is there, in
/// milliseconds.
const REACHED_MS: i64 = 5_000;

/// What stands between this device and the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Contact {
    /// Nothing that is known.
    #[default]
    Open,
    /// No answer comes.
    Unreachable,
    /// The session has ended.
    SignInNeeded,
}

impl Contact {
    /// What the exchange is doing, if this is true: it may not have noticed yet.
    pub const fn seen_in(self, status: SyncStatus) -> SyncStatus {
        let phase = match (self, status.phase) {
            (Self::Unreachable, Phase::Idle | Phase::Busy) => Phase::Unreachable,
            (Self::SignInNeeded, Phase::Idle | Phase::Busy | Phase::Unreachable) => {
                Phase::SignInNeeded
            }
            (_, phase) => phase,
        };
        SyncStatus { phase, ..status }
    }
}

impl Decisions {
    /// Whether the server answered so shortly ago that what nobody else can have may go to it.
    pub(super) fn answered_just_now(self, now: Timestamp) -> bool {
        let reached = self.inner.try_with_value(|inner| inner.reached).flatten();
        is_fresh(reached, now)
    }

    /// Asks who is signed in: to a server that is not there nothing goes, and of whom nobody is neither.
    pub(super) fn ask_whether_it_is_there(self) {
        let was_asking = self
            .inner
            .try_update_value(|inner| core::mem::replace(&mut inner.asking, true));
        if was_asking != Some(false) {
            return;
        }
        spawn_local(async move {
            let answer: Result<IgnoredAny, ApiError> = api::get("/api/session").await;
            self.inner.try_update_value(|inner| inner.asking = false);
            if let Err(error) = &answer {
                self.wait_for(error);
            }
            self.heard(&answer);
            match self.contact.try_get_untracked() {
                Some(Contact::Open) => self.send_due(),
                _ => self.wake_in_time(),
            }
        });
    }

    /// The session has ended, as another tab or the exchange was told.
    pub fn ended(self) {
        let was = self.contact.try_get_untracked();
        if was.is_some_and(|was| was != Contact::SignInNeeded) {
            self.contact.try_set(Contact::SignInNeeded);
        }
    }

    /// An exchange has reached the server.
    pub fn reached(self) {
        let was = self.contact.try_get_untracked();
        if was.is_some_and(|was| was != Contact::Open) {
            self.contact.try_set(Contact::Open);
            self.go_on();
        }
    }

    /// What a request of the desk says about the way to the server.
    pub fn heard<T>(self, answer: &Result<T, ApiError>) {
        let contact = match answer {
            Err(error) if is_sign_in(error) => Contact::SignInNeeded,
            Err(error) if error.is_passing() => Contact::Unreachable,
            _ => Contact::Open,
        };
        if contact == Contact::Open {
            self.inner
                .try_update_value(|inner| inner.reached = Some(now()));
        }
        if self
            .contact
            .try_get_untracked()
            .is_some_and(|it| it != contact)
        {
            self.contact.try_set(contact);
            if contact == Contact::Open {
                self.go_on();
            }
        }
        let told = self.inner.try_with_value(|inner| inner.told.clone());
        if let (true, Some(told)) = (contact != Contact::Open, told.flatten()) {
            (told.failed)();
        }
    }
}

/// Somebody has to sign in: nobody, or somebody else, works in this browser now.
pub(super) fn is_sign_in(error: &ApiError) -> bool {
    match error {
        ApiError::SignIn => true,
        ApiError::Problem(problem) => problem.code == "device_of_another",
        ApiError::Unreachable | ApiError::NotNow { .. } => false,
    }
}

/// Whether the server answered a moment ago.
fn is_fresh(reached: Option<Timestamp>, now: Timestamp) -> bool {
    reached.is_some_and(|at| (0..=REACHED_MS).contains(&now.millis_since(at)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(millis: i64) -> Timestamp {
        Timestamp::from_millis(millis)
    }

    #[test]
    fn the_server_is_there_for_a_moment_after_it_answered() {
        let is_there = |now| is_fresh(Some(at(10_000)), at(now));
        assert!(is_there(10_000) && is_there(10_000 + REACHED_MS));
        assert!(!is_there(10_001 + REACHED_MS));
        assert!(!is_there(9_999), "the clock was set back");
        assert!(!is_fresh(None, at(0)), "it was never heard of");
    }
}
