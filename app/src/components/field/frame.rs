//! What stands around every control: label, hint, messages, where a prefilled answer came from.

use super::{Message, Question};
use crate::components::icon::{Icon, IconName};
use crate::text::t;
use leptos::prelude::*;
use shared::finding::Severity;
use shared::key;

/// Around one control: a `<label>` that belongs to it.
#[component]
pub fn Frame(question: Question, children: Children) -> impl IntoView {
    let invalid = question.invalid();
    view! {
        <div class="field" class:is-invalid=invalid>
            <label class="field-label" for=question.id.clone()>
                {question.label.clone()} <Optional optional=question.optional/>
            </label>
            <Remarks question=question.clone()/>
            {children()}
            <Prefilled question/>
        </div>
    }
}

/// Around several controls that answer one question: a `<fieldset>`.
#[component]
pub fn GroupFrame(question: Question, children: Children) -> impl IntoView {
    let (invalid, described_by) = (question.invalid(), question.described_by());
    view! {
        <fieldset class="field" class:is-invalid=invalid aria-describedby=described_by>
            <legend class="field-label">
                {question.label.clone()} <Optional optional=question.optional/>
            </legend>
            <Remarks question=question.clone()/>
            {children()}
            <Prefilled question/>
        </fieldset>
    }
}

#[component]
fn Optional(optional: bool) -> impl IntoView {
    optional.then(|| view! { <span class="field-optional">{t(key!("form.optional"))}</span> })
}

/// Hint and messages; the place of the messages is always there, so that a new one is read out.
#[component]
pub fn Remarks(question: Question) -> impl IntoView {
    let Question {
        id, hint, messages, ..
    } = question;
    view! {
        {hint.map(|hint| view! { <p class="field-hint" id=format!("{id}-hint")>{hint}</p> })}
        <div class="field-messages" id=format!("{id}-messages") aria-live="polite">
            <For each=move || messages.get() key=|message| message.text.clone() let:message>
                <MessageLine message/>
            </For>
        </div>
    }
}

/// One finding, with an icon and a word, so that it doesn't depend on colour.
#[component]
pub fn MessageLine(message: Message) -> impl IntoView {
    let (class, icon, word) = match message.severity {
        Severity::Error => ("field-message", IconName::Alert, key!("form.error")),
        Severity::Warning => (
            "field-message is-warning",
            IconName::Note,
            key!("form.warning"),
        ),
    };
    view! {
        <p class=class>
            <Icon name=icon/>
            <span><span class="visually-hidden">{t(word)}</span>{message.text}</span>
        </p>
    }
}

/// Where a prefilled answer came from.
#[component]
pub fn Prefilled(question: Question) -> impl IntoView {
    let Question { id, prefilled, .. } = question;
    view! {
        <p class="field-prefilled" id=format!("{id}-prefilled") hidden=move || prefilled.get().is_none()>
            {move || prefilled.get()}
        </p>
    }
}
