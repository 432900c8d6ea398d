//! How much room there is, and whether the browser may clear it.

use crate::components::button::Button;
use crate::components::chip::Tone;
use crate::components::icon::{Icon, IconName};
use crate::components::notice::Notice;
use crate::components::toast::use_toasts;
use crate::format::size;
use crate::storage_quota::{StorageQuota, ask_to_persist};
use crate::text::{t, tf};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::key;

/// How much room there is, and whether the browser may clear it.
#[component]
pub fn Storage() -> impl IntoView {
    let room = RwSignal::new(None);
    let ask = move || {
        spawn_local(async move {
            let answer = StorageQuota::ask().await;
            // The page may have been left.
            room.try_set(answer);
        });
    };
    ask();
    view! {
        <section class="stack-tight" aria-labelledby="storage">
            <h2 id="storage">{t(key!("ui.sync.storage"))}</h2>
            {move || match room.get() {
                Some(room) => view! { <Known room on_asked=Callback::new(move |()| ask())/> }.into_any(),
                None => view! { <p class="soft">{t(key!("ui.sync.storage_unknown"))}</p> }.into_any(),
            }}
        </section>
    }
}

#[component]
fn Known(room: StorageQuota, on_asked: Callback<()>) -> impl IntoView {
    let (used, quota) = (size(room.used), size(room.quota));
    let told = tf(
        key!("ui.sync.storage_used"),
        &[("used", &used), ("quota", &quota)],
    );
    view! {
        <div class="card storage-bar">
            <progress
                class="progress"
                max=room.quota.to_string()
                value=room.used.to_string()
                aria-label=told.clone()
            ></progress>
            <p class="small tabular">{told}</p>
            {room
                .is_nearly_full()
                .then(|| view! { <Notice title=t(key!("ui.sync.storage_low")) tone=Tone::Warning/> })}
            <Protection persisted=room.persisted on_asked/>
        </div>
    }
}

#[component]
fn Protection(persisted: bool, on_asked: Callback<()>) -> impl IntoView {
    let toasts = use_toasts();
    let ask = Callback::new(move |()| {
        spawn_local(async move {
            if !ask_to_persist().await {
                toasts.say(t(key!("ui.sync.protect_refused")));
            }
            on_asked.run(());
        });
    });
    if persisted {
        return view! {
            <p class="row small"><Icon name=IconName::Accepted/>{t(key!("ui.sync.persisted"))}</p>
        }
        .into_any();
    }
    view! {
        <p class="row small"><Icon name=IconName::Note/>{t(key!("ui.sync.not_persisted"))}</p>
        <Button label=t(key!("ui.sync.protect")).to_owned() on_press=ask/>
    }
    .into_any()
}
