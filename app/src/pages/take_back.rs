//! What can be done about what waits: changed, or not sent at all, as long as nobody else can have it.

use crate::components::button::{Button, Weight};
use crate::components::toast::use_toasts;
use crate::text::t;
use crate::work::use_work;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use shared::key;
use shared::sync::{EntryState, OutboxEntry, still_to_take_back};

/// The ways back from what waits; if it may have been sent, that is said.
#[component]
pub fn TakeBack(
    /// The entry.
    entry: OutboxEntry,
) -> impl IntoView {
    let work = use_work();
    let seq = entry.seq;
    let own = Memo::new(move |_| {
        work.outbox
            .with(|outbox| still_to_take_back(outbox, seq).is_some())
    });
    let waits = entry.state == EntryState::Waiting;
    move || match own.get() {
        true => view! { <Ways entry=entry.clone()/> }.into_any(),
        false if waits => view! { <p>{t(key!("ui.take_back.too_late"))}</p> }.into_any(),
        false => ().into_any(),
    }
}

/// To the draft; what has none is just not sent.
#[component]
fn Ways(entry: OutboxEntry) -> impl IntoView {
    let (work, toasts) = (use_work(), use_toasts());
    let navigate = StoredValue::new_local(use_navigate());
    let seq = entry.seq;
    let take_back = move |then: Option<String>| {
        spawn_local(async move {
            match (work.take_back(seq).await, then) {
                (Ok(false), _) => toasts.say(t(key!("ui.take_back.too_late"))),
                (Ok(true), Some(page)) => {
                    navigate.with_value(|navigate| navigate(&page, Default::default()));
                }
                (Ok(true), None) => toasts.say(t(key!("ui.take_back.taken_back"))),
                (Err(error), _) => toasts.say(t(error.text_key())),
            }
        });
    };
    let page = page_of(&entry.draft);
    let can_change = page.is_some();
    let change = Callback::new(move |()| take_back(page.clone()));
    let keep = Callback::new(move |()| take_back(None));
    view! {
        <div class="button-row">
            {can_change.then(|| {
                let label = t(key!("ui.take_back.change")).to_owned();
                view! { <Button label weight=Weight::Secondary on_press=change/> }
            })}
            <Button
                label=t(key!("ui.take_back.take_back")).to_owned()
                weight=Weight::Quiet
                on_press=keep
            />
        </div>
    }
}

/// Where the draft with this key is changed.
fn page_of(key: &str) -> Option<String> {
    match key {
        "" => None,
        key if key.starts_with("query:") => Some(format!("/answer/{key}")),
        key => Some(format!("/draft/{key}/check")),
    }
}
