//! As what somebody is marked, and why.

use super::mark_reasons::{reason_text, reasons};
use super::words;
use crate::components::reason_entry::ReasonEntry;
use crate::components::written::reason_of;
use crate::text::t;
use leptos::prelude::*;
use shared::key;
use shared::note::MOST_REASON;
use shared::training::Presence;

/// As what.
#[component]
pub fn PresenceChoice(
    /// As what somebody can be marked now.
    offers: Vec<Presence>,
    /// Whether something else is offered once signing in has opened.
    not_begun: bool,
    /// What is chosen.
    presence: RwSignal<Option<Presence>>,
) -> impl IntoView {
    let radio = |one: Presence| {
        view! {
            <label class="mark-presence" class:is-chosen=move || presence.get() == Some(one)>
                <input
                    type="radio"
                    name="presence"
                    value=one.as_str()
                    prop:checked=move || presence.get() == Some(one)
                    on:change=move |_| presence.set(Some(one))
                />
                {words::presence(one)}
            </label>
        }
    };
    view! {
        <fieldset class="stack-tight">
            <legend class="entry-label">{t(key!("training.mark.presence"))}</legend>
            <div class="mark-presences">{offers.into_iter().map(radio).collect_view()}</div>
            {not_begun.then(|| view! { <p class="soft small">{t(key!("training.mark.not_begun"))}</p> })}
        </fieldset>
    }
}

/// One tap on a reason is enough; or it is said in the trainer's own words.
#[component]
pub fn Reasons(
    /// As what somebody is marked.
    presence: Presence,
    /// What the reasons are headed by.
    legend: &'static str,
    /// Told the reason, and that it corrects no closed month.
    mark: Callback<(String, bool)>,
) -> impl IntoView {
    let button = |reason: &'static str| {
        view! {
            <button
                type="button"
                class="button button-secondary"
                on:click=move |_| mark.run((reason.to_owned(), false))
            >
                {reason_text(reason)}
            </button>
        }
    };
    let buttons = reasons(presence).iter().copied().map(button);
    view! {
        <fieldset class="stack-tight">
            <legend class="entry-label">{legend}</legend>
            <div class="mark-reasons">{buttons.collect_view()}</div>
        </fieldset>
        <OtherReason mark/>
    }
}

/// A reason in the trainer's own words.
#[component]
fn OtherReason(mark: Callback<(String, bool)>) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let missing = RwSignal::new(false);
    let save = move || {
        if let Some(reason) = reason_of(typed, missing, MOST_REASON) {
            mark.run((reason, false));
        }
    };
    view! {
        <form
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <ReasonEntry
                id="mark-other"
                label=t(key!("training.mark.other"))
                lacking=t(key!("training.mark.reason_missing"))
                most=MOST_REASON
                written=typed
                missing
            >
                <button type="submit" class="button button-primary">{t(key!("training.mark.save"))}</button>
            </ReasonEntry>
        </form>
    }
}
