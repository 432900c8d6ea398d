//! The answer to a query while it is written.

use crate::clock;
use crate::pages::form::{
    Known, Saver, bring_along, is_given_at_once, is_on_its_way, known, refused_findings, take_up,
    type_at,
};
use crate::session::use_profile;
use crate::store::{Draft, StoreError};
use crate::work::Work;
use chrono::NaiveDate;
use leptos::prelude::*;
use shared::answers::{Answers, Changes};
use shared::finding::Finding;
use shared::form::Form;
use shared::kinds::{self, form_of};
use shared::note;
use shared::record::RecordView;
use shared::rules;
use shared::submission::Query;
use shared::sync::{Correction, Operation};
use std::collections::BTreeMap;

/// The answer to a query while it is written.
#[derive(Clone, Copy)]
pub struct OpenAnswer {
    /// Where it is kept.
    pub work: Work,
    /// What the record is.
    pub form: &'static Form,
    /// The branch's day.
    pub today: NaiveDate,
    /// What is asked.
    pub query: StoredValue<Query>,
    /// The answer so far.
    pub draft: RwSignal<Draft>,
    /// What the rules find with the changes made.
    pub findings: Memo<Vec<Finding>>,
    /// Whether the person wanted to send it already.
    pub checked: RwSignal<bool>,
    /// Whether it is on its way.
    pub on_its_way: Memo<bool>,
    /// Keeps it.
    pub saver: Saver,
    content: StoredValue<Answers>,
    known: Memo<Known>,
    captured: NaiveDate,
}

impl OpenAnswer {
    /// Opens it until the end of the reactive scope.
    pub fn new(work: Work, record: &RecordView, query: Query, draft: Draft) -> Self {
        let offset = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
        let today = clock::today(offset);
        let form = form_of(record.kind);
        let content = draft.base.clone();
        let (_, known) = known(work, &draft);
        let stored = draft.clone();
        let mut draft = draft;
        take_up(&mut draft, &known.get_untracked());
        let draft = RwSignal::new(draft);
        let captured = record.captured_at.civil_date(offset).unwrap_or(today);
        let open = Self {
            work,
            form,
            today,
            query: StoredValue::new(query),
            draft,
            findings: Memo::new(move |_| found(work, form, captured, offset, draft)),
            checked: RwSignal::new(false),
            on_its_way: Memo::new(move |before: Option<&bool>| {
                let key = draft.with(|draft| draft.key.clone());
                let before = before.copied().unwrap_or(false);
                work.drafts.with(|drafts| {
                    work.outbox
                        .with(|outbox| is_on_its_way(outbox, drafts, &key, before))
                })
            }),
            saver: Saver::new(work, stored, draft),
            content: StoredValue::new(content),
            known,
            captured,
        };
        open.saver.follow(open.on_its_way);
        open
    }

    /// Takes a new answer at a queried path as typed. What follows from it waits until it is given: see
    /// [`Self::follow`].
    pub fn answer(self, path: &str, text: String) {
        self.draft.update(|draft| type_at(draft, path, text));
        self.saver.begin();
        let field = self.form.field_at(path);
        if field.is_some_and(|field| is_given_at_once(field.kind)) {
            self.follow();
        }
    }

    /// Brings along what follows from the answers as they stand, as while the record was captured. Asked for
    /// when an answer is given: chosen, or typed and left.
    pub fn follow(self) {
        let Some(known) = self.known.try_get_untracked() else {
            return; // gone with the page
        };
        let catalogue = self.work.catalogue.get_untracked();
        let before = self.draft.get_untracked();
        let mut draft = before.clone();
        bring_along(&mut draft, &known, catalogue.as_deref());
        if draft != before {
            self.draft.set(draft);
            self.saver.soon();
        }
    }

    /// Takes the remark to a queried path.
    pub fn remark(self, path: &str, text: String) {
        self.draft.update(|draft| {
            if text.is_empty() {
                draft.remarks.remove(path);
            } else {
                draft.remarks.insert(path.to_owned(), text);
            }
        });
        self.saver.begin();
    }

    /// Whether the answer at `path` is another than it was.
    pub fn is_changed(self, path: &str) -> bool {
        self.draft.with(|draft| {
            self.content
                .with_value(|content| content.get(path) != draft.answers.get(path))
        })
    }

    /// Whether neither a change nor a remark answers the item.
    pub fn is_unanswered(self, path: &str) -> bool {
        let remarked = self.draft.with(|draft| {
            let remark = draft.remarks.get(path);
            remark.is_some_and(|remark| !remark.trim().is_empty())
        });
        !remarked && !self.is_changed(path)
    }

    /// Takes the reason for what is corrected beside what is asked.
    pub fn note(self, text: String) {
        self.draft.update(|draft| draft.note = text);
        self.saver.begin();
    }

    /// What is corrected beside what is asked.
    pub fn beside(self) -> Changes {
        self.draft.with(|draft| {
            self.query
                .with_value(|query| draft.beside(query, self.captured))
        })
    }

    /// Puts the answer on its way: changed answers and remarks.
    ///
    /// # Errors
    /// What the store says; the answer stays on the screen.
    pub async fn send(self) -> Result<(), StoreError> {
        self.saver.finish().await?;
        let (key, operation) = self.draft.with_untracked(|draft| {
            let operation = Operation::Answer {
                query: self.query.with_value(|query| query.id),
                changes: self.changes(draft),
                remarks: written(&draft.remarks),
                correction: self.correction(draft),
            };
            (draft.key.clone(), operation)
        });
        let send = self.work.send(&key, operation);
        self.saver.ends_with(send).await
    }

    fn correction(self, draft: &Draft) -> Option<Correction> {
        let query = self.query;
        let changes = query.with_value(|query| draft.beside(query, self.captured));
        (!changes.is_empty()).then(|| Correction {
            changes,
            note: note::written(&draft.note),
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

/// What the rules of the day of capture find with the changes, and what the server found before.
fn found(
    work: Work,
    form: &'static Form,
    captured: NaiveDate,
    offset: i32,
    draft: RwSignal<Draft>,
) -> Vec<Finding> {
    let Some(catalogue) = work.catalogue.get() else {
        return Vec::new();
    };
    draft.with(|draft| {
        let content = form.asked_answers(&draft.answers, captured);
        let context = rules::Context {
            now: clock::now().civil(offset),
            ..rules::Context::complete(captured, &catalogue)
        };
        let mut findings = kinds::check(draft.kind, &content, &context);
        findings.extend(
            work.outbox
                .with(|outbox| refused_findings(outbox, &draft.key, &draft.answers)),
        );
        findings.sort();
        findings.dedup();
        findings
    })
}
