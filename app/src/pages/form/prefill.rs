//! Answers that follow from what is known already. They are filled in and marked as prefilled, follow
//! what they were taken from, and become somebody's own when they are changed.

mod application;
mod loss_notice;
mod origin;
mod people;
mod service_request;
#[cfg(test)]
mod tests;

pub use crate::store::{Source, Suggestion, Suggestions};
pub use people::{Offered, household, takes};

use crate::store::Prefilled;
use shared::answers::Answers;
use shared::form::FieldKind;
use shared::kinds::form_of;
use shared::record::{PolicyView, RecordKind, RecordView};
use std::collections::BTreeMap;

/// What is known besides the answers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Known {
    /// The civil time at the branch when the draft was opened, `2026-10-31T14:05`.
    pub now: String,
    /// The day after, `2026-11-01`.
    pub tomorrow: String,
    /// The client book.
    pub policies: Vec<PolicyView>,
    /// The agent's own name.
    pub agent: String,
    /// What earlier applications say, newest first.
    pub earlier: Vec<Answers>,
    /// The record that the draft was begun with.
    pub origin: Option<RecordView>,
}

impl Known {
    /// Without what other records say. What was sent was said by the client: in a change of it nothing follows but
    /// what the answers say of each other.
    pub fn within_the_form(self) -> Self {
        Self {
            policies: Vec::new(),
            earlier: Vec::new(),
            origin: None,
            ..self
        }
    }
}

/// Everything these answers suggest, and whoever was taken for another person of the form.
pub fn suggestions(
    kind: RecordKind,
    answers: &Answers,
    prefilled: &Prefilled,
    known: &Known,
) -> Suggestions {
    let mut found = Found::new(answers);
    match kind {
        RecordKind::Application => application::suggest(&mut found, known),
        RecordKind::LossNotice => loss_notice::suggest(&mut found, known),
        RecordKind::ServiceRequest => service_request::suggest(&mut found, known),
        RecordKind::TrainingSession | RecordKind::CheckIn => {}
    }
    // Who was taken for somebody is that person in everything.
    for (person, other) in prefilled.people() {
        people::suggest(&mut found, person, other);
    }
    let mut suggestions = found.suggestions;
    let form = form_of(kind);
    for (path, suggestion) in &mut suggestions {
        if let Some(field) = form.field_at(path) {
            suggestion.value = field.kept(path, &suggestion.value, answers);
        }
    }
    suggestions
}

/// Longest chain of answers that follow from one another: nationality, document, number, birth date.
const LONGEST_CHAIN: usize = 8;

/// Brings the answers in line with what they suggest, until nothing more follows.
pub fn follow(kind: RecordKind, known: &Known, prefilled: &mut Prefilled, answers: &mut Answers) {
    for _ in 0..LONGEST_CHAIN {
        let before = answers.clone();
        let suggested = suggestions(kind, answers, prefilled, known);
        prefilled.follow(&suggested, answers);
        if *answers == before {
            return;
        }
    }
}

/// Whether an answer of this kind is given at once; others are typed, and while they are typed
/// nothing follows from them.
pub const fn is_given_at_once(kind: FieldKind) -> bool {
    matches!(
        kind,
        FieldKind::Choice(_) | FieldKind::YesNo | FieldKind::Consent | FieldKind::Catalogue(_)
    )
}

struct Found<'a> {
    answers: &'a Answers,
    suggestions: Suggestions,
}

impl<'a> Found<'a> {
    const fn new(answers: &'a Answers) -> Self {
        Self {
            answers,
            suggestions: BTreeMap::new(),
        }
    }

    fn suggest(&mut self, path: impl Into<String>, value: impl Into<String>, source: Source) {
        self.add(path.into(), value.into(), source, false);
    }

    /// What is only likely.
    fn guess(&mut self, path: impl Into<String>, value: impl Into<String>, source: Source) {
        self.add(path.into(), value.into(), source, true);
    }

    fn add(&mut self, path: String, value: String, source: Source, guess: bool) {
        if !value.is_empty() {
            let suggestion = Suggestion {
                value,
                source,
                guess,
            };
            self.suggestions.insert(path, suggestion);
        }
    }

    /// The answer at `from`, once it is there, also at `to`.
    fn copy(&mut self, from: &str, to: &str, source: Source) {
        if let Some(value) = self.answers.get(from) {
            self.suggest(to, value, source);
        }
    }
}
