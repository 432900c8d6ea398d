//! Why something is done, in a person's own words.

use super::icon::{Icon, IconName};
use super::written::WrittenLength;
use leptos::prelude::*;
use shared::note::{self, MOST_NOTE};

/// A labelled text that has to be written.
#[component]
pub fn NoteEntry(
    /// The id of the control.
    id: &'static str,
    /// What is asked.
    label: &'static str,
    /// What is said when it was to be written by now.
    lacking: &'static str,
    /// How many lines are shown.
    rows: u8,
    /// As written so far.
    #[prop(into)]
    value: Signal<String>,
    /// Whether it was to be written by now.
    #[prop(into)]
    missing: Signal<bool>,
    /// Takes it as typed.
    on_input: Callback<String>,
) -> impl IntoView {
    let length = Memo::new(move |_| value.with(|text| note::length(text)));
    let (lacking_id, length_id) = (format!("{id}-missing"), format!("{id}-length"));
    let is_wrong = move || missing.get() || length.get() > MOST_NOTE;
    view! {
        <div class="entry">
            <label for=id>{label}</label>
            <textarea
                class="entry-input"
                id=id
                rows=rows
                aria-invalid=move || is_wrong().then_some("true")
                aria-describedby=format!("{lacking_id} {length_id}")
                prop:value=value
                on:input=move |event| on_input.run(event_target_value(&event))
            ></textarea>
            <WrittenLength id=length_id length most=MOST_NOTE/>
            <p id=lacking_id class="entry-error" hidden=move || !missing.get()>
                <Icon name=IconName::Alert/>
                {lacking}
            </p>
        </div>
    }
}
