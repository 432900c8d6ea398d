//! What the component of a placed field is told: its answer, findings, hint.

use super::address;
use super::finding_message::message;
use super::plain_field::PlainField;
use crate::answer_text::answer_text;
use crate::components::field::{Message, Question};
use crate::drafting::OpenDraft;
use crate::text::{language, t_of, tf};
use leptos::prelude::*;
use shared::answers::Answers;
use shared::finding::{Finding, Severity};
use shared::form::{Field, FieldKind, PlacedField};
use shared::input::compact;
use shared::key;
use shared::text::lookup;
use std::collections::BTreeSet;

/// Which findings of a page are shown already.
#[derive(Clone, Copy)]
pub struct Shown {
    /// All: the page was checked.
    pub all: RwSignal<bool>,
    /// Those of fields that were left with an answer.
    pub left: RwSignal<BTreeSet<String>>,
}

impl Shown {
    /// Of a page; one that was seen before shows all.
    pub fn new(seen_before: bool) -> Self {
        Self {
            all: RwSignal::new(seen_before),
            left: RwSignal::new(BTreeSet::new()),
        }
    }

    fn leave(self, path: &str) {
        self.left.update(|left| {
            left.insert(path.to_owned());
        });
    }

    fn shows(self, finding: &Finding) -> bool {
        self.all.get() || self.left.with(|left| left.contains(&finding.path))
    }
}

/// The findings at `path` that are shown.
pub fn messages_at(open: OpenDraft, shown: Shown, path: String) -> Memo<Vec<Message>> {
    Memo::new(move |_| {
        let catalogue = open.work.catalogue.get();
        open.findings.with(|findings| {
            let mut messages: Vec<Message> = findings
                .iter()
                .filter(|finding| finding.path == path && shown.shows(finding))
                .map(|finding| Message {
                    text: message(open.form, finding, catalogue.as_deref()),
                    severity: finding.severity,
                })
                .collect();
            messages.sort_by_key(|message| message.severity == Severity::Warning);
            messages
        })
    })
}

/// What the component of a placed field is told.
pub fn question(open: OpenDraft, shown: Shown, placed: &PlacedField) -> Question {
    let path = placed.path.clone();
    let value = {
        let path = path.clone();
        Memo::new(move |_| open.answers.with(|answers| answers.typed(&path).to_owned()))
    };
    let on_input = {
        let path = path.clone();
        Callback::new(move |text: String| {
            open.answer(&path, text);
            if is_whole(&path, open) {
                shown.leave(&path);
            }
        })
    };
    let on_leave = {
        let path = path.clone();
        Callback::new(move |()| {
            if value.with_untracked(|value| !value.is_empty()) {
                shown.leave(&path);
            }
            open.follow();
            open.saver.now();
        })
    };
    Question {
        id: address::control(&path),
        label: t_of("fields", placed.field.label).to_owned(),
        hint: lookup(language(), &format!("hints.{}", placed.field.label)).map(str::to_owned),
        optional: !placed.field.required && !is_chosen_from_catalogue(placed.field.kind),
        messages: messages_at(open, shown, path.clone()).into(),
        prefilled: prefilled(open, path),
        value: value.into(),
        on_input,
        on_leave,
    }
}

/// A plan or sum is asked only where the product has one, and then it is needed.
const fn is_chosen_from_catalogue(kind: FieldKind) -> bool {
    matches!(kind, FieldKind::Catalogue(_))
}

/// Where the answer was taken from, as long as it is nobody's own.
fn prefilled(open: OpenDraft, path: String) -> Signal<Option<String>> {
    Signal::derive(move || {
        let source = open
            .draft
            .with(|draft| draft.prefilled.source(&path, &draft.answers))?;
        Some(t_of("form.prefilled", source.as_str()).to_owned())
    })
}

/// Whether so much is typed that a number with a check character can be judged at once.
fn is_whole(path: &str, open: OpenDraft) -> bool {
    let Some(field) = open.form.field_at(path) else {
        return false;
    };
    let typed = open
        .answers
        .with_untracked(|answers| compact(answers.typed(path)));
    match field.kind {
        FieldKind::IdentityNumber => typed.len() >= 18,
        FieldKind::Mobile => typed.len() >= 11 && typed.starts_with('1'),
        FieldKind::SessionCode => typed.len() >= 7,
        FieldKind::Choice(_) | FieldKind::YesNo | FieldKind::Catalogue(_) => true,
        FieldKind::Text(_)
        | FieldKind::LongText(_)
        | FieldKind::Date
        | FieldKind::Moment
        | FieldKind::TimeOfDay
        | FieldKind::Consent
        | FieldKind::Money
        | FieldKind::Quantity { .. }
        | FieldKind::Email
        | FieldKind::BankAccount
        | FieldKind::PolicyNumber
        | FieldKind::SessionNumber
        | FieldKind::SessionSecret => false,
    }
}

/// The component for a placed field.
#[component]
pub fn AskedField(open: OpenDraft, shown: Shown, placed: PlacedField) -> impl IntoView {
    let question = question(open, shown, &placed);
    let (path, field) = (placed.path.clone(), placed.field);
    view! {
        <PlainField
            work=open.work
            answers=open.answers.into()
            path=placed.path
            field=placed.field
            question
            today=open.today
        />
        <LateGuess open path field/>
    }
}

/// What the number of a document says, where somebody's own answer says otherwise: to be taken, or left.
#[component]
fn LateGuess(open: OpenDraft, path: String, field: &'static Field) -> impl IntoView {
    let path = StoredValue::new(path);
    let guess = Memo::new(move |_| {
        open.draft.with(|draft| {
            let late = path.with_value(|path| draft.prefilled.late_guess(path, &draft.answers))?;
            Some(late.to_owned())
        })
    });
    move || {
        let value = guess.get()?;
        let said = said_as(field, &path.get_value(), &value);
        Some(view! {
            <div class="field-late-guess">
                <p>{tf(key!("form.registered_in"), &[("place", &said)])}</p>
                <button
                    type="button"
                    class="button button-secondary"
                    on:click=move |_| open.answer(&path.get_value(), value.clone())
                >
                    {tf(key!("form.registered_take"), &[("place", &said)])}
                </button>
            </div>
        })
    }
}

/// The answer in words, were it given at `path`.
fn said_as(field: &Field, path: &str, value: &str) -> String {
    let answers = Answers::new().with(path, value);
    answer_text(language(), field, path, &answers, None).unwrap_or_else(|| value.to_owned())
}
