//! A statement that must be agreed to.

use super::Question;
use super::frame::{Prefilled, Remarks};
use leptos::prelude::*;

/// A checkbox; the statement itself is its label.
#[component]
pub fn Consent(question: Question) -> impl IntoView {
    let (value, on_input, on_leave) = (question.value, question.on_input, question.on_leave);
    let invalid = question.invalid();
    let given = Memo::new(move |_| value.with(|value| value == "yes"));
    view! {
        <div class="field" class:is-invalid=invalid>
            <label class="choice is-consent" class:is-chosen=given>
                <input
                    type="checkbox"
                    id=question.id.clone()
                    aria-describedby=question.described_by()
                    aria-invalid=move || invalid.get().then_some("true")
                    prop:checked=move || given.get()
                    on:change=move |event| {
                        let answer = if event_target_checked(&event) { "yes" } else { "" };
                        on_input.run(answer.to_owned());
                        on_leave.run(());
                    }
                />
                <span class="choice-mark is-square" aria-hidden="true"></span>
                <span class="choice-text">{question.label.clone()}</span>
            </label>
            <Remarks question=question.clone()/>
            <Prefilled question/>
        </div>
    }
}
