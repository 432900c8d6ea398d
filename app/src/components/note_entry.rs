//! Why something is done, in a person's own words.

use super::icon::{Icon, Name};
use leptos::prelude::*;
use shared::note;

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
    let lacking_id = format!("{id}-missing");
    view! {
        <div class="entry">
            <label for=id>{label}</label>
            <textarea
                class="entry-input"
                id=id
                rows=rows
                maxlength=note::MOST_NOTE
                aria-invalid=move || missing.get().then_some("true")
                aria-describedby=lacking_id.clone()
                prop:value=value
                on:input=move |event| on_input.run(event_target_value(&event))
            ></textarea>
            <p id=lacking_id class="entry-error" hidden=move || !missing.get()>
                <Icon name=Name::Alert/>
                {lacking}
            </p>
        </div>
    }
}
