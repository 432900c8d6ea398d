//! A choice among many: the platform's own list.

use super::frame::Frame;
use super::{Asked, Offer};
use crate::text::t;
use leptos::prelude::*;
use shared::key;

/// A labelled list.
#[component]
pub fn Select(asked: Asked, options: Vec<Offer>) -> impl IntoView {
    let (value, on_input, on_leave) = (asked.value, asked.on_input, asked.on_leave);
    let invalid = asked.invalid();
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
        <Frame asked=asked.clone()>
            <select
                class="field-input"
                id=asked.id.clone()
                aria-describedby=asked.described_by()
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
