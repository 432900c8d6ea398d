//! What stays and what goes when a person signs out, and that nothing is kept for them afterwards: a
//! tab that has not heard of it opened the database before, and is refused.

use super::half_written::remove_all;
use super::vault::{get, get_prefixed, put};
use super::{CaseDraft, DecisionState, KeptDecision, SessionDraft, StoreError, Vault, schema};
use indexed_db_futures::object_store::ObjectStore;

/// How often the person has signed out in this browser.
pub(super) async fn sign_outs(meta: &ObjectStore<'_>) -> Result<u64, StoreError> {
    Ok(get(meta, schema::SIGN_OUTS).await?.unwrap_or(0))
}

impl Vault {
    /// The person signs out, in every tab. What is half written goes; what is decided and not sent stays,
    /// and waits until they say that it is to go.
    pub async fn leave(&self) -> Result<(), StoreError> {
        let transaction = self.write(&[schema::META])?;
        let meta = transaction.object_store(schema::META)?;
        let before = sign_outs(&meta).await?;
        put(&meta, schema::SIGN_OUTS, &before.saturating_add(1)).await?;
        remove_all::<CaseDraft>(&meta).await?;
        remove_all::<SessionDraft>(&meta).await?;
        let kept: Vec<KeptDecision> = get_prefixed(&meta, schema::DECISION_PREFIX).await?;
        for mut decision in kept.into_iter().filter(|it| !it.waits_for_person()) {
            decision.state = DecisionState::LeftBehind;
            decision.put_in(&meta).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// Refuses whoever has signed out since this vault was opened.
    pub(super) async fn check_here(&self, meta: &ObjectStore<'_>) -> Result<(), StoreError> {
        match sign_outs(meta).await? == self.sign_outs {
            true => Ok(()),
            false => Err(StoreError::SignedOut),
        }
    }
}
