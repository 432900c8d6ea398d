//! That the pay of a month is closed, so that what is told of it is a correction: confirmed by who tells it.

use crate::text::tf;
use leptos::prelude::*;
use shared::key;
use shared::month::Month;

/// The box to tick, and what is said while it is not.
#[component]
pub fn ClosedMonth(
    /// The id of what is said when it was to be confirmed by now begins with it.
    id: &'static str,
    /// Which.
    month: Month,
    /// Whether it is confirmed.
    confirmed: RwSignal<bool>,
    /// Whether it was to be confirmed by now.
    unconfirmed: RwSignal<bool>,
) -> impl IntoView {
    let (month, missing) = (month.to_string(), format!("{id}-missing"));
    view! {
        <div class="field">
            <label class="choice is-consent" class:is-chosen=confirmed>
                <input
                    type="checkbox"
                    aria-describedby=missing.clone()
                    aria-invalid=move || unconfirmed.get().then_some("true")
                    prop:checked=confirmed
                    on:change=move |event| confirmed.set(event_target_checked(&event))
                />
                <span class="choice-mark is-square" aria-hidden="true"></span>
                <span class="choice-text">{tf(key!("training.correct.closed"), &[("month", &month)])}</span>
            </label>
            <p id=missing class="entry-error" role="alert" hidden=move || !unconfirmed.get()>
                {tf(key!("training.correct.closed_missing"), &[("month", &month)])}
            </p>
        </div>
    }
}
