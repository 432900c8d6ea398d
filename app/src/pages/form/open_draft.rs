//! A draft that is open: its answers, what is asked, what the rules find.

use super::found::found;
use super::known::known;
use super::offers::Shelf;
use super::plain_field::look;
use super::prefill::{self, Known, Suggestions, suggestions};
use super::refusal::is_on_its_way;
use super::saver::Saver;
use super::settle::settle;
use super::steps::{Step, steps};
use crate::session::use_profile;
use crate::store::Draft;
use crate::work::Work;
use chrono::NaiveDate;
use leptos::prelude::*;
use shared::answers::Answers;
use shared::finding::Finding;
use shared::form::{Form, PlacedField, form_of};
use shared::product::Catalogue;
use shared::record::{RecordKind, RuleVersion};
use shared::rules::{self, DraftChange};

/// Longest chain of answers that follow from one another: nationality, document, number, birth date.
const LONGEST_CHAIN: usize = 8;

/// A draft that is open. Every answer goes through [`OpenDraft::answer`], which fills in what
/// follows from it and keeps it.
#[derive(Clone, Copy)]
pub struct OpenDraft {
    /// Where it is kept.
    pub work: Work,
    /// What it asks.
    pub form: &'static Form,
    /// The branch's day when it was opened; of a change, the day of capture: the rules of that day hold.
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
    known: Memo<Known>,
}

/// The draft that is open; below the frame of the form only.
pub fn use_open_draft() -> OpenDraft {
    expect_context()
}

impl OpenDraft {
    /// Opens the draft until the end of the reactive scope.
    pub fn new(work: Work, draft: Draft) -> Self {
        let form = form_of(draft.kind);
        let (today, known) = known(work);
        let today = captured_on(work, &draft).unwrap_or(today);
        let stored = draft.clone();
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
        let open = Self {
            work,
            form,
            today,
            draft,
            answers,
            steps: Memo::new(move |_| answers.with(|answers| steps(form, answers, today))),
            findings,
            suggestions: Memo::new(move |_| {
                answers.with(|answers| known.with(|known| suggestions(form.kind, answers, known)))
            }),
            on_its_way,
            rule_changes: StoredValue::new(rule_changes),
            saver: Saver::new(work, stored, draft),
            known,
        };
        open.keep_in_line();
        open
    }

    /// A catalogue that comes, or changes, while the draft is open may change the premium; so may
    /// answers of another tab beside those of this one.
    fn keep_in_line(self) {
        Effect::new(move |_| {
            self.saver.mixed().track();
            let catalogue = self.work.catalogue.get();
            let stands = self.answers.get_untracked();
            let settled = self.settled(stands.clone(), catalogue.as_deref());
            if settled != stands && !self.on_its_way.get_untracked() {
                self.draft.update(|draft| draft.answers = settled);
                self.saver.soon();
            }
        });
    }

    /// The answers with everything in line that depends on the product.
    fn settled(self, mut answers: Answers, catalogue: Option<&Catalogue>) -> Answers {
        if let Some(catalogue) = catalogue.filter(|_| self.form.kind == RecordKind::Application) {
            settle(catalogue, &mut answers);
        }
        answers
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
        let draft = self.draft.read_untracked();
        self.answers
            .with_untracked(|answers| draft.content(answers, self.today))
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
            let mut answers = core::mem::take(&mut draft.answers);
            change(&mut answers, &before);
            draft.answers = self.settled(answers, catalogue.as_deref());
        });
        self.saver.soon();
    }

    /// What the new answers suggest, until nothing more follows.
    fn fill_in(self, before: &Suggestions, answers: &mut Answers) {
        let mut before = before.clone();
        for _ in 0..LONGEST_CHAIN {
            let now = self
                .known
                .with_untracked(|known| suggestions(self.form.kind, answers, known));
            if now == before {
                return;
            }
            prefill::apply(&before, &now, answers);
            before = now;
        }
    }
}

/// When the record that the draft changes was captured.
fn captured_on(work: Work, draft: &Draft) -> Option<NaiveDate> {
    let offset = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
    work.records.with_untracked(|records| {
        let mut changed = records.iter().filter(|_| draft.is_amendment());
        let record = changed.find(|record| record.record_id == draft.record_id)?;
        record.captured_at.civil_date(offset)
    })
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
