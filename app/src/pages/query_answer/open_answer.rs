//! The answer to a query while it is written.

use crate::answer_name::answer_name;
use crate::clock;
use crate::components::error_summary::SummaryLine;
use crate::pages::form::{
    Saver, check_page, control, is_on_its_way, labelled, refused_findings, said_with_name,
};
use crate::session::use_profile;
use crate::store::{Draft, StoreError};
use crate::text::{language, t};
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
    captured: NaiveDate,
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
            captured,
        };
        open.saver.follow(open.on_its_way);
        open
    }

    /// Takes a new answer at a queried path.
    pub fn answer(self, path: &str, text: String) {
        self.draft.update(|draft| draft.answers.set(path, text));
        self.saver.begin();
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

    /// Whether the reason for what is corrected beside is not given.
    pub fn lacks_note(self) -> bool {
        let unsaid = self.draft.with(|draft| draft.note.trim().is_empty());
        unsaid && !self.beside().is_empty()
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
            let asked = paths.iter().flat_map(|path| self.lines_at(path));
            asked.chain(self.lines_beside(&paths)).collect()
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
                    text: said_with_name(self.form, finding, catalogue.as_deref()),
                    severity: finding.severity,
                })
                .collect::<Vec<_>>()
        });
        unanswered.into_iter().chain(found).collect()
    }

    /// What is wrong elsewhere is mended where everything can be changed.
    fn lines_beside(self, asked: &[String]) -> Vec<SummaryLine> {
        let catalogue = self.work.catalogue.get();
        let page = self.draft.with(|draft| check_page(&draft.key));
        let found = self.findings.with(|findings| {
            let elsewhere = findings
                .iter()
                .filter(|finding| finding.is_error() && !asked.contains(&finding.path));
            elsewhere
                .map(|finding| SummaryLine {
                    href: page.clone(),
                    text: said_with_name(self.form, finding, catalogue.as_deref()),
                    severity: finding.severity,
                })
                .collect::<Vec<_>>()
        });
        let unsaid = self.lacks_note().then(|| SummaryLine {
            href: "#amend-note".to_owned(),
            text: t(key!("form.amend.note_missing")).to_owned(),
            severity: Severity::Error,
        });
        found.into_iter().chain(unsaid).collect()
    }

    fn line_text(self, path: &str, text: &str) -> String {
        labelled(&answer_name(language(), self.form, path), text)
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
