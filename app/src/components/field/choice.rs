//! One of several: buttons for a few, a list for many.

use super::Question;
use super::radios::Radios;
use super::select::Select;
use leptos::prelude::*;

/// From this many options on, a list is easier to scan than buttons.
pub const LIST_FROM: usize = 8;

/// One thing that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Offer {
    /// What is kept.
    pub value: String,
    /// What it is called.
    pub label: String,
    /// What else helps to choose.
    pub note: Option<String>,
    /// Why it cannot be chosen.
    pub refused: Option<String>,
}

impl Offer {
    /// An option that can be chosen, without a note.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            note: None,
            refused: None,
        }
    }
}

/// A labelled choice.
#[component]
pub fn Choice(question: Question, options: Vec<Offer>) -> impl IntoView {
    if options.len() < LIST_FROM {
        view! { <Radios question options=Signal::stored(options)/> }.into_any()
    } else {
        view! { <Select question options/> }.into_any()
    }
}
