//! What is captured and not sent.

use super::{Work, begun};
use crate::clock::now;
use crate::id::{new_mutation_id, new_record_id};
use crate::store::{Draft, DraftKey, StoreError};
use leptos::prelude::*;
use shared::id::{QueryId, RecordId};
use shared::record::{Office, RecordKind, RecordView};

impl Work {
    /// The draft that answers a query of a record: the one begun, or a new one, kept with the first answer.
    pub async fn answer_draft(self, record: RecordId, query: QueryId) -> Result<Draft, StoreError> {
        let vault = self.vault();
        if let Some(draft) = vault.draft(&DraftKey::Answer(query).to_string()).await? {
            return Ok(draft);
        }
        let record = vault.record(record).await?.ok_or(StoreError::Missing)?;
        Ok(Draft::answering(&record, query, now()))
    }

    /// The key of a draft of a new record that begins now, with what another says if it is given.
    pub fn new_draft_key(self, kind: RecordKind, origin: Option<RecordId>) -> String {
        let key = DraftKey::NewRecord {
            kind,
            origin,
            record: new_record_id(),
        };
        begun::begin(&key.to_string());
        key.to_string()
    }

    /// The key of the draft that changes a record that has arrived: the one begun, or a new one.
    pub async fn amendment_key(self, record: RecordId) -> Result<String, StoreError> {
        let mut drafts = self.vault().drafts().await?.into_iter();
        if let Some(there) = drafts.find(|it| it.is_amendment_of(record)) {
            return Ok(there.key);
        }
        let own = new_mutation_id();
        let key = DraftKey::Amendment { record, own }.to_string();
        begun::begin(&key);
        Ok(key)
    }

    /// The draft with this key.
    pub async fn draft(self, key: &str) -> Result<Option<Draft>, StoreError> {
        self.vault().draft(key).await
    }

    /// Whether the server has said that it has what was made of the draft with this key.
    pub async fn has_arrived(self, key: &str) -> Result<bool, StoreError> {
        self.vault().has_arrived(key).await
    }

    /// A draft of which nothing is kept, as its key says: it is kept with the first answer. `None` unless
    /// it answers an open query, or its form was opened here, no such record has arrived, and the record
    /// that it changes is here.
    pub async fn begun_draft(self, key: &str) -> Result<Option<Draft>, StoreError> {
        let Some(of) = DraftKey::read(key) else {
            return Ok(None);
        };
        let is_begun = begun::is_begun(key);
        let vault = self.vault();
        match of {
            DraftKey::Answer(query) => {
                let records = self.all::<RecordView>();
                let asked = records.with_untracked(|records| asked_in(records, query));
                Ok(asked.map(|record| Draft::answering(&record, query, now())))
            }
            // Sessions and sign-ins to them are made by pages of their own.
            DraftKey::NewRecord { kind, record, .. } if is_begun && kind.is_reviewed() => {
                let is_free = vault.record(record).await?.is_none();
                Ok(is_free.then(|| Draft {
                    key: key.to_owned(),
                    ..Draft::new_record(record, kind, now())
                }))
            }
            DraftKey::Amendment { record, .. } if is_begun => {
                let record = vault.record(record).await?;
                Ok(record.map(|record| Draft::amending(&record, key.to_owned(), now())))
            }
            DraftKey::NewRecord { .. } | DraftKey::Amendment { .. } => Ok(None),
        }
    }

    /// Keeps the draft as it is; it is on the disk when this returns.
    pub async fn save_draft(self, draft: Draft) -> Result<(), StoreError> {
        let draft = draft.touched(now());
        self.vault().save_draft(&draft).await?;
        self.draft_kept(draft);
        Ok(())
    }

    /// Keeps what was changed in a draft here since it was known as `known`, with what other tabs have
    /// changed in it. Returns what is on the disk now.
    pub async fn merge_draft(self, known: &Draft, here: Draft) -> Result<Draft, StoreError> {
        let merged = self.vault().merge_draft(known, here, now()).await?;
        self.draft_kept(merged.clone());
        Ok(merged)
    }

    fn draft_kept(self, draft: Draft) {
        begun::is_over(&draft.key);
        self.show_draft(draft);
        if let Some(driver) = self.driver() {
            driver.drafts_changed();
        }
    }

    /// Unless something newer of another tab is shown already.
    fn show_draft(self, draft: Draft) {
        self.shown.drafts.update(|drafts| {
            let same = |other: &Draft| other.key == draft.key;
            if drafts
                .iter()
                .any(|other| same(other) && other.updated_at > draft.updated_at)
            {
                return;
            }
            drafts.retain(|other| !same(other));
            drafts.insert(0, draft);
        });
    }

    /// Throws the draft away, and what was set aside of it.
    pub async fn delete_draft(self, key: &str) -> Result<(), StoreError> {
        self.vault().delete_draft(key).await?;
        begun::is_over(key);
        self.outbox_shrank().await
    }
}

/// The record of which this query is open.
fn asked_in(records: &[RecordView], query: QueryId) -> Option<RecordView> {
    let is_asked = |record: &&RecordView| match &record.office {
        Office::Review(review) => review.open_query().is_some_and(|open| open.id == query),
        Office::Roster(_) | Office::CheckIn(_) => false,
    };
    records.iter().find(is_asked).cloned()
}
