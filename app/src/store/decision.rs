//! Decisions of the desk that the server has not taken yet. They outlive a reload, a crash and a
//! closed tab; which of several tabs sends one or takes it back is settled by a transaction.

use super::half_written::replace;
use super::vault::{get, get_prefixed, put, remove};
use super::{CaseDraft, StoreError, Vault, schema};
use indexed_db_futures::object_store::ObjectStore;
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
    /// It can still be taken back.
    Undoable,
    /// It is sent until the server has answered.
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
    /// Until when it can be taken back.
    pub sent_at: Timestamp,
    /// Where it is.
    pub state: DecisionState,
}

impl KeptDecision {
    /// Its id.
    pub const fn id(&self) -> DecisionId {
        self.request.decision_id
    }

    /// Whether it can still be taken back. A clock that was set back gives nobody more time.
    pub fn is_undoable(&self, now: Timestamp) -> bool {
        let left = self.sent_at.millis_since(now);
        self.state == DecisionState::Undoable && (1..=UNDO_MS).contains(&left)
    }

    /// Whether the server did not take it.
    pub const fn is_refused(&self) -> bool {
        matches!(self.state, DecisionState::Refused { .. })
    }

    /// Whether the person signed out before the server had it.
    pub fn is_left_behind(&self) -> bool {
        self.state == DecisionState::LeftBehind
    }

    /// Whether it goes no further by itself.
    pub fn waits_for_person(&self) -> bool {
        self.is_refused() || self.is_left_behind()
    }

    /// Keeps it as it is now.
    pub(super) async fn put_in(&self, meta: &ObjectStore<'_>) -> Result<(), StoreError> {
        put(meta, key(self.id()), self).await
    }
}

fn key(id: DecisionId) -> String {
    format!("{}{id}", schema::DECISION_PREFIX)
}

impl Vault {
    /// Keeps a decision in place of what was written for it; it is on the disk when this returns.
    ///
    /// # Errors
    /// [`StoreError::SignedOut`] if the person has signed out meanwhile: nobody has decided it.
    pub async fn keep_decision(&self, decision: &KeptDecision) -> Result<(), StoreError> {
        let transaction = self.write(&[schema::META])?;
        let meta = transaction.object_store(schema::META)?;
        self.check_here(&meta).await?;
        decision.put_in(&meta).await?;
        replace(&meta, decision.record_id, CaseDraft::default()).await?;
        Ok(transaction.commit().await?)
    }

    /// Keeps that the server did not take a decision, and why.
    pub async fn keep_refused(&self, decision: &KeptDecision) -> Result<(), StoreError> {
        let transaction = self.write(&[schema::META])?;
        let meta = transaction.object_store(schema::META)?;
        decision.put_in(&meta).await?;
        Ok(transaction.commit().await?)
    }

    /// Every decision that is kept, in the order they were taken.
    pub async fn decisions(&self) -> Result<Vec<KeptDecision>, StoreError> {
        let transaction = self.read(&[schema::META])?;
        let meta = transaction.object_store(schema::META)?;
        let mut kept: Vec<KeptDecision> = get_prefixed(&meta, schema::DECISION_PREFIX).await?;
        kept.sort_by_key(|decision| (decision.sent_at, decision.id()));
        Ok(kept)
    }

    /// Takes a decision back, so that what was written for it is half written again; not, if a tab has
    /// begun to send it.
    pub async fn take_back_decision(&self, id: DecisionId) -> Result<bool, StoreError> {
        let transaction = self.write(&[schema::META])?;
        let meta = transaction.object_store(schema::META)?;
        let kept: Option<KeptDecision> = get(&meta, key(id)).await?;
        let undoable = kept.filter(|kept| kept.state == DecisionState::Undoable);
        let taken_back = undoable.is_some();
        if let Some(kept) = undoable {
            remove(&meta, key(id)).await?;
            let draft = CaseDraft::of(&kept.request.decision);
            replace(&meta, kept.record_id, draft).await?;
        }
        transaction.commit().await?;
        Ok(taken_back)
    }

    /// Marks a decision as being sent, from which on it cannot be taken back; `None` if another tab has
    /// taken it back or heard the server's answer, or if the person was not asked yet about what they
    /// left behind.
    pub async fn begin_sending(&self, id: DecisionId) -> Result<Option<KeptDecision>, StoreError> {
        self.mark_as_sent(id, |kept| !kept.waits_for_person()).await
    }

    /// The person has said that what they left behind is to go; `None` if another tab was told otherwise.
    ///
    /// # Errors
    /// [`StoreError::SignedOut`] if they have signed out meanwhile.
    pub async fn send_left_behind(
        &self,
        id: DecisionId,
    ) -> Result<Option<KeptDecision>, StoreError> {
        self.mark_as_sent(id, KeptDecision::is_left_behind).await
    }

    async fn mark_as_sent(
        &self,
        id: DecisionId,
        may_go: fn(&KeptDecision) -> bool,
    ) -> Result<Option<KeptDecision>, StoreError> {
        let transaction = self.write(&[schema::META])?;
        let meta = transaction.object_store(schema::META)?;
        self.check_here(&meta).await?;
        let kept: Option<KeptDecision> = get(&meta, key(id)).await?;
        let mut kept = kept.filter(may_go);
        if let Some(kept) = &mut kept {
            kept.state = DecisionState::OnItsWay;
            kept.put_in(&meta).await?;
        }
        transaction.commit().await?;
        Ok(kept)
    }

    /// Forgets a decision: the server has taken it, or the person drops it.
    pub async fn drop_decision(&self, id: DecisionId) -> Result<(), StoreError> {
        let transaction = self.write(&[schema::META])?;
        let meta = transaction.object_store(schema::META)?;
        remove(&meta, key(id)).await?;
        Ok(transaction.commit().await?)
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
    fn what_is_on_its_way_cannot_be_taken_back() {
        let mut decision = kept(1, 10_000);
        decision.state = DecisionState::OnItsWay;
        assert!(!decision.is_undoable(Timestamp::from_millis(5_000)));
    }
}
