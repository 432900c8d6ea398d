//! Why something is done, in one line of a person's own words.

use super::written::WrittenLength;
use leptos::prelude::*;
use shared::note;

/// A labelled line that has to be written.
#[component]
pub fn ReasonEntry(
    /// The id of the control.
    #[prop(into)]
    id: String,
    /// What is asked.
    label: &'static str,
    /// What is said when it was to be written by now.
    lacking: &'static str,
    /// The most characters that are taken.
    most: usize,
    /// As written so far.
    written: RwSignal<String>,
    /// Whether it was to be written by now.
    missing: RwSignal<bool>,
    /// What stands beside it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let length = Memo::new(move |_| written.with(|text| note::length(text)));
    let (lacking_id, length_id) = (format!("{id}-missing"), format!("{id}-length"));
    let is_wrong = move || missing.get() || length.get() > most;
    view! {
        <div class="entry">
            <label for=id.clone()>{label}</label>
            <div class="reason-line">
                <input
                    id=id
                    class="entry-input"
                    type="text"
                    autocomplete="off"
                    aria-describedby=format!("{lacking_id} {length_id}")
                    aria-invalid=move || is_wrong().then_some("true")
                    prop:value=written
                    on:input=move |event| {
                        missing.set(false);
                        written.set(event_target_value(&event));
                    }
                />
                {children.map(|children| children())}
            </div>
            <WrittenLength id=length_id length most/>
            <p id=lacking_id class="entry-error" role="alert" hidden=move || !missing.get()>
                {lacking}
            </p>
        </div>
    }
}
