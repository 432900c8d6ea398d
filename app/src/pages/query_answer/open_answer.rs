//! The answer to a query while it is written.

use crate::clock;
use crate::components::error_summary::SummaryLine;
use crate::pages::form::{
    Saver, control, is_on_its_way, labelled, refused_findings, said_with_label,
};
use crate::session::use_profile;
use crate::store::{Draft, StoreError};
use crate::text::{t, t_of};
use crate::work::Work;
use chrono::NaiveDate;
use leptos::prelude::*;
use shared::answers::{Answers, Changes};
use shared::finding::{Finding, Severity};
use shared::form::{Form, form_of};
use shared::key;
use shared::note;
use shared::record::RecordView;
use shared::rules;
use shared::submission::Query;
use shared::sync::Operation;
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
}

impl OpenAnswer {
    /// Opens it until the end of the reactive scope.
    pub fn new(work: Work, record: &RecordView, query: Query, draft: Draft) -> Self {
        let offset = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
        let today = clock::today(offset);
        let form = form_of(record.kind);
        let content = draft.base.clone();
        let stored = draft.clone();
        let draft = RwSignal::new(draft);
        let captured = record.captured_at.civil_date(offset).unwrap_or(today);
        Self {
            work,
            form,
            today,
            query: StoredValue::new(query),
            draft,
            findings: Memo::new(move |_| found(work, form, captured, draft)),
            checked: RwSignal::new(false),
            on_its_way: Memo::new(move |before: Option<&bool>| {
                let key = draft.with(|draft| draft.key.clone());
                let before = before.copied().unwrap_or(false);
                work.outbox
                    .with(|outbox| is_on_its_way(outbox, &key, before))
            }),
            saver: Saver::new(work, stored, draft),
            content: StoredValue::new(content),
        }
    }

    /// Takes a new answer at a queried path.
    pub fn answer(self, path: &str, text: String) {
        self.draft.update(|draft| draft.answers.set(path, text));
        self.saver.soon();
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
        self.saver.soon();
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

    /// What is still to be done, in the order of the items.
    pub fn lines(self) -> Signal<Vec<SummaryLine>> {
        Signal::derive(move || {
            if !self.checked.get() {
                return Vec::new();
            }
            let paths: Vec<String> = self.query.with_value(|query| {
                let items = query.items.iter();
                items.map(|item| item.raised.path.clone()).collect()
            });
            paths.iter().flat_map(|path| self.lines_at(path)).collect()
        })
    }

    fn lines_at(self, path: &str) -> Vec<SummaryLine> {
        let unanswered = self.is_unanswered(path).then(|| SummaryLine {
            href: format!("#{}", control(path)),
            text: self.line_text(path, t(key!("form.answer.remark_needed"))),
            severity: Severity::Error,
        });
        let catalogue = self.work.catalogue.get();
        let found = self.findings.with(|findings| {
            findings
                .iter()
                .filter(|finding| finding.path == path && finding.is_error())
                .map(|finding| SummaryLine {
                    href: format!("#{}", control(path)),
                    text: said_with_label(self.form, finding, catalogue.as_deref()),
                    severity: finding.severity,
                })
                .collect::<Vec<_>>()
        });
        unanswered.into_iter().chain(found).collect()
    }

    fn line_text(self, path: &str, text: &str) -> String {
        match self.form.field_at(path) {
            Some(field) => labelled(t_of("fields", field.label), text),
            None => text.to_owned(),
        }
    }

    /// Whether a line keeps the answer from being sent.
    pub fn stops(line: &SummaryLine) -> bool {
        line.severity == Severity::Error
    }

    /// Puts the answer on its way: changed answers and remarks.
    ///
    /// # Errors
    /// What the store says; the answer stays on the screen.
    pub async fn send(self) -> Result<(), StoreError> {
        self.saver.finish().await?;
        self.saver.stop();
        let (key, operation) = self.draft.with_untracked(|draft| {
            let operation = Operation::Answer {
                query: self.query.with_value(|query| query.id),
                changes: self.changes(draft),
                remarks: written(&draft.remarks),
            };
            (draft.key.clone(), operation)
        });
        self.work.send(&key, operation).await
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
    draft: RwSignal<Draft>,
) -> Vec<Finding> {
    let Some(catalogue) = work.catalogue.get() else {
        return Vec::new();
    };
    draft.with(|draft| {
        let content = form.asked_answers(&draft.answers, captured);
        let context = rules::Context::complete(captured, &catalogue);
        let mut findings = rules::check(form.kind, &content, &context);
        findings.extend(
            work.outbox
                .with(|outbox| refused_findings(outbox, &draft.key, &draft.answers)),
        );
        findings.sort();
        findings.dedup();
        findings
    })
}
