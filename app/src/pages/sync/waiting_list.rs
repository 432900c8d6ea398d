//! What waits to be sent, in the order it goes.

use crate::clock::now;
use crate::components::icon::{Icon, IconName};
use crate::format::ago;
use crate::pages::set_aside::heading;
use crate::pages::take_back::TakeBack;
use crate::session::use_profile;
use crate::text::t;
use crate::work::use_work;
use crate::work::waiting::{Waiting, waiting};
use leptos::prelude::*;
use shared::key;
use shared::record::RecordView;
use shared::sync::{EntryState, OutboxEntry};

/// What waits to be sent.
#[component]
pub fn WaitingList() -> impl IntoView {
    let work = use_work();
    let rows = move || {
        let (drafts, records) = (work.drafts.get(), work.all::<RecordView>().get());
        let entries: Vec<(Waiting, OutboxEntry)> = work.outbox.with(|outbox| {
            outbox
                .iter()
                .filter(|entry| !matches!(entry.state, EntryState::SetAside(_)))
                .map(|entry| (waiting(entry, &drafts, &records), entry.clone()))
                .collect()
        });
        if entries.is_empty() {
            return view! { <p class="soft">{t(key!("ui.sync.waiting_none"))}</p> }.into_any();
        }
        view! {
            <p class="soft small">{t(key!("ui.sync.waiting_text"))}</p>
            <ul class="list">{entries.into_iter().map(row).collect_view()}</ul>
        }
        .into_any()
    };
    let some = Memo::new(move |_| {
        let waits = |entry: &OutboxEntry| !matches!(entry.state, EntryState::SetAside(_));
        work.outbox.with(|outbox| outbox.iter().any(waits))
    });
    // That nothing waits is said only where no decision of the desk is told of either.
    move || {
        (some.get() || work.decisions.unsent() == 0).then(|| {
            view! {
                <section class="stack-tight" aria-labelledby="waiting">
                    <h2 id="waiting">{t(key!("ui.sync.waiting"))}</h2>
                    {rows}
                </section>
            }
        })
    }
}

fn row((about, entry): (Waiting, OutboxEntry)) -> impl IntoView {
    let offset = use_profile().get_untracked().branch.offset_minutes;
    let (icon, state) = match &entry.state {
        EntryState::Applied { .. } => (IconName::Done, t(key!("ui.sync.on_way"))),
        EntryState::Waiting | EntryState::SetAside(_) => {
            (IconName::Waiting, t(key!("ui.record.not_received")))
        }
    };
    view! {
        <li class="waiting-item">
            <span class="list-icon"><Icon name=icon/></span>
            <span class="list-main">
                <span class="list-title">{heading(&about)}</span>
                <span class="list-detail">
                    {about.number.map(|number| view! { <span class="number">{number.to_string()}</span> })}
                    <span>{ago(entry.made_at, now(), offset)}</span>
                    <span>{state}</span>
                </span>
            </span>
            <TakeBack entry brief=true/>
        </li>
    }
}
