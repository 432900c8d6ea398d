//! Answers that follow from what is known already. They are filled in once, can be changed, and are
//! marked as prefilled for as long as they stand as they were found.

mod application;
mod loss_notice;
#[cfg(test)]
mod tests;

use shared::answers::Answers;
use shared::record::{PolicyView, RecordKind};
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
}

/// Where a prefilled answer was taken from; text key `form.prefilled.<name>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The number of the identity document.
    IdentityNumber,
    /// The nationality.
    Nationality,
    /// The applicant's answers.
    Applicant,
    /// The insured's answers.
    Insured,
    /// The payee's answers.
    Payee,
    /// The client book.
    Policy,
    /// Answers above, by calculation.
    Computed,
    /// The clock of the device.
    Clock,
    /// Who is signed in.
    Agent,
    /// An earlier application of the same person.
    Earlier,
    /// Most beneficiaries come first.
    FirstOrder,
    /// What the others of the order leave of 100 %.
    Rest,
}

impl Source {
    /// The name in text keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::IdentityNumber => "identity_number",
            Self::Nationality => "nationality",
            Self::Applicant => "applicant",
            Self::Insured => "insured",
            Self::Payee => "payee",
            Self::Policy => "policy",
            Self::Computed => "computed",
            Self::Clock => "clock",
            Self::Agent => "agent",
            Self::Earlier => "earlier",
            Self::FirstOrder => "first_order",
            Self::Rest => "rest",
        }
    }
}

/// An answer that would be right for all that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The answer.
    pub value: String,
    /// Where it was taken from.
    pub source: Source,
}

/// Suggestions by path.
pub type Suggestions = BTreeMap<String, Suggestion>;

/// Everything these answers suggest.
pub fn suggestions(kind: RecordKind, answers: &Answers, known: &Known) -> Suggestions {
    let mut found = Found::new(answers);
    match kind {
        RecordKind::Application => application::suggest(&mut found, known),
        RecordKind::LossNotice => loss_notice::suggest(&mut found, known),
        RecordKind::TrainingSession | RecordKind::CheckIn => {}
    }
    found.suggestions
}

/// Fills in what is suggested newly since `before`, where nothing else was typed.
pub fn apply(before: &Suggestions, after: &Suggestions, answers: &mut Answers) {
    for (path, suggestion) in after {
        let earlier = before.get(path).map(|suggestion| suggestion.value.as_str());
        let is_new = earlier != Some(suggestion.value.as_str());
        let untouched = answers.get(path).is_none() || answers.get(path) == earlier;
        if is_new && untouched {
            answers.set(path, &suggestion.value);
        }
    }
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
        let value = value.into();
        if !value.is_empty() {
            self.suggestions
                .insert(path.into(), Suggestion { value, source });
        }
    }

    /// The answer at `from`, once it is there, also at `to`.
    fn copy(&mut self, from: &str, to: &str, source: Source) {
        if let Some(value) = self.answers.get(from) {
            self.suggest(to, value, source);
        }
    }
}
