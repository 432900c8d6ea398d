//! Drafts: what a person is capturing, complete or not.

use super::draft_key::DraftKey;
use super::prefilled::Prefilled;
use super::vault::{get, get_all, put, put_last};
use super::{StoreError, Vault, meta, schema};
use chrono::NaiveDate;
use indexed_db_futures::object_store::ObjectStore;
use serde::{Deserialize, Serialize};
use shared::answers::{Answers, Changes, as_typed};
use shared::id::{QueryId, RecordId};
use shared::kinds::{Client, form_of};
use shared::number::RecordNumber;
use shared::record::{RecordKind, RecordView, RuleVersion};
use shared::submission::Query;
use shared::sync::ContentHash;
use shared::time::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// What a person is capturing, complete or not: a new record, the answer to a query, or a change to
/// what was submitted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// As [`DraftKey`] writes it; builds of before made others.
    pub key: String,
    /// The record it is, or is about.
    pub record_id: RecordId,
    /// Which form.
    pub kind: RecordKind,
    /// The record's number; a new record has none before the first answer is kept.
    pub number: Option<RecordNumber>,
    /// As typed.
    #[serde(deserialize_with = "as_typed")]
    pub answers: Answers,
    /// Which of them were filled in and not typed.
    #[serde(default)]
    pub prefilled: Prefilled,
    /// A remark per queried path; empty unless it answers a query.
    #[serde(default)]
    pub remarks: BTreeMap<String, String>,
    /// The ids of the pages that were seen.
    pub visited: BTreeSet<String>,
    /// The query it answers.
    pub query: Option<QueryId>,
    /// The content version it changes; 0 for a new record.
    pub base_version: u64,
    /// That content; nothing for a new record.
    #[serde(default)]
    pub base: Answers,
    /// Why something that was submitted is changed.
    #[serde(default)]
    pub note: String,
    /// The policy that was named when the answers were last brought in line.
    #[serde(default)]
    pub policy: String,
    /// What was said of clients of whom no policy is named any more.
    #[serde(default)]
    pub put_aside: Vec<PutAside>,
    /// What stood before the company sold something else, by path, until somebody changes it.
    #[serde(default)]
    pub sold_before: BTreeMap<String, String>,
    /// The rules it was begun with.
    pub rules: RuleVersion,
    /// When it was begun.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// An outbox entry is made of it.
    pub sent: bool,
}

impl Draft {
    /// What it is for.
    pub const fn purpose(&self) -> Purpose {
        match (self.query, self.base_version) {
            (Some(query), _) => Purpose::Answer(query),
            (None, 0) => Purpose::NewRecord,
            (None, _) => Purpose::Amendment,
        }
    }

    /// Whether it is this record, captured here and not arrived.
    pub fn is_new_record(&self, record: RecordId) -> bool {
        self.purpose() == Purpose::NewRecord && self.record_id == record
    }

    /// Whether it changes a record that has arrived.
    pub fn is_amendment(&self) -> bool {
        self.purpose() == Purpose::Amendment
    }

    /// Whether it changes a record that has arrived, by itself or with the answer to a query.
    pub fn is_of_arrived(&self) -> bool {
        self.purpose() != Purpose::NewRecord
    }

    /// Whether it is of a record that is complete at once, but was not sent: an older build died while
    /// it saved it, and no page opens it.
    pub fn is_half_begun(&self) -> bool {
        !self.sent && !self.kind.is_reviewed()
    }

    /// Changed now, and later than before whatever the clock says: of two states of a draft, tabs
    /// know by it which is newer.
    #[must_use]
    pub fn touched(self, now: Timestamp) -> Self {
        let updated_at = now.max(self.updated_at.plus_millis(1));
        Self { updated_at, ..self }
    }

    /// The answers that somebody gave: those that were filled in begin nothing.
    pub fn own_answers(&self) -> Answers {
        let own = |(path, _): &(&str, &str)| self.prefilled.source(path, &self.answers).is_none();
        self.answers.iter().filter(own).collect()
    }

    /// What it makes different.
    pub fn changes(&self, answers: &Answers) -> Changes {
        Changes::between(&self.base, answers)
    }

    /// What it says with these answers: those to what is asked, and of the content it changes what this
    /// build knows nothing of or does not ask any more.
    pub fn content(&self, answers: &Answers, today: NaiveDate) -> Answers {
        let form = form_of(self.kind);
        let mut content = form.asked_answers(answers, today);
        let asked = form.asked(answers, today);
        let is_kept = |(path, _): &(&str, &str)| {
            let is_asked = asked.iter().any(|placed| placed.path == *path);
            !is_asked && (form.field_at(path).is_none() || form.once_asked.contains(path))
        };
        for (path, text) in self.base.iter().filter(is_kept) {
            content.set(path, text);
        }
        content
    }

    /// What it makes different beside what the query asks; nothing unless somebody changed something there:
    /// what an answer hides goes with the answer.
    pub fn beside(&self, query: &Query, captured: NaiveDate) -> Changes {
        let elsewhere = |path: &str| !query.asks(path);
        if self.changes(&self.answers).only(elsewhere).is_empty() {
            return Changes::new();
        }
        let content = self.content(&self.answers, captured);
        self.changes(&content).only(elsewhere)
    }

    /// The hash of the content it changes; `None` for a new record, and if a build of before did not
    /// keep that content.
    pub fn base_hash(&self) -> Option<ContentHash> {
        (!self.base.is_empty()).then(|| ContentHash::of(&self.base))
    }

    /// Whether it is a new record of this kind that is begun with what `record` says, and not on its way.
    pub fn comes_from(&self, record: RecordId, kind: RecordKind) -> bool {
        let origin = DraftKey::read(&self.key).and_then(DraftKey::origin);
        self.kind == kind && !self.sent && origin == Some(record)
    }

    /// Whether it changes this record, and is not on its way.
    pub fn is_amendment_of(&self, record: RecordId) -> bool {
        self.is_amendment() && self.record_id == record && !self.sent
    }

    /// A change to `record` under this key, begun now with what stands in the record.
    pub fn amending(record: &RecordView, key: String, now: Timestamp) -> Self {
        Self {
            key,
            ..Self::on(record, now)
        }
    }

    /// The answer to a query of `record`, begun now with what stands in the record.
    pub fn answering(record: &RecordView, query: QueryId, now: Timestamp) -> Self {
        Self {
            key: DraftKey::Answer(query).to_string(),
            query: Some(query),
            ..Self::on(record, now)
        }
    }

    fn on(record: &RecordView, now: Timestamp) -> Self {
        Self {
            key: String::new(),
            record_id: record.record_id,
            kind: record.kind,
            number: Some(record.number.clone()),
            answers: record.content.clone(),
            prefilled: Prefilled::default(),
            remarks: BTreeMap::new(),
            visited: BTreeSet::new(),
            query: None,
            base_version: record.content_version,
            base: record.content.clone(),
            note: String::new(),
            policy: record.content.typed("policy.number").to_owned(),
            put_aside: Vec::new(),
            sold_before: BTreeMap::new(),
            rules: RuleVersion::CURRENT,
            created_at: now,
            updated_at: now,
            sent: false,
        }
    }

    /// A new record, begun now: nothing is answered yet.
    pub fn new_record(id: RecordId, kind: RecordKind, now: Timestamp) -> Self {
        let key = DraftKey::NewRecord {
            kind,
            origin: None,
            record: id,
        };
        Self {
            key: key.to_string(),
            record_id: id,
            kind,
            number: None,
            answers: Answers::new(),
            prefilled: Prefilled::default(),
            remarks: BTreeMap::new(),
            visited: BTreeSet::new(),
            query: None,
            base_version: 0,
            base: Answers::new(),
            note: String::new(),
            policy: String::new(),
            put_aside: Vec::new(),
            sold_before: BTreeMap::new(),
            rules: RuleVersion::CURRENT,
            created_at: now,
            updated_at: now,
            sent: false,
        }
    }
}

/// What a draft is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A new record.
    NewRecord,
    /// A change, by itself, to a record that has arrived.
    Amendment,
    /// The answer to this query, with what is corrected beside what it asks.
    Answer(QueryId),
}

/// What was said of a client of whom no policy is named any more. It is nobody else's, and comes back with one of
/// theirs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PutAside {
    /// Of whom.
    pub client: Client,
    /// What.
    #[serde(deserialize_with = "as_typed")]
    pub answers: Answers,
}

impl Vault {
    /// All drafts, the one changed last first.
    pub async fn drafts(&self) -> Result<Vec<Draft>, StoreError> {
        let transaction = self.read(&[schema::DRAFTS])?;
        let mut drafts: Vec<Draft> = get_all(&transaction.object_store(schema::DRAFTS)?).await?;
        drafts.sort_by_key(|draft| core::cmp::Reverse(draft.updated_at));
        Ok(drafts)
    }

    /// The draft with this key.
    pub async fn draft(&self, key: &str) -> Result<Option<Draft>, StoreError> {
        let transaction = self.read(&[schema::DRAFTS])?;
        get(&transaction.object_store(schema::DRAFTS)?, key).await
    }

    /// Keeps what a tab has changed in a draft since it knew it as `known`, on what other tabs have
    /// kept meanwhile, all in one transaction. A new record that has no number gets the next of its kind
    /// on this device. Returns what is kept now.
    pub async fn merge_draft(
        &self,
        known: &Draft,
        here: Draft,
        now: Timestamp,
    ) -> Result<Draft, StoreError> {
        let transaction = self.write(&[schema::META, schema::DRAFTS])?;
        let drafts = transaction.object_store(schema::DRAFTS)?;
        let meta = transaction.object_store(schema::META)?;
        let stored: Option<Draft> = get(&drafts, here.key.as_str()).await?;
        let merged = match stored {
            Some(stored) => stored.with_changes(known, &here),
            None => here,
        };
        let merged = with_number(&meta, merged).await?.touched(now);
        put(&drafts, merged.key.as_str(), &merged).await?;
        transaction.commit().await?;
        Ok(merged)
    }

    /// Keeps the draft as it is, whatever is kept of it: even if the page is just being closed.
    pub async fn save_draft(&self, draft: &Draft) -> Result<(), StoreError> {
        let transaction = self.write(&[schema::DRAFTS])?;
        put_last(
            &transaction.object_store(schema::DRAFTS)?,
            draft.key.as_str(),
            draft,
        )?;
        Ok(transaction.commit().await?)
    }
}

/// The draft with its number: a page that was just being closed may have kept it without.
pub(super) async fn with_number(meta: &ObjectStore<'_>, draft: Draft) -> Result<Draft, StoreError> {
    let number = match draft.number {
        Some(number) => number,
        None => meta::next_number(meta, draft.kind).await?,
    };
    Ok(Draft {
        number: Some(number),
        ..draft
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_to_be_sent_opens_again() {
        let id = RecordId::from_number(1);
        let mut draft = Draft::new_record(id, RecordKind::LossNotice, Timestamp::default());
        draft.answers.set("loss.description", "很长".repeat(8_000));
        let kept = serde_json::to_string(&draft).unwrap();
        assert_eq!(serde_json::from_str::<Draft>(&kept).unwrap(), draft);
    }
}
