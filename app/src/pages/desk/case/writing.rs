//! What queries, rejections and reopenings are written with: a reason, a note, and how they are sent.

use crate::components::button::{Button, Weight};
use crate::components::written::WrittenLength;
use crate::pages::desk::draft::Incomplete;
use crate::reason_text::Offered;
use crate::store::CaseDraft;
use crate::text::t;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use shared::key;
use shared::note::{self, MOST_NOTE};

/// Ctrl+Enter sends what is written; held, it sends it once.
pub fn on_ctrl_enter(event: &KeyboardEvent, send: Callback<()>) {
    if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
        event.prevent_default();
        if !event.repeat() {
            send.run(());
        }
    }
}

/// Forgets what is written here, while something is.
#[component]
pub fn Discard(
    /// What is written.
    draft: RwSignal<CaseDraft>,
    /// It is forgotten.
    on_discard: Callback<()>,
) -> impl IntoView {
    let is_written = Memo::new(move |_| draft.with(CaseDraft::is_written_here));
    let discard = Callback::new(move |()| {
        draft.update(CaseDraft::discard);
        on_discard.run(());
    });
    view! {
        <Show when=move || is_written.get()>
            <Button
                label=t(key!("desk.decide.discard")).to_owned()
                weight=Weight::Quiet
                on_press=discard
            />
        </Show>
    }
}

/// What is missing where something is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// What could be missing.
    pub incomplete: Incomplete,
    /// The key of what then is said.
    pub text: &'static str,
}

/// What is missing here, if it is this.
#[component]
pub fn Missing(
    /// What is missing.
    missing: RwSignal<Option<Incomplete>>,
    /// What could be missing here.
    wanted: Wanted,
) -> impl IntoView {
    move || {
        let is_here = missing.with(|missing| missing.as_ref() == Some(&wanted.incomplete));
        is_here.then(|| view! { <p class="entry-error" role="alert">{t(wanted.text)}</p> })
    }
}

/// A reason out of a list.
#[component]
pub fn ReasonField(
    /// The element's id; its label points to it.
    #[prop(into)]
    id: String,
    /// What it is called.
    label: &'static str,
    /// What can be chosen.
    reasons: Signal<Vec<Offered>>,
    /// What is chosen.
    #[prop(into)]
    chosen: Signal<String>,
    /// Another one is chosen.
    on_choose: Callback<String>,
    /// What is missing.
    missing: RwSignal<Option<Incomplete>>,
    /// What could be missing here.
    wanted: Wanted,
) -> impl IntoView {
    let option = move |(code, words): Offered| {
        let value = code.clone();
        let selected = move || chosen.with(|chosen| *chosen == code);
        view! { <option value=value prop:selected=selected>{words}</option> }
    };
    view! {
        <div class="entry">
            <label for=id.clone()>{label}</label>
            <select
                id=id
                class="entry-input"
                on:change=move |event| {
                    missing.set(None);
                    on_choose.run(event_target_value(&event));
                }
            >
                <option value="">{t(key!("desk.query.choose_reason"))}</option>
                {move || reasons.get().into_iter().map(option).collect_view()}
            </select>
            <Missing missing wanted/>
        </div>
    }
}

/// A note in the reviewer's words. What is pasted stays as it is, however long; it is not sent before it
/// is short enough.
#[component]
pub fn NoteField(
    /// The element's id; its label points to it.
    #[prop(into)]
    id: String,
    /// What it is called.
    label: &'static str,
    /// How many lines are seen at once.
    rows: u8,
    /// What is written.
    #[prop(into)]
    note: Signal<String>,
    /// Something else is written.
    on_write: Callback<String>,
    /// What is missing.
    missing: RwSignal<Option<Incomplete>>,
    /// What could be missing here.
    wanted: Wanted,
) -> impl IntoView {
    let length = Memo::new(move |_| note.with(|note| note::length(note)));
    let length_id = format!("{id}-length");
    view! {
        <div class="entry">
            <label for=id.clone()>{label}</label>
            <textarea
                id=id
                class="entry-input"
                rows=rows.to_string()
                aria-describedby=length_id.clone()
                aria-invalid=move || (length.get() > MOST_NOTE).then_some("true")
                prop:value=note
                on:input=move |event| {
                    missing.set(None);
                    on_write.run(event_target_value(&event));
                }
            ></textarea>
            <WrittenLength id=length_id length most=MOST_NOTE/>
            <Missing missing wanted/>
        </div>
    }
}
