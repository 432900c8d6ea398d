//! Several lines of text.

use super::Asked;
use super::frame::Frame;
use crate::text::tf;
use leptos::prelude::*;
use shared::key;

/// How many characters are left when their number begins to show.
const SHOW_LEFT_FROM: usize = 50;

/// A labelled text that grows with what is written.
#[component]
pub fn LongText(
    asked: Asked,
    /// Most characters.
    most: usize,
) -> impl IntoView {
    let (value, on_input, on_leave) = (asked.value, asked.on_input, asked.on_leave);
    let invalid = asked.invalid();
    let left = Memo::new(move |_| most.saturating_sub(value.with(|text| text.chars().count())));
    view! {
        <Frame asked=asked.clone()>
            <textarea
                class="field-input"
                id=asked.id.clone()
                rows="3"
                maxlength=most
                autocomplete="off"
                aria-describedby=asked.described_by()
                aria-invalid=move || invalid.get().then_some("true")
                prop:value=move || value.get()
                on:input=move |event| on_input.run(event_target_value(&event))
                on:blur=move |_| on_leave.run(())
            ></textarea>
            <p class="field-left" hidden=move || { left.get() > SHOW_LEFT_FROM }>
                {move || tf(key!("form.characters_left"), &[("count", &left.get().to_string())])}
            </p>
        </Frame>
    }
}
