//! The head of the queue: how far the person is today, reading it anew, the keys.

use super::reading::Reading;
use crate::components::button::{Button, Weight};
use crate::components::icon::{Icon, IconName};
use crate::pages::desk::asking::Occasion;
use crate::session::use_profile;
use crate::text::{t, tf};
use leptos::prelude::*;
use shared::desk::{DeskToday, MOST_LEFT, QueueFilter};
use shared::key;
use shared::people::Role;

/// The head of the queue.
#[component]
pub fn QueueHead(
    /// What is read.
    reading: Reading,
    /// What is wanted.
    wanted: Memo<QueueFilter>,
    /// Whether the keys are shown.
    help: RwSignal<bool>,
) -> impl IntoView {
    let profile = use_profile();
    let decides = move || profile.with(|profile| profile.any_role(Role::decides));
    view! {
        <header class="desk-head">
            <h1 tabindex="-1">{t(key!("desk.title"))}</h1>
            <p class="desk-done" aria-live="off">
                <Icon name=IconName::Accepted/>
                {move || reading.today.get().map(|today| told(today, decides()))}
            </p>
            <div class="desk-head-end">
                <Button
                    label=t(key!("desk.queue.refresh")).to_owned()
                    weight=Weight::Quiet
                    icon=IconName::Sending
                    busy=reading.busy
                    on_press=Callback::new(move |()| {
                        reading.on(Occasion::Looked, wanted.get_untracked());
                    })
                />
                <Button
                    label=t(key!("desk.keys")).to_owned()
                    weight=Weight::Quiet
                    on_press=Callback::new(move |()| help.set(true))
                />
            </div>
            {move || (!decides()).then(|| view! { <ReadOnly/> })}
        </header>
    }
}

/// How far somebody is today.
fn told(today: DeskToday, decides: bool) -> String {
    let decided = tf(
        key!("desk.queue.done_today"),
        &[("n", &today.decided.to_string())],
    );
    let left = match today.left {
        MOST_LEFT.. => format!("{MOST_LEFT}+"),
        left => left.to_string(),
    };
    match decides {
        true => format!(
            "{decided} · {}",
            tf(key!("desk.queue.left"), &[("n", &left)])
        ),
        false => decided,
    }
}

/// That nothing can be decided here.
#[component]
pub fn ReadOnly() -> impl IntoView {
    view! {
        <p class="desk-read-only">
            <Icon name=IconName::Seen/>
            {t(key!("desk.read_only"))}
        </p>
    }
}
