//! A draft that is open: its answers, what is asked, what the rules find.

use super::catalogue_offers::{CatalogueOffers, with_offers};
use super::following::{bring_along, is_taken_up, take_up, type_at};
use super::found::found;
use super::prefill::{Offered, household, is_given_at_once, suggestions, take_over, takes};
use super::prefill_sources::{PrefillSources, known};
use super::refusal::is_on_its_way;
use super::saver::Saver;
use super::settle::settle;
use super::sold_anew::{forget_changed, sell_anew};
use super::steps::{Step, steps};
use crate::session::use_profile;
use crate::store::Draft;
use crate::work::Work;
use chrono::NaiveDate;
use leptos::prelude::*;
use shared::answers::{Answers, Changes};
use shared::finding::Finding;
use shared::form::{Form, PlacedField};
use shared::kinds::form_of;
use shared::product::Catalogue;
use shared::record::{RecordKind, RecordView, RuleVersion};
use shared::rules::{self, DraftChange};
use std::sync::Arc;

/// A draft that is open. Every answer goes through [`OpenDraft::answer`], which keeps it; what follows
/// from it, through [`OpenDraft::follow`].
#[derive(Clone, Copy)]
pub struct OpenDraft {
    /// Where it is kept.
    pub work: Work,
    /// Of which kind it is.
    pub kind: RecordKind,
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
    /// Whether it is on its way and must not be changed.
    pub on_its_way: Memo<bool>,
    /// What newer rules changed about it since it was last open.
    pub rule_changes: StoredValue<Vec<DraftChange>>,
    /// The warnings that were gone past on the page before: the next page says them.
    pub passed: StoredValue<Vec<Finding>>,
    /// Keeps it.
    pub saver: Saver,
    known: Memo<Arc<PrefillSources>>,
}

/// The draft that is open; below the frame of the form only.
pub fn use_open_draft() -> OpenDraft {
    expect_context()
}

impl OpenDraft {
    /// Opens the draft until the end of the reactive scope.
    pub fn new(work: Work, draft: Draft) -> Self {
        let kind = draft.kind;
        let form = form_of(kind);
        let (today, known) = known(work, &draft);
        let today = captured_on(work, &draft).unwrap_or(today);
        let stored = draft.clone();
        let (mut draft, rule_changes) = carried_forward(draft);
        if let Some(catalogue) = work.catalogue.get_untracked() {
            sell_anew(&catalogue, &mut draft);
        }
        let draft = RwSignal::new(draft);
        let answers = Memo::new(move |_| draft.with(|draft| draft.answers.clone()));
        let offset = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
        let findings =
            Memo::new(move |_| draft.with(|draft| found(work, form, today, offset, draft)));
        let on_its_way = Memo::new(move |before: Option<&bool>| {
            let key = draft.with(|draft| draft.key.clone());
            let before = before.copied().unwrap_or(false);
            work.drafts.with(|drafts| {
                work.outbox
                    .with(|outbox| is_on_its_way(outbox, drafts, &key, before))
            })
        });
        let open = Self {
            work,
            kind,
            form,
            today,
            draft,
            answers,
            steps: Memo::new(move |_| answers.with(|answers| steps(form, answers, today))),
            findings,
            on_its_way,
            rule_changes: StoredValue::new(rule_changes),
            passed: StoredValue::default(),
            saver: Saver::new(work, stored, draft),
            known,
        };
        open.saver.follow(on_its_way);
        open.keep_in_line();
        open
    }

    /// A catalogue that comes, or changes, while the draft is open may change the premium; so may
    /// answers of another tab beside those of this one.
    fn keep_in_line(self) {
        Effect::new(move |mixed_before: Option<u32>| {
            let mixed = self.saver.mixed().get();
            let on_its_way = self.on_its_way.get();
            let Some(catalogue) = self.work.catalogue.get().filter(|_| !on_its_way) else {
                return mixed;
            };
            let stands = self.draft.get_untracked();
            let mut draft = stands.clone();
            if mixed_before.is_none_or(|before| before == mixed) {
                sell_anew(&catalogue, &mut draft);
            } else {
                draft.answers = self.settled(draft.answers, Some(&catalogue));
            }
            if draft != stands {
                self.draft.set(draft);
                self.saver.soon();
            }
            mixed
        });
    }

    /// The answers with everything in line that depends on the product.
    fn settled(self, mut answers: Answers, catalogue: Option<&Catalogue>) -> Answers {
        if let Some(catalogue) = catalogue {
            settle(self.kind, catalogue, &mut answers);
        }
        answers
    }

    /// The record it was begun with, if there is one.
    pub fn origin(self) -> Option<RecordView> {
        self.known.with_untracked(|known| known.origin.clone())
    }

    /// Its key.
    pub fn key(self) -> String {
        self.draft.with_untracked(|draft| draft.key.clone())
    }

    /// Fills in what is known before anything is typed; of a draft that is opened again, what had not
    /// followed yet when it was left.
    pub fn begin(self) {
        let is_taken_up = self.draft.with_untracked(is_taken_up);
        if !is_taken_up {
            let known = self.known.get_untracked();
            self.draft.update(|draft| take_up(draft, &known));
        } else {
            self.follow();
        }
    }

    /// Takes an answer as typed. What follows from it waits until it is given: see [`Self::follow`].
    pub fn answer(self, path: &str, text: String) {
        self.change(Saver::begin, |draft| type_at(draft, path, text));
        let field = self.form.field_at(path);
        if field.is_some_and(|field| is_given_at_once(field.kind)) {
            self.follow();
        }
    }

    /// Takes why something that has arrived is corrected.
    pub fn note(self, text: String) {
        self.draft.update(|draft| draft.note = text);
        self.saver.begin();
    }

    /// Takes an item of a repeated page away.
    pub fn remove_item(self, group: &str, number: usize) {
        self.change(Saver::begin, |draft| {
            draft.answers.remove_item(group, number);
            draft.prefilled.remove_item(group, number);
        });
        self.follow();
    }

    /// Fills in, changes and takes away what follows from the answers as they stand. Asked for when
    /// an answer is given: chosen, or typed and left.
    pub fn follow(self) {
        let Some(known) = self.known.try_get_untracked() else {
            return; // gone with the page
        };
        // What depends on the product is brought in line by every change.
        self.change(Saver::soon, |draft| bring_along(draft, &known));
    }

    /// What was guessed at these paths was seen and left so: it is the person's own from now on.
    pub fn confirm(self, fields: &[PlacedField]) {
        let Some(known) = self.known.try_get_untracked() else {
            return; // gone with the page
        };
        let kind = self.kind;
        self.change(Saver::soon, |draft| {
            let suggested = suggestions(kind, &draft.answers, &draft.prefilled, &known);
            let paths = fields.iter().map(|placed| placed.path.as_str());
            draft.prefilled.confirm(&suggested, paths);
        });
    }

    /// Who is known and may be the person under `prefix`; tracks the answers.
    pub fn people_for(self, prefix: &str) -> Vec<Offered> {
        self.known.with(|known| {
            self.answers
                .with(|answers| household(self.kind, prefix, answers, &known.earlier))
        })
    }

    /// Takes one of them.
    pub fn take_person(self, prefix: &str, offered: &Offered) {
        self.change(Saver::begin, |draft| {
            takes(prefix, offered, &mut draft.prefilled, &mut draft.answers);
        });
        self.follow();
    }

    /// What was put aside of another client's matter is that of this one.
    pub fn take_over(self) {
        self.change(Saver::begin, take_over);
        self.follow();
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

    /// What the record that it changes would say with only these changes, and with what follows from them by
    /// itself, as a sex from an identity number and a premium from a sum.
    pub fn with_what_follows(self, changes: &Changes) -> Answers {
        let mut draft = self.draft.get();
        draft.answers = draft.base.clone();
        self.known.with(|known| {
            take_up(&mut draft, known);
            for (path, text) in changes.iter() {
                type_at(&mut draft, path, text.to_owned());
            }
            bring_along(&mut draft, known);
        });
        draft.answers = self.settled(draft.answers, self.work.catalogue.get().as_deref());
        draft.content(&draft.answers, self.today)
    }

    /// What the rules find in the record as it was, were it sent now.
    pub fn found_before(self) -> Vec<Finding> {
        let mut draft = self.draft.get();
        draft.answers = draft.base.clone();
        let offset = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
        found(self.work, self.form, self.today, offset, &draft)
    }

    /// The catalogue with the answers; tracks both.
    pub fn with_offers<T>(self, see: impl FnOnce(CatalogueOffers<'_>) -> T) -> Option<T> {
        with_offers(self.work, self.today, self.answers.into(), see)
    }

    /// The fields of a page that have something to answer.
    pub fn fields_to_show(self, fields: Vec<PlacedField>) -> Vec<PlacedField> {
        fields
            .into_iter()
            .filter(|placed| {
                self.with_offers(|offers| offers.is_offered(placed))
                    .unwrap_or(true)
            })
            .collect()
    }

    /// Changes the draft, keeps in line what depends on the product, and keeps it if it is different.
    fn change(self, keep: impl FnOnce(Saver), change: impl FnOnce(&mut Draft)) {
        let catalogue = self.work.catalogue.get_untracked();
        let before = self.draft.get_untracked();
        let mut draft = before.clone();
        change(&mut draft);
        draft.answers = self.settled(draft.answers, catalogue.as_deref());
        forget_changed(&mut draft, &before.answers);
        if draft != before {
            self.draft.set(draft);
            keep(self.saver);
        }
    }
}

/// When the record that the draft changes was captured.
fn captured_on(work: Work, draft: &Draft) -> Option<NaiveDate> {
    let offset = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
    work.all::<RecordView>().with_untracked(|records| {
        let mut changed = records.iter().filter(|_| draft.is_of_arrived());
        let record = changed.find(|record| record.record_id == draft.record_id)?;
        record.captured_at.civil_date(offset)
    })
}

/// The draft as the rules of this build ask it; kept so with the next change.
fn carried_forward(draft: Draft) -> (Draft, Vec<DraftChange>) {
    let (answers, changes) = rules::carry_forward(draft.kind, draft.rules, draft.answers);
    let policy = match draft.policy.as_str() {
        // Builds of before did not note it.
        "" => answers.typed("policy.number").to_owned(),
        _ => draft.policy,
    };
    let draft = Draft {
        answers,
        policy,
        rules: draft.rules.max(RuleVersion::CURRENT),
        ..draft
    };
    (draft, changes)
}
