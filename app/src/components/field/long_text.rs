//! Several lines of text.

use super::Question;
use super::frame::Frame;
use crate::components::written::WrittenLength;
use leptos::prelude::*;
use shared::note;

/// How many characters are left when their number begins to show.
const SHOW_LEFT_FROM: usize = 50;

/// A labelled text that grows with what is written.
#[component]
pub fn LongText(
    question: Question,
    /// Most characters that are taken.
    most: usize,
) -> impl IntoView {
    let (value, on_input, on_leave) = (question.value, question.on_input, question.on_leave);
    let invalid = question.invalid();
    let length = Memo::new(move |_| value.with(|text| note::length(text)));
    let is_wrong = move || invalid.get() || length.get() > most;
    let length_id = format!("{}-length", question.id);
    view! {
        <Frame question=question.clone()>
            <textarea
                class="field-input"
                id=question.id.clone()
                rows="3"
                autocomplete="off"
                aria-describedby=format!("{} {length_id}", question.described_by())
                aria-invalid=move || is_wrong().then_some("true")
                prop:value=move || value.get()
                on:input=move |event| on_input.run(event_target_value(&event))
                on:blur=move |_| on_leave.run(())
            ></textarea>
            <WrittenLength id=length_id length most near=SHOW_LEFT_FROM/>
        </Frame>
    }
}
