//! Where a page stands on the way through the form: what keeps the person here, what comes next.

use super::address;
use super::asked_field::Shown;
use super::open_draft::OpenDraft;
use super::said::said_with_label;
use super::steps::visit_name;
use crate::components::error_summary::SummaryLine;
use leptos::prelude::*;
use shared::finding::{Finding, Severity};
use shared::form::PlacedField;

/// What is found among all items; said at one of them, mended with the others.
const OF_ALL_ITEMS: [&str; 2] = ["beneficiary_shares", "beneficiary_order_gap"];

/// Where a page stands on the way through the form.
#[derive(Clone, Copy)]
pub struct Way {
    /// The draft.
    pub open: OpenDraft,
    /// The page.
    pub id: &'static str,
    /// The item of a repeated page.
    pub item: Option<usize>,
    /// Whether Continue leads back to the check of all answers.
    pub from_check: bool,
    /// What is asked on it now.
    pub fields: Signal<Vec<PlacedField>>,
    /// Which findings are shown.
    pub shown: Shown,
    /// How often the person asked to go on and something was to be said.
    pub asked_for: RwSignal<u32>,
}

impl Way {
    /// What is found on this page.
    fn found(self) -> Vec<Finding> {
        let of_items = |finding: &Finding| {
            self.item.is_some() && OF_ALL_ITEMS.contains(&finding.code.as_str())
        };
        let fields = self.fields.get();
        let is_here = |finding: &&Finding| fields.iter().any(|field| field.path == finding.path);
        self.open.findings.with(|findings| {
            findings
                .iter()
                .filter(is_here)
                .filter(|finding| !of_items(finding))
                .cloned()
                .collect()
        })
    }

    /// Whether an error stands here.
    pub fn has_errors(self) -> bool {
        self.found().iter().any(Finding::is_error)
    }

    /// Errors keep the person here; a warning is shown once and then lets through.
    pub fn may_go_on(self) -> bool {
        let found = untrack(|| self.found());
        let shown_before = self.shown.all.get_untracked();
        self.open.visit(visit_name(self.id, self.item));
        self.open.saver.now();
        self.shown.all.set(true);
        let stays = found.iter().any(Finding::is_error) || (!found.is_empty() && !shown_before);
        if stays {
            self.asked_for.update(|asked| *asked += 1);
        }
        !stays
    }

    /// The summary of what is found here, once the person asked to go on.
    pub fn summary(self) -> Signal<Vec<SummaryLine>> {
        Signal::derive(move || {
            if self.asked_for.get() == 0 {
                return Vec::new();
            }
            let catalogue = self.open.work.catalogue.get();
            let fields = self.fields.get();
            let order =
                |finding: &Finding| fields.iter().position(|field| field.path == finding.path);
            let mut found = self.found();
            found.sort_by_key(|finding| (finding.severity == Severity::Warning, order(finding)));
            found
                .iter()
                .map(|finding| SummaryLine {
                    href: format!("#{}", address::control(&finding.path)),
                    text: said_with_label(self.open.form, finding, catalogue.as_deref()),
                    severity: finding.severity,
                })
                .collect()
        })
    }

    /// Where Back leads.
    pub fn back(self) -> String {
        let key = self.open.key();
        if self.from_check {
            return address::check(&key);
        }
        match self.item {
            Some(_) => address::page(&key, self.id, None),
            None => step_before(self.open, self.id),
        }
    }

    /// Where Continue leads.
    pub fn next(self) -> String {
        let key = self.open.key();
        if self.item.is_some() {
            let list = address::page_from_check(&key, self.id, None);
            let plain = address::page(&key, self.id, None);
            return if self.from_check { list } else { plain };
        }
        next_step(self.open, self.id, self.from_check)
    }
}

/// Where Back leads from a step.
pub fn step_before(open: OpenDraft, id: &str) -> String {
    let key = open.key();
    let before = open.steps.with_untracked(|steps| {
        let at = steps.iter().position(|step| step.id() == id)?;
        Some(steps.get(at.checked_sub(1)?)?.id())
    });
    match before {
        Some(id) => address::page(&key, id, None),
        None => address::overview(&key),
    }
}

/// Where Continue leads from a step.
pub fn next_step(open: OpenDraft, id: &str, from_check: bool) -> String {
    let key = open.key();
    let next = open.steps.with_untracked(|steps| {
        let at = steps.iter().position(|step| step.id() == id)?;
        Some(steps.get(at + 1)?.id())
    });
    match next {
        Some(next) if !from_check => address::page(&key, next, None),
        _ => address::check(&key),
    }
}
