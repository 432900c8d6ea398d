//! What an answer to a query still has to say before it can go.

use super::open_answer::OpenAnswer;
use crate::answer_name::answer_name;
use crate::components::error_summary::SummaryLine;
use crate::pages::form::{check_page, control, labelled, message_with_name};
use crate::text::{language, t};
use leptos::prelude::*;
use shared::finding::Severity;
use shared::key;
use shared::note::{self, MOST_NOTE};

impl OpenAnswer {
    /// Whether the reason for what is corrected beside is not given.
    pub fn lacks_note(self) -> bool {
        let unsaid = self.open.draft.with(|draft| draft.note.trim().is_empty());
        unsaid && !self.beside().is_empty() && !self.follows()
    }

    /// Whether the reason is longer than the server takes it.
    fn note_is_too_long(self) -> bool {
        let too_long = self
            .open
            .draft
            .with(|draft| note::length(&draft.note) > MOST_NOTE);
        too_long && !self.beside().is_empty()
    }

    /// Whether the remark at `path` is longer than the server takes it.
    fn remark_is_too_long(self, path: &str) -> bool {
        self.open.draft.with(|draft| {
            let remark = draft.remarks.get(path);
            remark.is_some_and(|remark| note::length(remark) > MOST_NOTE)
        })
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
        let too_long = self.remark_is_too_long(path).then(|| SummaryLine {
            href: format!("#{}", remark_control(path)),
            text: self.line_text(path, t(key!("form.answer.remark_too_long"))),
            severity: Severity::Error,
        });
        let catalogue = self.open.work.catalogue.get();
        let found = self.open.findings.with(|findings| {
            findings
                .iter()
                .filter(|finding| finding.path == path && finding.is_error())
                .map(|finding| SummaryLine {
                    href: format!("#{}", control(path)),
                    text: message_with_name(self.open.form, finding, catalogue.as_deref()),
                    severity: finding.severity,
                })
                .collect::<Vec<_>>()
        });
        let said = unanswered.into_iter().chain(too_long);
        said.chain(found).collect()
    }

    /// What is wrong elsewhere is mended where everything can be changed.
    fn lines_beside(self, asked: &[String]) -> Vec<SummaryLine> {
        let catalogue = self.open.work.catalogue.get();
        let page = self.open.draft.with(|draft| check_page(&draft.key));
        let found = self.open.findings.with(|findings| {
            let elsewhere = findings
                .iter()
                .filter(|finding| finding.is_error() && !asked.contains(&finding.path));
            elsewhere
                .map(|finding| SummaryLine {
                    href: page.clone(),
                    text: message_with_name(self.open.form, finding, catalogue.as_deref()),
                    severity: finding.severity,
                })
                .collect::<Vec<_>>()
        });
        let of_note = |text: &'static str| SummaryLine {
            href: "#amend-note".to_owned(),
            text: text.to_owned(),
            severity: Severity::Error,
        };
        let missing = || of_note(t(key!("form.amend.note_missing")));
        let too_long = || of_note(t(key!("form.amend.note_too_long")));
        let unsaid = self.lacks_note().then(missing);
        let oversaid = self.note_is_too_long().then(too_long);
        found.into_iter().chain(unsaid).chain(oversaid).collect()
    }

    fn line_text(self, path: &str, text: &str) -> String {
        labelled(&answer_name(language(), self.open.form, path), text)
    }

    /// Whether a line keeps the answer from being sent.
    pub fn stops(line: &SummaryLine) -> bool {
        line.severity == Severity::Error
    }
}

/// The id of the control of the remark at `path`.
pub fn remark_control(path: &str) -> String {
    format!("{}-remark", control(path))
}
