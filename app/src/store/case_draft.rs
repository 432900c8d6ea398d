//! What a reviewer has begun to write about a case and not decided yet. It outlives a reload, a crash
//! and a closed tab, until it is decided or the person signs out.

use super::vault::{get_prefixed, put_last, remove};
use super::{StoreError, Vault, schema};
use chrono::NaiveDate;
use indexed_db_futures::object_store::ObjectStore;
use serde::{Deserialize, Serialize};
use shared::desk::Decision;
use shared::id::RecordId;
use shared::submission::RaisedItem;
use std::collections::BTreeMap;

/// What the side of the case shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Panel {
    /// Its course.
    #[default]
    Course,
    /// A query being written.
    Query,
    /// A rejection being written.
    Reject,
    /// Why a decision is taken up again, being written.
    Reopen,
}

/// What a reviewer has begun to write about a case.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CaseDraft {
    /// What they were at.
    pub panel: Panel,
    /// What they want to ask, in the order it was chosen.
    pub items: Vec<RaisedItem>,
    /// The last day for an answer; `None` for the usual one.
    pub due: Option<NaiveDate>,
    /// Why it would be rejected or taken up again.
    pub reason: String,
    /// In their words.
    pub note: String,
}

impl CaseDraft {
    /// The draft that this decision was made of, to be taken up again.
    pub fn of(decision: &Decision) -> Self {
        match decision.clone() {
            Decision::Accept {} => Self::default(),
            Decision::Reject { reason, note } => Self {
                panel: Panel::Reject,
                reason,
                note,
                ..Self::default()
            },
            Decision::Reopen { reason, note } => Self {
                panel: Panel::Reopen,
                reason,
                note,
                ..Self::default()
            },
            Decision::Query { items, due, .. } => Self {
                panel: Panel::Query,
                items,
                due: Some(due),
                ..Self::default()
            },
        }
    }

    /// Whether nothing is written or chosen.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty() && self.reason.is_empty() && self.note.is_empty()
    }
}

/// A draft as it is kept.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    record_id: RecordId,
    draft: CaseDraft,
}

fn key(record_id: RecordId) -> String {
    format!("{}{record_id}", schema::CASE_DRAFT_PREFIX)
}

/// Keeps what is written about a case in place of what was, as the last step of a transaction.
pub(super) async fn replace(
    meta: &ObjectStore<'_>,
    record_id: RecordId,
    draft: CaseDraft,
) -> Result<(), StoreError> {
    match draft.is_empty() {
        true => remove(meta, key(record_id)).await,
        false => put_last(meta, key(record_id), &Kept { record_id, draft }),
    }
}

impl Vault {
    /// Keeps what is written about a case; nothing stays of what is empty.
    pub async fn keep_case_draft(
        &self,
        record_id: RecordId,
        draft: CaseDraft,
    ) -> Result<(), StoreError> {
        let transaction = self.write(&[schema::META])?;
        replace(&transaction.object_store(schema::META)?, record_id, draft).await?;
        Ok(transaction.commit().await?)
    }

    /// Everything that is half written, by case.
    pub async fn case_drafts(&self) -> Result<BTreeMap<RecordId, CaseDraft>, StoreError> {
        let transaction = self.read(&[schema::META])?;
        let meta = transaction.object_store(schema::META)?;
        let kept: Vec<Kept> = get_prefixed(&meta, schema::CASE_DRAFT_PREFIX).await?;
        let kept = kept.into_iter();
        Ok(kept.map(|kept| (kept.record_id, kept.draft)).collect())
    }

    /// Forgets everything that is half written: the person signs out.
    pub async fn drop_case_drafts(&self) -> Result<(), StoreError> {
        let transaction = self.write(&[schema::META])?;
        let meta = transaction.object_store(schema::META)?;
        let kept: Vec<Kept> = get_prefixed(&meta, schema::CASE_DRAFT_PREFIX).await?;
        for kept in kept {
            remove(&meta, key(kept.record_id)).await?;
        }
        Ok(transaction.commit().await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_open_panel_alone_is_nothing_to_keep() {
        let mut draft = CaseDraft {
            panel: Panel::Query,
            ..CaseDraft::default()
        };
        assert!(draft.is_empty());
        draft.note = "请补充".to_owned();
        assert!(!draft.is_empty());
    }

    #[test]
    fn what_is_kept_stays_readable() {
        let draft = CaseDraft {
            panel: Panel::Reject,
            reason: "not_covered".to_owned(),
            note: "不属于保险责任".to_owned(),
            ..CaseDraft::default()
        };
        let written = r#"{"panel":"reject","items":[],"due":null,"reason":"not_covered","note":"不属于保险责任"}"#;
        assert_eq!(serde_json::to_string(&draft).unwrap(), written);
        assert_eq!(serde_json::from_str::<CaseDraft>(written).unwrap(), draft);
    }
}
