//! A draft that is open: its answers, what is asked, what the rules find.

use super::offers::{Shelf, settle};
use super::plain_field::{civil_now, look};
use super::prefill::{self, Known, Suggestions, suggestions};
use super::refusal::{is_on_its_way, refused_findings};
use super::saver::Saver;
use super::steps::{Step, steps};
use crate::clock;
use crate::session::use_profile;
use crate::store::Draft;
use crate::work::Work;
use chrono::{Days, NaiveDate};
use leptos::prelude::*;
use shared::answers::Answers;
use shared::finding::Finding;
use shared::form::{Form, PlacedField, form_of};
use shared::product::Catalogue;
use shared::record::{RecordKind, RuleVersion};
use shared::rules::{self, DraftChange};
use std::sync::Arc;

/// A draft that is open. Every answer goes through [`OpenDraft::answer`], which fills in what
/// follows from it and keeps it.
#[derive(Clone, Copy)]
pub struct OpenDraft {
    /// Where it is kept.
    pub work: Work,
    /// What it asks.
    pub form: &'static Form,
    /// The branch's day when it was opened.
    pub today: NaiveDate,
    /// As it stands.
    pub draft: RwSignal<Draft>,
    /// Its answers.
    pub answers: Memo<Answers>,
    /// Its steps.
    pub steps: Memo<Vec<Step>>,
    /// What the rules find in it, were it sent now.
    pub findings: Memo<Vec<Finding>>,
    /// What its answers suggest.
    pub suggestions: Memo<Suggestions>,
    /// Whether it is on its way and must not be changed.
    pub on_its_way: Memo<bool>,
    /// What newer rules changed about it since it was last open.
    pub rule_changes: StoredValue<Vec<DraftChange>>,
    /// Keeps it.
    pub saver: Saver,
    known: StoredValue<Known>,
}

/// The draft that is open; below the frame of the form only.
pub fn use_open_draft() -> OpenDraft {
    expect_context()
}

impl OpenDraft {
    /// Opens the draft until the end of the reactive scope.
    pub fn new(work: Work, draft: Draft) -> Self {
        let form = form_of(draft.kind);
        let known = known(work);
        let today = known.0;
        let known = StoredValue::new(known.1);
        let (draft, rule_changes) = carried_forward(draft);
        let draft = RwSignal::new(draft);
        let answers = Memo::new(move |_| draft.with(|draft| draft.answers.clone()));
        let findings = Memo::new(move |_| found(work, form, today, draft));
        let on_its_way = Memo::new(move |before: Option<&bool>| {
            let key = draft.with(|draft| draft.key.clone());
            let before = before.copied().unwrap_or(false);
            work.outbox
                .with(|outbox| is_on_its_way(outbox, &key, before))
        });
        Self {
            work,
            form,
            today,
            draft,
            answers,
            steps: Memo::new(move |_| answers.with(|answers| steps(form, answers, today))),
            findings,
            suggestions: Memo::new(move |_| {
                answers.with(|answers| {
                    known.with_value(|known| suggestions(form.kind, answers, known))
                })
            }),
            on_its_way,
            rule_changes: StoredValue::new(rule_changes),
            saver: Saver::new(work, draft),
            known,
        }
    }

    /// Its key.
    pub fn key(self) -> String {
        self.draft.with_untracked(|draft| draft.key.clone())
    }

    /// Whether nothing was answered yet.
    pub fn is_new(self) -> bool {
        self.draft
            .with_untracked(|draft| draft.answers.is_empty() && draft.visited.is_empty())
    }

    /// Fills in what is known before anything is typed.
    pub fn begin(self) {
        self.change(|answers, suggested| prefill::apply(&Suggestions::new(), suggested, answers));
    }

    /// Takes an answer as typed.
    pub fn answer(self, path: &str, text: String) {
        self.change(|answers, suggested| {
            answers.set(path, text);
            self.fill_in(suggested, answers);
        });
    }

    /// Takes an item of a repeated page away.
    pub fn remove_item(self, group: &str, number: usize) {
        self.change(|answers, _| answers.remove_item(group, number));
    }

    /// Remembers that a page was seen.
    pub fn visit(self, name: String) {
        if self
            .draft
            .with_untracked(|draft| !draft.visited.contains(&name))
        {
            self.draft.update(|draft| {
                draft.visited.insert(name);
            });
            self.saver.soon();
        }
    }

    /// The answers to what is asked: what is sent.
    pub fn content(self) -> Answers {
        self.answers
            .with_untracked(|answers| self.form.asked_answers(answers, self.today))
    }

    /// The catalogue with the answers; tracks both.
    pub fn on_shelf<T>(self, see: impl FnOnce(Shelf<'_>) -> T) -> Option<T> {
        look(self.work, self.answers.into(), see)
    }

    /// The fields of a page that have something to answer.
    pub fn fields_to_show(self, fields: Vec<PlacedField>) -> Vec<PlacedField> {
        fields
            .into_iter()
            .filter(|placed| {
                self.on_shelf(|shelf| shelf.is_offered(placed))
                    .unwrap_or(true)
            })
            .collect()
    }

    fn change(self, change: impl FnOnce(&mut Answers, &Suggestions)) {
        let before = self.suggestions.get_untracked();
        let catalogue = self.work.catalogue.get_untracked();
        self.draft.update(|draft| {
            change(&mut draft.answers, &before);
            if self.form.kind == RecordKind::Application
                && let Some(catalogue) = catalogue
            {
                settle(&catalogue, &mut draft.answers);
            }
        });
        self.saver.soon();
    }

    /// What the new answers suggest, until nothing more follows.
    fn fill_in(self, before: &Suggestions, answers: &mut Answers) {
        let mut before = before.clone();
        loop {
            let now = self
                .known
                .with_value(|known| suggestions(self.form.kind, answers, known));
            if now == before {
                return;
            }
            prefill::apply(&before, &now, answers);
            before = now;
        }
    }
}

/// The draft as the rules of this build ask it; kept so with the next change.
fn carried_forward(draft: Draft) -> (Draft, Vec<DraftChange>) {
    let (answers, changes) = rules::carry_forward(draft.kind, draft.rules, draft.answers);
    let draft = Draft {
        answers,
        rules: draft.rules.max(RuleVersion::CURRENT),
        ..draft
    };
    (draft, changes)
}

/// The branch's day, and what is known besides the answers.
fn known(work: Work) -> (NaiveDate, Known) {
    let profile = use_profile().get_untracked();
    let offset = profile.branch.offset_minutes;
    let today = clock::today(offset);
    let known = Known {
        now: civil_now(offset),
        tomorrow: (today + Days::new(1)).to_string(),
        policies: work.policies.get_untracked(),
        agent: profile.person.name,
        earlier: work.records.with_untracked(|records| {
            let applications = records
                .iter()
                .filter(|record| record.kind == RecordKind::Application);
            applications.map(|record| record.content.clone()).collect()
        }),
    };
    (today, known)
}

/// Everything the rules find, and what the server found when it was sent before.
fn found(
    work: Work,
    form: &'static Form,
    today: NaiveDate,
    draft: RwSignal<Draft>,
) -> Vec<Finding> {
    let catalogue = work.catalogue.get().unwrap_or_else(no_catalogue);
    let policies = work.policies.with(|policies| known_policies(policies));
    draft.with(|draft| {
        let content = form.asked_answers(&draft.answers, today);
        let earlier = work.records.with(|records| earlier_records(records, draft));
        let context = rules::Context {
            earlier: &earlier,
            policies: (!policies.is_empty()).then_some(policies.as_slice()),
            ..rules::Context::complete(today, &catalogue)
        };
        let mut findings = rules::check(form.kind, &content, &context);
        let refused = work
            .outbox
            .with(|outbox| refused_findings(outbox, &draft.key, &draft.answers));
        findings.extend(refused);
        findings.sort();
        findings.dedup();
        findings
    })
}

/// Until the first exchange nothing is sold.
fn no_catalogue() -> Arc<Catalogue> {
    Arc::new(Catalogue {
        products: Vec::new(),
    })
}

fn known_policies(policies: &[shared::record::PolicyView]) -> Vec<rules::KnownPolicy> {
    policies
        .iter()
        .map(|policy| rules::KnownPolicy {
            number: policy.number.clone(),
            insured: policy.insured.clone(),
            from: policy.effective_date,
            until: None,
        })
        .collect()
}

/// The agent's other records of this kind, as far as this one might repeat them.
fn earlier_records(
    records: &[shared::record::RecordView],
    draft: &Draft,
) -> Vec<rules::EarlierRecord> {
    records
        .iter()
        .filter(|record| record.kind == draft.kind && record.record_id != draft.record_id)
        .filter_map(|record| {
            Some(rules::EarlierRecord {
                number: record.number.to_string(),
                key: rules::duplicate_key(record.kind, &record.content)?,
            })
        })
        .collect()
}
