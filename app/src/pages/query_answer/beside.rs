//! What is corrected beside what is asked, and why: answers hang together.

use super::open_answer::OpenAnswer;
use crate::components::button::{LinkButton, Weight};
use crate::components::chip::Tone;
use crate::components::notice::Notice;
use crate::pages::form::{AmendmentNote, Differences, check_page, message_with_name};
use crate::text::t;
use leptos::prelude::*;
use shared::key;

/// What is corrected beside, and the way to correct something.
#[component]
pub fn Beside(
    /// The answer.
    answer: OpenAnswer,
) -> impl IntoView {
    let something = Memo::new(move |_| !answer.beside().is_empty());
    let href = check_page(&answer.open.draft.with_untracked(|draft| draft.key.clone()));
    view! {
        <section class="card stack" aria-labelledby="beside">
            <h2 id="beside">{t(key!("form.beside.heading"))}</h2>
            {move || match something.get() {
                true => view! { <Corrected answer/> }.into_any(),
                false => view! { <p class="soft">{t(key!("form.beside.text"))}</p> }.into_any(),
            }}
            <NewWarnings answer/>
            <LinkButton label=t(key!("form.beside.button")) href weight=Weight::Secondary/>
        </section>
    }
}

#[component]
fn Corrected(answer: OpenAnswer) -> impl IntoView {
    let base = Signal::derive(move || answer.open.draft.with(|draft| draft.base.clone()));
    let changes = Signal::derive(move || answer.beside());
    let follows = Memo::new(move |_| answer.follows());
    let missing = Signal::derive(move || answer.checked.get() && answer.lacks_note());
    let on_input = Callback::new(move |text| answer.open.note(text));
    view! {
        <Differences work=answer.open.work form=answer.open.form base changes/>
        {move || match follows.get() {
            true => view! { <p class="soft">{t(key!("form.beside.follows"))}</p> }.into_any(),
            false => view! { <AmendmentNote draft=answer.open.draft missing on_input/> }.into_any(),
        }}
    }
}

/// What is found elsewhere because of the answer; it hinders nothing.
#[component]
fn NewWarnings(answer: OpenAnswer) -> impl IntoView {
    let found = Memo::new(move |_| answer.new_warnings());
    move || {
        let catalogue = answer.open.work.catalogue.get();
        let said = found.with(|found| {
            let said = found.iter();
            said.map(|finding| {
                let text = message_with_name(answer.open.form, finding, catalogue.as_deref());
                view! { <li>{text}</li> }
            })
            .collect::<Vec<_>>()
        });
        (!said.is_empty()).then(|| {
            view! {
                <Notice title=t(key!("form.beside.found")) tone=Tone::Warning>
                    <ul class="stack-tight">{said}</ul>
                </Notice>
            }
        })
    }
}
