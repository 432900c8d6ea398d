//! Decisions on their way: undone in time, taken by the server, or refused.

use super::Sitting;
use crate::api::ApiError;
use crate::clock::now;
use crate::pages::desk::draft::CaseDraft;
use crate::pages::desk::{requests, words};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::desk::{Case, DecisionRequest};
use shared::id::{DecisionId, RecordId};
use shared::time::Timestamp;
use std::time::Duration;

/// How long a decision can be undone.
pub const UNDO_FOR: Duration = Duration::from_secs(6);

/// A decision, with the case as the reviewer read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// The case as it was read.
    pub case: Case,
    /// What was decided.
    pub request: DecisionRequest,
}

impl Decided {
    /// The record.
    pub const fn record_id(&self) -> RecordId {
        self.case.record.record_id
    }
}

/// A decision that is sent when its time is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pending {
    /// The decision.
    pub decided: Decided,
    /// When it is sent.
    pub sent_at: Timestamp,
}

/// A decision the server did not take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failed {
    /// The decision.
    pub decided: Decided,
    /// Why.
    pub error: ApiError,
}

impl Sitting {
    /// Takes a decision, to be sent when its time is over; the one before is sent now.
    pub fn decide(self, decided: Decided) {
        self.send_pending();
        let decision = decided.request.decision_id;
        self.keep_draft(decided.record_id(), CaseDraft::default());
        self.said.set(words::decided_said(&decided));
        let wait = i64::try_from(UNDO_FOR.as_millis()).unwrap_or_default();
        self.pending.set(Some(Pending {
            decided,
            sent_at: now().plus_millis(wait),
        }));
        set_timeout(move || self.send_if_pending(decision), UNDO_FOR);
    }

    /// Takes the last decision back: the case as it was, with what was written.
    pub fn undo(self) -> Option<RecordId> {
        let pending = self.pending.try_update(Option::take).flatten()?;
        let decided = pending.decided;
        self.keep_draft(
            decided.record_id(),
            CaseDraft::of(&decided.request.decision),
        );
        self.said.set(words::undone_said(&decided));
        Some(decided.record_id())
    }

    /// Whether a decision about this case is on its way.
    pub fn is_decided(self, id: RecordId) -> bool {
        self.pending.with_untracked(|pending| {
            pending
                .as_ref()
                .is_some_and(|pending| pending.decided.record_id() == id)
        })
    }

    fn send_if_pending(self, decision: DecisionId) {
        let still = self.pending.with_untracked(|pending| {
            pending
                .as_ref()
                .is_some_and(|pending| pending.decided.request.decision_id == decision)
        });
        if still {
            self.send_pending();
        }
    }

    /// Sends the decision that could still be undone.
    pub fn send_pending(self) {
        if let Some(pending) = self.pending.try_update(Option::take).flatten() {
            self.send(pending.decided);
        }
    }

    /// The same for a page that is being closed.
    pub fn send_in_passing(self) {
        let Some(pending) = self.pending.try_update(Option::take).flatten() else {
            return;
        };
        spawn_local(async move {
            let decided = pending.decided;
            let sent = requests::decide_in_passing(decided.record_id(), &decided.request).await;
            self.settle(decided, sent);
        });
    }

    fn send(self, decided: Decided) {
        spawn_local(async move {
            let sent = requests::decide(decided.record_id(), &decided.request).await;
            self.settle(decided, sent);
        });
    }

    fn settle(self, decided: Decided, sent: Result<(), ApiError>) {
        match sent {
            Ok(()) => self.done.update(|done| {
                done.insert(decided.record_id(), now());
            }),
            Err(error) => {
                let draft = CaseDraft::of(&decided.request.decision);
                self.keep_draft(decided.record_id(), draft);
                self.said.set(words::failed_said(&decided));
                self.failed
                    .update(|failed| failed.push(Failed { decided, error }));
            }
        }
    }

    /// Sends a decision again that the server did not take.
    pub fn try_again(self, decision: DecisionId) {
        if let Some(failed) = self.drop_failed(decision) {
            self.send(failed.decided);
        }
    }

    /// Forgets a decision that the server did not take.
    pub fn drop_failed(self, decision: DecisionId) -> Option<Failed> {
        let taken = |failed: &mut Vec<Failed>| {
            let at = failed
                .iter()
                .position(|failed| failed.decided.request.decision_id == decision)?;
            Some(failed.remove(at))
        };
        self.failed.try_update(taken).flatten()
    }

    /// The decision about this case that the server did not take.
    pub fn failed_about(self, id: RecordId) -> Option<Failed> {
        self.failed.with_untracked(|failed| {
            failed
                .iter()
                .find(|failed| failed.decided.record_id() == id)
                .cloned()
        })
    }
}
