//! A choice among a few, each a target for a thumb.

use super::frame::GroupFrame;
use super::{Offer, Question};
use crate::answer_text::choice_text;
use crate::components::icon::{Icon, IconName};
use crate::text::language;
use leptos::prelude::*;

/// Most characters of a label of which two stand side by side on a phone.
const SHORT: usize = 8;

/// A labelled choice; the options may change while it is shown.
#[component]
pub fn Radios(
    question: Question,
    #[prop(into)] options: Signal<Vec<Offer>>,
    /// What stands there while there are no options.
    #[prop(optional, into)]
    nothing: Signal<&'static str>,
) -> impl IntoView {
    let inner = question.clone();
    view! {
        <GroupFrame question>
            <div class="choices" class:is-pair=move || options.with(|all| is_pair(all))>
                <For
                    each=move || options.get().into_iter().enumerate()
                    key=|(at, offer)| (*at, offer.clone())
                    let((at, offer))
                >
                    <Radio question=inner.clone() at offer/>
                </For>
            </div>
            <p class="field-hint" hidden=move || options.with(|all| !all.is_empty())>
                {nothing}
            </p>
        </GroupFrame>
    }
}

/// Two short options stand side by side.
fn is_pair(offers: &[Offer]) -> bool {
    let short = |offer: &Offer| offer.note.is_none() && offer.label.chars().count() <= SHORT;
    offers.len() == 2 && offers.iter().all(short)
}

/// Two large buttons side by side.
#[component]
pub fn YesNo(question: Question) -> impl IntoView {
    let offers = ["yes", "no"].map(|value| {
        Offer::new(
            value,
            choice_text(language(), "yes_no", value).unwrap_or_default(),
        )
    });
    let inner = question.clone();
    let radios = offers.into_iter().enumerate().map(move |(at, offer)| {
        view! { <Radio question=inner.clone() at offer/> }
    });
    view! {
        <GroupFrame question>
            <div class="choices is-pair">{radios.collect_view()}</div>
        </GroupFrame>
    }
}

/// One option; the first has the field's own id, so that an error summary leads to it.
#[component]
fn Radio(question: Question, at: usize, offer: Offer) -> impl IntoView {
    let Question {
        id,
        value,
        on_input,
        on_leave,
        ..
    } = question;
    let kept = offer.value.clone();
    let is_refused = offer.refused.is_some();
    let chosen = Memo::new(move |_| value.with(|value| *value == kept));
    let control = if at == 0 {
        id.clone()
    } else {
        format!("{id}-{at}")
    };
    view! {
        <label class="choice" class:is-chosen=chosen class:is-refused=is_refused>
            <input
                type="radio"
                id=control
                name=id
                value=offer.value.clone()
                disabled=is_refused
                prop:checked=move || chosen.get()
                on:change=move |_| {
                    on_input.run(offer.value.clone());
                    on_leave.run(());
                }
            />
            <span class="choice-mark" aria-hidden="true"></span>
            <span class="choice-text">
                <span class="choice-label">{offer.label.clone()}</span>
                {offer.note.clone().map(|note| view! { <span class="choice-note">{note}</span> })}
                {offer.refused.clone().map(|why| view! {
                    <span class="choice-refused"><Icon name=IconName::Alert/>{why}</span>
                })}
            </span>
        </label>
    }
}
