//! What is where: what waits, what was set aside, what exists only on this phone.

mod contact;
mod desk_decisions;
mod only_here;
mod storage;
mod waiting_list;

use self::contact::Contact;
use self::desk_decisions::DeskDecisions;
use self::only_here::OnlyHere;
use self::storage::Storage;
use self::waiting_list::WaitingList;
use crate::pages::set_aside::SetAsideNotice;
use crate::text::t;
use crate::work::use_work;
use leptos::prelude::*;
use shared::key;
use shared::sync::{EntryState, OutboxEntry};

/// What is where.
#[component]
pub fn SyncPage() -> impl IntoView {
    view! {
        <div class="page">
            <header class="page-head">
                <h1>{t(key!("ui.sync.title"))}</h1>
                <p class="soft">{t(key!("ui.sync.lead"))}</p>
            </header>
            <Contact/>
            <SetAsideList/>
            <DeskDecisions/>
            <WaitingList/>
            <OnlyHere/>
            <Storage/>
        </div>
    }
}

/// What the server did not take; nothing if there is none.
#[component]
fn SetAsideList() -> impl IntoView {
    let outbox = use_work().outbox;
    let set_aside = Memo::new(move |_| {
        outbox.with(|outbox| {
            outbox
                .iter()
                .filter(|entry| matches!(entry.state, EntryState::SetAside(_)))
                .cloned()
                .collect::<Vec<OutboxEntry>>()
        })
    });
    move || {
        let entries = set_aside.get();
        (!entries.is_empty()).then(|| {
            view! {
                <section class="stack-tight" aria-labelledby="set-aside">
                    <h2 id="set-aside">{t(key!("ui.sync.set_aside"))}</h2>
                    <p class="soft small">{t(key!("ui.sync.set_aside_text"))}</p>
                    {entries
                        .into_iter()
                        .map(|entry| view! { <SetAsideNotice entry/> })
                        .collect_view()}
                </section>
            }
        })
    }
}
