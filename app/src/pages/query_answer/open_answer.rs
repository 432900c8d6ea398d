//! The answer to a query while it is written.

use crate::clock;
use crate::drafting::OpenDraft;
use crate::session::use_profile;
use crate::store::{Draft, StoreError};
use crate::text::t;
use crate::work::Work;
use chrono::NaiveDate;
use leptos::prelude::*;
use shared::answers::Changes;
use shared::finding::Finding;
use shared::key;
use shared::note;
use shared::submission::Query;
use shared::sync::{Correction, Operation};
use std::collections::BTreeMap;

/// The answer to a query while it is written.
#[derive(Clone, Copy)]
pub struct OpenAnswer {
    /// The draft of it: what the record says with the changes made.
    pub open: OpenDraft,
    /// What is asked.
    pub query: StoredValue<Query>,
    /// Today at the branch.
    pub today: NaiveDate,
    /// Whether the person wanted to send it already.
    pub checked: RwSignal<bool>,
}

impl OpenAnswer {
    /// Opens it until the end of the reactive scope.
    pub fn new(work: Work, query: Query, draft: Draft) -> Self {
        let offset = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
        let open = OpenDraft::new(work, draft);
        if !open.on_its_way.get_untracked() {
            open.begin();
        }
        Self {
            open,
            query: StoredValue::new(query),
            today: clock::today(offset),
            checked: RwSignal::new(false),
        }
    }

    /// Takes the remark to a queried path.
    pub fn remark(self, path: &str, text: String) {
        self.open.draft.update(|draft| {
            if text.is_empty() {
                draft.remarks.remove(path);
            } else {
                draft.remarks.insert(path.to_owned(), text);
            }
        });
        self.open.saver.begin();
    }

    /// Whether the answer at `path` is another than it was.
    pub fn is_changed(self, path: &str) -> bool {
        self.open
            .draft
            .with(|draft| draft.base.get(path) != draft.answers.get(path))
    }

    /// Whether neither a change nor a remark answers the item.
    pub fn is_unanswered(self, path: &str) -> bool {
        let remarked = self.open.draft.with(|draft| {
            let remark = draft.remarks.get(path);
            remark.is_some_and(|remark| !remark.trim().is_empty())
        });
        !remarked && !self.is_changed(path)
    }

    /// What is corrected beside what is asked.
    pub fn beside(self) -> Changes {
        self.open.draft.with(|draft| {
            self.query
                .with_value(|query| draft.beside(query, self.open.today))
        })
    }

    /// Whether what is corrected beside only follows from the answers to what is asked: nobody has to say why.
    pub fn follows(self) -> bool {
        let asked = self.open.draft.with(|draft| self.changes(draft));
        let following = self.open.with_what_follows(&asked);
        let beside = self.beside();
        !beside.is_empty()
            && beside
                .iter()
                .all(|(path, text)| following.typed(path) == text)
    }

    /// The warnings of which the record as it was had none, at answers that are not asked.
    pub fn new_warnings(self) -> Vec<Finding> {
        let before = self.open.found_before();
        let is_new = |finding: &&Finding| {
            let asked = self.query.with_value(|query| query.asks(&finding.path));
            !asked && !finding.is_error() && !before.contains(finding)
        };
        let findings = self.open.findings.get();
        findings.iter().filter(is_new).cloned().collect()
    }

    /// Puts the answer on its way: changed answers and remarks.
    ///
    /// # Errors
    /// What the store says; the answer stays on the screen.
    pub async fn send(self) -> Result<(), StoreError> {
        // Whoever sends it has told the client.
        self.open.draft.update(|draft| draft.sold_before.clear());
        self.open.saver.finish().await?;
        let (key, operation) = self.open.draft.with_untracked(|draft| {
            let operation = Operation::Answer {
                query: self.query.with_value(|query| query.id),
                changes: self.changes(draft),
                remarks: written(&draft.remarks),
                correction: self.correction(draft),
            };
            (draft.key.clone(), operation)
        });
        let send = self.open.work.send(&key, operation);
        self.open.saver.ends_with(send).await
    }

    fn correction(self, draft: &Draft) -> Option<Correction> {
        let query = self.query;
        let changes = query.with_value(|query| draft.beside(query, self.open.today));
        (!changes.is_empty()).then(|| Correction {
            changes,
            note: match draft.note.trim().is_empty() {
                true => t(key!("form.beside.follows_note")).to_owned(),
                false => note::written(&draft.note),
            },
        })
    }

    fn changes(self, draft: &Draft) -> Changes {
        let changes = draft.changes(&draft.answers);
        self.query
            .with_value(|query| changes.only(|path| query.asks(path)))
    }
}

fn written(remarks: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    remarks
        .iter()
        .map(|(path, remark)| (path.clone(), note::written(remark)))
        .collect()
}
