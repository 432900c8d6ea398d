//! Answers that follow from what is known already. They are filled in and marked as prefilled, follow
//! what they were taken from, and become somebody's own when they are changed.

mod application;
mod beneficiaries;
mod client;
mod identity;
mod loss_notice;
mod origin;
mod people;
mod service_request;
#[cfg(test)]
mod tests;

pub use crate::store::{Source, Suggestion, Suggestions};
pub use client::{aside, leave_client, take_over};
pub use people::{Offered, household, takes};

use super::prefill_sources::PrefillSources;
use crate::store::Prefilled;
use shared::answers::{Answers, read};
use shared::form::FieldKind;
use shared::kinds::form_of;
use shared::policy::PolicyView;
use shared::record::RecordKind;
use std::collections::BTreeMap;

/// The policy that the answers name, if the client book has it.
fn named_policy<'k>(answers: &Answers, known: &'k PrefillSources) -> Option<&'k PolicyView> {
    let number = read::policy_number_at(answers, "policy.number")?;
    known.policy(&number).filter(|_| !known.within_the_form)
}

/// Everything these answers suggest, and whoever was taken for another person of the form.
pub fn suggestions(
    kind: RecordKind,
    answers: &Answers,
    prefilled: &Prefilled,
    known: &PrefillSources,
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
pub fn follow(
    kind: RecordKind,
    known: &PrefillSources,
    prefilled: &mut Prefilled,
    answers: &mut Answers,
) {
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
