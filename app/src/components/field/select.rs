//! A choice among many: the platform's own list.

use super::frame::Frame;
use super::{Offer, Question};
use crate::text::t;
use leptos::prelude::*;
use shared::key;

/// A labelled list.
#[component]
pub fn Select(question: Question, options: Vec<Offer>) -> impl IntoView {
    let (value, on_input, on_leave) = (question.value, question.on_input, question.on_leave);
    let invalid = question.invalid();
    let asks_to_choose = options.iter().all(|offer| !offer.value.is_empty());
    let items = options.into_iter().map(move |offer| {
        let kept = offer.value.clone();
        view! {
            <option value=offer.value prop:selected=move || value.with(|value| *value == kept)>
                {offer.label}
            </option>
        }
    });
    view! {
        <Frame question=question.clone()>
            <select
                class="field-input"
                id=question.id.clone()
                aria-describedby=question.described_by()
                aria-invalid=move || invalid.get().then_some("true")
                on:change=move |event| {
                    on_input.run(event_target_value(&event));
                    on_leave.run(());
                }
            >
                {asks_to_choose.then(|| view! {
                    <option value="" prop:selected=move || value.with(String::is_empty)>
                        {t(key!("form.choose"))}
                    </option>
                })}
                {items.collect_view()}
            </select>
        </Frame>
    }
}
