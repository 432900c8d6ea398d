//! A decision of the desk that the server has not taken yet.

mod keeping;

use serde::{Deserialize, Serialize};
use shared::desk::DecisionRequest;
use shared::id::{DecisionId, RecordId};
use shared::number::RecordNumber;
use shared::problem::Problem;
use shared::submission::AuthorityNeeded;
use shared::time::Timestamp;

/// How long a decision can be taken back, in milliseconds.
pub const UNDO_MS: i64 = 6_000;

/// What the reviewer had read when they decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhatWasRead {
    /// The content version.
    pub content_version: u64,
    /// How many steps the course had.
    pub steps: usize,
    /// Whether it makes the first of two approvals.
    pub first_of_two: bool,
    /// What the amount asked for.
    pub needed: AuthorityNeeded,
    /// The agent's name.
    pub agent: String,
}

/// Where a decision is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum DecisionState {
    /// Nobody but this device can have it: it can still be taken back.
    Undoable,
    /// It is sent until the server has answered, which may have it.
    OnItsWay,
    /// The person signed out before the server had it: it goes when they say so.
    LeftBehind,
    /// The server did not take it.
    Refused {
        /// Why.
        problem: Problem,
    },
}

/// A decision that the server has not taken yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptDecision {
    /// About which record.
    pub record_id: RecordId,
    /// Its number.
    pub number: RecordNumber,
    /// What is sent, with the version that was read.
    pub request: DecisionRequest,
    /// What the reviewer had read.
    pub read: WhatWasRead,
    /// From when on it is sent, if the server is there.
    pub sent_at: Timestamp,
    /// Where it is.
    pub state: DecisionState,
}

impl KeptDecision {
    /// Its id.
    pub const fn id(&self) -> DecisionId {
        self.request.decision_id
    }

    /// Whether nobody but this device can have it.
    pub fn may_be_taken_back(&self) -> bool {
        self.state == DecisionState::Undoable
    }

    /// Whether its time to be taken back at once runs. A clock that was set back gives nobody more time.
    pub fn is_undoable(&self, now: Timestamp) -> bool {
        let left = self.sent_at.millis_since(now);
        self.may_be_taken_back() && (1..=UNDO_MS).contains(&left)
    }

    /// Whether the server did not take it.
    pub const fn is_refused(&self) -> bool {
        matches!(self.state, DecisionState::Refused { .. })
    }

    /// Whether the server did not take it for the reason of this code.
    pub fn was_refused_as(&self, code: &str) -> bool {
        matches!(&self.state, DecisionState::Refused { problem } if problem.code == code)
    }

    /// Whether the person signed out before the server had it.
    pub fn is_left_behind(&self) -> bool {
        self.state == DecisionState::LeftBehind
    }

    /// Whether it goes no further by itself.
    pub fn waits_for_person(&self) -> bool {
        self.is_refused() || self.is_left_behind()
    }

    /// Whether who drops it knows where it is: another tab may have sent it since, or heard the answer.
    fn may_be_dropped_as(&self, shown: &DecisionState) -> bool {
        self.waits_for_person() && self.state == *shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::work::decisions::example::kept;

    #[test]
    fn six_seconds_are_six_seconds_whatever_the_clock_does() {
        let decision = kept(1, 10_000);
        let undoable = |now| decision.is_undoable(Timestamp::from_millis(now));
        assert!(undoable(4_000) && undoable(9_999));
        assert!(!undoable(10_000) && !undoable(60_000));
        assert!(!undoable(3_999), "the clock was set back");
    }

    #[test]
    fn what_was_left_behind_goes_no_further_by_itself_and_is_no_refusal() {
        let mut decision = kept(1, 10_000);
        assert!(!decision.waits_for_person());
        decision.state = DecisionState::LeftBehind;
        assert!(decision.waits_for_person() && !decision.is_refused());
        assert!(!decision.is_undoable(Timestamp::from_millis(5_000)));
        let stored = serde_json::to_string(&decision.state).unwrap();
        assert_eq!(stored, r#"{"state":"left_behind"}"#);
    }

    #[test]
    fn nobody_drops_what_another_tab_has_sent_or_was_answered_since_it_was_shown() {
        let refused = DecisionState::Refused {
            problem: Problem {
                status: 409,
                code: "changed_meanwhile".to_owned(),
                detail: String::new(),
                findings: Vec::new(),
            },
        };
        let dropped_as = |state: &DecisionState, shown: &DecisionState| {
            let decision = KeptDecision {
                state: state.clone(),
                ..kept(1, 10_000)
            };
            decision.may_be_dropped_as(shown)
        };
        let left = DecisionState::LeftBehind;
        assert!(dropped_as(&left, &left) && dropped_as(&refused, &refused));
        assert!(!dropped_as(&DecisionState::OnItsWay, &left), "it was sent");
        assert!(!dropped_as(&refused, &left), "it was sent and refused");
        let undoable = DecisionState::Undoable;
        assert!(!dropped_as(&undoable, &undoable), "that is taken back");
    }

    #[test]
    fn what_is_on_its_way_cannot_be_taken_back() {
        let mut decision = kept(1, 10_000);
        assert!(decision.may_be_taken_back(), "however long it waits");
        decision.state = DecisionState::OnItsWay;
        assert!(!decision.may_be_taken_back());
        assert!(!decision.is_undoable(Timestamp::from_millis(5_000)));
    }
}
