//! What somebody has begun to write and not finished. It outlives a reload, a crash and a closed tab,
//! until it is finished or the person signs out.

use super::vault::{get_prefixed, put_last, remove};
use super::{StoreError, Vault, schema};
use indexed_db_futures::object_store::ObjectStore;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Something that can be half written.
pub trait HalfWritten:
    Clone + Default + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static
{
    /// What it is about.
    type About: Copy + Ord + Serialize + DeserializeOwned + Send + Sync + 'static;

    /// Where it is kept that is about this.
    fn key(about: Self::About) -> String;

    /// What every such key begins with.
    const KEY_PREFIX: &'static str;

    /// Whether nothing is written or chosen.
    fn is_empty(&self) -> bool;
}

/// Where something half written is kept that is finished with what is made of it: both are one step on the disk.
#[derive(Debug, Clone)]
pub struct Finishes(String);

impl Finishes {
    /// What is half written about this.
    pub fn of<D: HalfWritten>(about: D::About) -> Self {
        Self(D::key(about))
    }

    /// Keeps nothing of it any more.
    pub(super) async fn end(&self, meta: &ObjectStore<'_>) -> Result<(), StoreError> {
        remove(meta, self.0.as_str()).await
    }
}

/// Something half written as it is kept.
#[derive(Debug, Serialize, Deserialize)]
struct Kept<About, Draft> {
    #[serde(rename = "record_id")]
    about: About,
    draft: Draft,
}

/// Keeps what is written in place of what was, as the last step of a transaction.
pub(super) async fn replace<D: HalfWritten>(
    meta: &ObjectStore<'_>,
    about: D::About,
    draft: D,
) -> Result<(), StoreError> {
    match draft.is_empty() {
        true => remove(meta, D::key(about)).await,
        false => put_last(meta, D::key(about), &Kept { about, draft }),
    }
}

async fn read<D: HalfWritten>(meta: &ObjectStore<'_>) -> Result<BTreeMap<D::About, D>, StoreError> {
    let kept: Vec<Kept<D::About, D>> = get_prefixed(meta, D::KEY_PREFIX).await?;
    let kept = kept.into_iter();
    Ok(kept.map(|kept| (kept.about, kept.draft)).collect())
}

pub(super) async fn remove_all<D: HalfWritten>(meta: &ObjectStore<'_>) -> Result<(), StoreError> {
    for about in read::<D>(meta).await?.into_keys() {
        remove(meta, D::key(about)).await?;
    }
    Ok(())
}

impl Vault {
    /// Keeps what is written about something; nothing stays of what is empty.
    ///
    /// # Errors
    /// [`StoreError::SignedOut`] if the person has signed out meanwhile.
    pub async fn keep_half_written<D: HalfWritten>(
        &self,
        about: D::About,
        draft: D,
    ) -> Result<(), StoreError> {
        let transaction = self.write(&[schema::META])?;
        let meta = transaction.object_store(schema::META)?;
        self.check_here(&meta).await?;
        replace(&meta, about, draft).await?;
        Ok(transaction.commit().await?)
    }

    /// Everything of one sort that is half written, by what it is about.
    pub async fn half_written<D: HalfWritten>(&self) -> Result<BTreeMap<D::About, D>, StoreError> {
        let transaction = self.read(&[schema::META])?;
        read(&transaction.object_store(schema::META)?).await
    }
}

#[cfg(test)]
mod tests {
    use super::super::{CaseDraft, SessionDraft};
    use super::*;
    use shared::id::RecordId;

    #[test]
    fn what_is_kept_of_a_case_stays_readable() {
        let written = r#"{"record_id":"00000000-0000-0000-0000-000000000007","draft":{"panel":"reject","items":[],"due":null,"reason":"not_covered","note":""}}"#;
        let kept: Kept<RecordId, CaseDraft> = serde_json::from_str(written).unwrap();
        assert_eq!(kept.about, RecordId::from_number(7));
        assert_eq!(serde_json::to_string(&kept).unwrap(), written);
    }

    #[test]
    fn a_new_session_is_about_no_record() {
        let written = r#"{"record_id":null,"draft":{"content_version":0,"changes":{"topic":"晨会"},"note":""}}"#;
        let kept: Kept<Option<RecordId>, SessionDraft> = serde_json::from_str(written).unwrap();
        assert_eq!(kept.about, None);
        assert_eq!(serde_json::to_string(&kept).unwrap(), written);
    }
}
