//! What can be done about what waits: changed, or not sent at all, as long as nobody else can have it.

use crate::components::button::{Button, Weight};
use crate::components::dialog::Dialog;
use crate::components::toast::use_toasts;
use crate::pages::form::changing_page;
use crate::task::Task;
use crate::text::t;
use crate::work::use_work;
use crate::work::waiting::waiting;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use shared::key;
use shared::record::RecordKind;
use shared::sync::{EntryState, OutboxEntry, still_to_take_back};

/// The ways back from what waits; if it may have been sent, that is said.
#[component]
pub fn TakeBack(
    /// The entry.
    entry: OutboxEntry,
    /// Among others: nothing is said where nothing can be done.
    #[prop(optional)]
    brief: bool,
) -> impl IntoView {
    let work = use_work();
    let seq = entry.seq;
    let own = Memo::new(move |_| {
        work.outbox
            .with(|outbox| still_to_take_back(outbox, seq).is_some())
    });
    let says_why = !brief && entry.state == EntryState::Waiting;
    move || match own.get() {
        true => view! { <Ways entry=entry.clone()/> }.into_any(),
        false if says_why => view! { <p>{t(key!("ui.take_back.too_late"))}</p> }.into_any(),
        false => ().into_any(),
    }
}

/// To the draft; what has none is just not sent.
#[component]
fn Ways(entry: OutboxEntry) -> impl IntoView {
    let (work, toasts) = (use_work(), use_toasts());
    let navigate = StoredValue::new_local(use_navigate());
    let seq = entry.seq;
    let task = Task::new();
    let busy = task.is_busy();
    // Done twice it would say that it was too late for what was just taken back.
    let take_back = move |then: Option<String>| {
        task.run(async move {
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
    let about = waiting(&entry, &[], &[]);
    let page = page_of(&entry, about.kind);
    let can_change = page.is_some();
    // Of what has no draft nothing is left, and nobody has to take a withdrawal back twice.
    let asks = !can_change && about.operation != "withdraw";
    let asking = RwSignal::new(false);
    let change = Callback::new(move |()| take_back(page.clone()));
    let keep = Callback::new(move |()| take_back(None));
    let press = Callback::new(move |()| match asks {
        true => asking.set(true),
        false => keep.run(()),
    });
    view! {
        <div class="button-row">
            {can_change.then(|| {
                let label = t(key!("ui.take_back.change")).to_owned();
                view! { <Button label weight=Weight::Secondary busy on_press=change/> }
            })}
            <Button
                label=t(key!("ui.take_back.take_back")).to_owned()
                weight=Weight::Quiet
                busy
                on_press=press
            />
        </div>
        {asks.then(|| view! {
            <Dialog
                open=asking
                title=t(key!("ui.take_back.sure_title"))
                confirm=t(key!("ui.take_back.take_back"))
                weight=Weight::Danger
                on_confirm=keep
            >
                <p>{t(key!("ui.take_back.sure_text"))}</p>
            </Dialog>
        })}
    }
}

/// Where its draft is changed, if it has one that a page opens.
fn page_of(entry: &OutboxEntry, kind: Option<RecordKind>) -> Option<String> {
    let key = &entry.draft;
    if key.is_empty() || !kind.is_some_and(RecordKind::is_reviewed) {
        return None;
    }
    Some(changing_page(key))
}
