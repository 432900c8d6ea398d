//! Why a presence is changed after the day: a request to a second person, never one tap.

use super::seen::Correcting;
use crate::components::button::{Button, Weight};
use crate::components::chip::Tone;
use crate::components::icon::Name;
use crate::components::notice::Notice;
use crate::text::{t, tf};
use leptos::prelude::*;
use shared::key;
use shared::month::Month;
use shared::note::MOST_REASON;

/// The reason in the trainer's words, and of a closed month that it is a correction.
#[component]
pub fn CorrectionReason(
    /// What is asked for.
    correcting: Correcting,
    /// Told the reason, and whether it corrects a closed month.
    mark: Callback<(String, bool)>,
) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let confirmed = RwSignal::new(false);
    let missing = RwSignal::new(false);
    let unconfirmed = RwSignal::new(false);
    let closed = correcting.closed_month;
    let ask = Callback::new(move |()| {
        let reason = typed.with_untracked(|typed| typed.trim().to_owned());
        missing.set(reason.is_empty());
        unconfirmed.set(closed.is_some() && !confirmed.get_untracked());
        if !missing.get_untracked() && !unconfirmed.get_untracked() {
            mark.run((reason, closed.is_some()));
        }
    });
    view! {
        <Notice title=t(key!("training.correct.title")) tone=Tone::Warning icon=Name::People>
            <p>{t(key!("training.correct.text"))}</p>
        </Notice>
        <div class="entry">
            <label for="correct-why">{t(key!("training.correct.why"))}</label>
            <input
                id="correct-why"
                class="entry-input"
                type="text"
                maxlength=MOST_REASON
                autocomplete="off"
                aria-describedby="correct-why-missing"
                aria-invalid=move || missing.get().then_some("true")
                prop:value=typed
                on:input=move |event| typed.set(event_target_value(&event))
            />
            <p id="correct-why-missing" class="entry-error" role="alert" hidden=move || !missing.get()>
                {t(key!("training.correct.why_missing"))}
            </p>
        </div>
        {closed.map(|month| view! { <ClosedMonth month confirmed unconfirmed/> })}
        <Button
            label=t(key!("training.correct.ask")).to_owned()
            on_press=ask
            weight=Weight::Primary
        />
    }
}

#[component]
fn ClosedMonth(
    month: Month,
    confirmed: RwSignal<bool>,
    unconfirmed: RwSignal<bool>,
) -> impl IntoView {
    let month = month.to_string();
    view! {
        <div class="field">
            <label class="choice is-consent" class:is-chosen=confirmed>
                <input
                    type="checkbox"
                    aria-describedby="correct-closed-missing"
                    aria-invalid=move || unconfirmed.get().then_some("true")
                    prop:checked=confirmed
                    on:change=move |event| confirmed.set(event_target_checked(&event))
                />
                <span class="choice-mark is-square" aria-hidden="true"></span>
                <span class="choice-text">{tf(key!("training.correct.closed"), &[("month", &month)])}</span>
            </label>
            <p id="correct-closed-missing" class="entry-error" role="alert" hidden=move || !unconfirmed.get()>
                {tf(key!("training.correct.closed_missing"), &[("month", &month)])}
            </p>
        </div>
    }
}
