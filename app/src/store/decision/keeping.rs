//! Decisions outlive a reload, a crash and a closed tab; which of several tabs sends one, takes it back or
//! drops it is settled by a transaction.

use super::{DecisionState, KeptDecision};
use crate::store::half_written::replace;
use crate::store::vault::{get, get_prefixed, put, remove};
use crate::store::{CaseDraft, StoreError, Vault, schema};
use indexed_db_futures::object_store::ObjectStore;
use shared::id::DecisionId;

impl KeptDecision {
    /// Keeps it as it is now.
    pub(in crate::store) async fn put_in(&self, meta: &ObjectStore<'_>) -> Result<(), StoreError> {
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

    /// Keeps that the server did not take a decision, and why; `false` if another tab was told before,
    /// and what became of it since is not undone.
    ///
    /// # Errors
    /// [`StoreError::SignedOut`] if it was `never_kept` and the person has signed out meanwhile.
    pub async fn keep_refused(
        &self,
        decision: &KeptDecision,
        never_kept: bool,
    ) -> Result<bool, StoreError> {
        let transaction = self.write(&[schema::META])?;
        let meta = transaction.object_store(schema::META)?;
        let kept: Option<KeptDecision> = get(&meta, key(decision.id())).await?;
        let is_news = match kept {
            Some(kept) => !kept.is_refused(),
            None if never_kept => {
                self.check_here(&meta).await?;
                true
            }
            None => false,
        };
        if is_news {
            decision.put_in(&meta).await?;
        }
        transaction.commit().await?;
        Ok(is_news)
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
        let undoable = kept.filter(KeptDecision::may_be_taken_back);
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
    /// It may have been sent before they signed out.
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

    /// Forgets a decision that the server has taken, wherever it is.
    pub async fn forget_taken(&self, id: DecisionId) -> Result<(), StoreError> {
        let transaction = self.write(&[schema::META])?;
        let meta = transaction.object_store(schema::META)?;
        remove(&meta, key(id)).await?;
        Ok(transaction.commit().await?)
    }

    /// Forgets a decision that the person drops; `false` if it is not where it was `shown` to them: then
    /// another tab has sent it, or was told otherwise.
    ///
    /// # Errors
    /// [`StoreError::SignedOut`] if they have signed out meanwhile.
    pub async fn drop_decision(
        &self,
        id: DecisionId,
        shown: &DecisionState,
    ) -> Result<bool, StoreError> {
        let transaction = self.write(&[schema::META])?;
        let meta = transaction.object_store(schema::META)?;
        self.check_here(&meta).await?;
        let kept: Option<KeptDecision> = get(&meta, key(id)).await?;
        let dropped = kept.is_none_or(|kept| kept.may_be_dropped_as(shown));
        if dropped {
            remove(&meta, key(id)).await?;
        }
        transaction.commit().await?;
        Ok(dropped)
    }
}
