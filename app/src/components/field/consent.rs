//! A statement that must be agreed to.

use super::Asked;
use super::frame::{Prefilled, Remarks};
use leptos::prelude::*;

/// A checkbox; the statement itself is its label.
#[component]
pub fn Consent(asked: Asked) -> impl IntoView {
    let (value, on_input, on_leave) = (asked.value, asked.on_input, asked.on_leave);
    let invalid = asked.invalid();
    let given = Memo::new(move |_| value.with(|value| value == "yes"));
    view! {
        <div class="field" class:is-invalid=invalid>
            <label class="choice is-consent" class:is-chosen=given>
                <input
                    type="checkbox"
                    id=asked.id.clone()
                    aria-describedby=asked.described_by()
                    aria-invalid=move || invalid.get().then_some("true")
                    prop:checked=move || given.get()
                    on:change=move |event| {
                        let answer = if event_target_checked(&event) { "yes" } else { "" };
                        on_input.run(answer.to_owned());
                        on_leave.run(());
                    }
                />
                <span class="choice-mark is-square" aria-hidden="true"></span>
                <span class="choice-text">{asked.label.clone()}</span>
            </label>
            <Remarks asked=asked.clone()/>
            <Prefilled asked/>
        </div>
    }
}
