//! Where a page stands on the way through the form: what keeps the person here, what comes next.

use super::address;
use super::asked_field::Shown;
use super::banners::lines_of;
use super::finding_message::message_with_label;
use super::items::{can_add, is_begun};
use crate::components::error_summary::SummaryLine;
use crate::drafting::{OpenDraft, Step, visit_name};
use leptos::prelude::*;
use shared::finding::{Finding, Severity};
use shared::form::PlacedField;

/// What is found among all items; said at one of them, mended with the others.
const OF_ALL_ITEMS: [&str; 2] = ["beneficiary_shares", "beneficiary_order_gap"];

/// Where a page stands on the way through the form.
#[derive(Clone, Copy)]
pub struct PageFlow {
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
    /// The errors that stood when the page was opened.
    pub before: StoredValue<Vec<Finding>>,
}

impl PageFlow {
    /// What is found on this page.
    fn found(self) -> Vec<Finding> {
        let of_items = |finding: &Finding| {
            self.item.is_some() && OF_ALL_ITEMS.contains(&finding.code.as_str())
        };
        let fields = self.fields.get();
        let is_here = |finding: &Finding| fields.iter().any(|field| field.path == finding.path);
        self.open.findings.with(|findings| {
            findings
                .iter()
                .filter(|finding| is_here(finding) || self.has_brought(finding))
                .filter(|finding| !of_items(finding))
                .cloned()
                .collect()
        })
    }

    /// Whether it is an error that the answers of this page have made of one on a page that was left
    /// without it: said now, and not on the last page. What is only not answered yet on a page further on is asked
    /// there.
    fn has_brought(self, finding: &Finding) -> bool {
        let open = self.open;
        let is_seen = |id: &str| {
            open.draft
                .with(|draft| draft.visited.contains(&visit_name(id, None)))
        };
        let elsewhere = open.steps.with(|steps| {
            let here = steps.iter().position(|step| step.id() == self.id);
            let at = steps.iter().position(|step| step.asks(&finding.path));
            let is_to_come = at > here && is_unanswered(finding);
            let step = at.and_then(|at| steps.get(at));
            step.is_some_and(|step| step.id() != self.id && is_seen(step.id())) && !is_to_come
        });
        let stood = self.before.with_value(|before| before.contains(finding));
        finding.is_error() && elsewhere && !stood
    }

    /// Whether an error stands here.
    pub fn has_errors(self) -> bool {
        self.found().iter().any(Finding::is_error)
    }

    /// Errors keep the person here; warnings let through, and the next page says them.
    pub fn may_go_on(self) -> bool {
        let found = untrack(|| self.found());
        self.open.visit(visit_name(self.id, self.item));
        self.open.saver.now();
        self.shown.all.set(true);
        if found.iter().any(Finding::is_error) {
            self.asked_for.update(|asked| *asked += 1);
            return false;
        }
        // Continue leads past the list of the items, where nothing in it is to be mended.
        if self.item.is_some() && !self.items_have_errors() {
            self.open.visit(visit_name(self.id, None));
        }
        self.open.confirm(&self.fields.get_untracked());
        self.open.passed.set_value(found);
        true
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
            let (here, elsewhere): (Vec<_>, Vec<_>) = found
                .into_iter()
                .partition(|finding| order(finding).is_some());
            let here = here.iter().map(|finding| SummaryLine {
                href: format!("#{}", address::control(&finding.path)),
                text: message_with_label(self.open.form, finding, catalogue.as_deref()),
                severity: finding.severity,
            });
            here.chain(lines_of(self.open, &elsewhere, address::page))
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
        match self.item {
            Some(_) if self.items_have_errors() => self.list(),
            _ => next_step(self.open, self.id, self.from_check),
        }
    }

    /// Where the next item is added; `None` where there is none to add.
    pub fn another(self) -> Option<String> {
        let next = self.item? + 1;
        let open = self.open;
        let group = open.steps.with(|steps| {
            let step = steps.iter().find(|step| step.id() == self.id)?;
            match step {
                Step::Items(items) => {
                    let this = items.items.iter().find(|page| page.item == self.item)?;
                    let begun = open.answers.with(|answers| is_begun(answers, this));
                    let last = items.items.len() <= next && next < items.repeat.most;
                    (begun && last).then_some(items.group)
                }
                Step::Page(_) => None,
            }
        })?;
        can_add(open, self.id, group).then(|| address::page(&open.key(), self.id, Some(next)))
    }

    /// The list of the items, where what is found among them is said.
    fn list(self) -> String {
        let key = self.open.key();
        match self.from_check {
            true => address::page_from_check(&key, self.id, None),
            false => address::page(&key, self.id, None),
        }
    }

    fn items_have_errors(self) -> bool {
        self.open.steps.with_untracked(|steps| {
            let step = steps.iter().find(|step| step.id() == self.id);
            let mut errors = self.open.findings.with_untracked(|findings| {
                let errors = findings.iter().filter(|finding| finding.is_error());
                errors.cloned().collect::<Vec<_>>().into_iter()
            });
            step.is_some_and(|step| errors.any(|error| step.asks(&error.path)))
        })
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

/// Where Continue leads from a step: from the check of all answers only to what is not answered yet.
pub fn next_step(open: OpenDraft, id: &str, from_check: bool) -> String {
    let key = open.key();
    let next = open.steps.with_untracked(|steps| {
        let at = steps.iter().position(|step| step.id() == id)?;
        let mut next = steps.iter().skip(at + 1);
        let next = next.find(|step| !from_check || lacks_answers(open, step))?;
        Some((next.id(), first_item(open, next)))
    });
    match next {
        Some((next, item)) if from_check => address::page_from_check(&key, next, item),
        Some((next, item)) => address::page(&key, next, item),
        None => address::check(&key),
    }
}

fn lacks_answers(open: OpenDraft, step: &Step) -> bool {
    open.findings.with_untracked(|findings| {
        let mut unanswered = findings.iter().filter(|finding| is_unanswered(finding));
        unanswered.any(|finding| step.asks(&finding.path))
    })
}

fn is_unanswered(finding: &Finding) -> bool {
    finding.is_error() && matches!(finding.code.as_str(), "required" | "consent_needed")
}

/// The first item, where one is needed and there is none: its list would have nothing to show.
fn first_item(open: OpenDraft, step: &Step) -> Option<usize> {
    match step {
        Step::Items(items) if items.repeat.fewest > 0 => {
            let begun = open
                .answers
                .with_untracked(|answers| items.items.iter().any(|page| is_begun(answers, page)));
            (!begun).then_some(0)
        }
        _ => None,
    }
}
