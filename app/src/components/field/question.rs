//! What every field component is told.

use leptos::prelude::*;
use shared::finding::Severity;

/// One question with its answer so far.
#[derive(Debug, Clone)]
pub struct Question {
    /// The id of the control in the page; an error summary links to it.
    pub id: String,
    /// What is asked.
    pub label: String,
    /// How to answer.
    pub hint: Option<String>,
    /// Whether a complete record may leave it out.
    pub optional: bool,
    /// What the rules found here, worst first.
    pub messages: Signal<Vec<Message>>,
    /// Where the answer was taken from, if nobody typed it.
    pub prefilled: Signal<Option<String>>,
    /// The answer as kept.
    pub value: Signal<String>,
    /// Told every new answer, as it is typed.
    pub on_input: Callback<String>,
    /// Told when the field is left.
    pub on_leave: Callback<()>,
}

/// One finding in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// How to mend it.
    pub text: String,
    /// Whether it stops the record.
    pub severity: Severity,
}

impl Question {
    /// The ids that describe the control: hint, messages, prefill mark.
    pub fn described_by(&self) -> String {
        let Self { id, .. } = self;
        format!("{id}-hint {id}-messages {id}-prefilled")
    }

    /// Whether an error stands here, for `aria-invalid`.
    pub fn invalid(&self) -> Signal<bool> {
        let messages = self.messages;
        Signal::derive(move || {
            messages.with(|all| all.iter().any(|one| one.severity == Severity::Error))
        })
    }
}
