//! What the queue shows: the cases, that there are none, or why they could not be read.

use super::reading::Reading;
use super::table::QueueTable;
use crate::components::button::Button;
use crate::components::chip::Tone;
use crate::components::empty::Empty;
use crate::components::icon::IconName;
use crate::components::notice::Notice;
use crate::pages::desk::asking::Occasion;
use crate::pages::desk::sitting::Sitting;
use crate::pages::desk::{PATH, words};
use crate::session::use_profile;
use crate::text::{t, t_of, tf};
use crate::work::use_work;
use leptos::prelude::*;
use shared::desk::QueueFilter;
use shared::key;

/// The cases, or why there are none.
#[component]
pub fn QueueBody(
    /// Whose.
    sitting: Sitting,
    /// What is read.
    reading: Reading,
    /// What is wanted.
    wanted: Memo<QueueFilter>,
) -> impl IntoView {
    let catalogue = use_work().catalogue;
    let profile = use_profile();
    let again = Callback::new(move |()| {
        reading.on(Occasion::Looked, wanted.get_untracked());
    });
    let failure = move || {
        reading.error.get().map(|error| {
            view! {
                <Notice title=t(key!("desk.queue.failed_title")) tone=Tone::Warning>
                    <p>{words::api_error(&error)}</p>
                    <Button label=t(key!("ui.retry")).to_owned() on_press=again/>
                </Notice>
            }
        })
    };
    // That there is nothing is said of what was read, never of what could not be, or is not yet.
    let list = move || match (reading.total.get(), reading.error.get().is_some()) {
        (None | Some(0), true) => ().into_any(),
        (None, false) => view! { <Loading/> }.into_any(),
        (Some(0), false) if reading.busy.get() => view! { <Loading/> }.into_any(),
        (Some(0), false) => view! { <NothingHere sitting filter=wanted.get()/> }.into_any(),
        (Some(total), _) => view! {
            <QueueTable
                entries=reading.entries
                decisions=sitting.decisions
                catalogue
                offset_minutes=profile.get_untracked().branch.offset_minutes
                read_at=reading.read_at
            />
            <QueueFoot total reading wanted/>
        }
        .into_any(),
    };
    view! {
        {failure}
        {list}
    }
}

#[component]
fn Loading() -> impl IntoView {
    view! { <p class="desk-loading" role="status">{t(key!("desk.queue.loading"))}</p> }
}

#[component]
fn QueueFoot(
    /// How many there are in all.
    total: u64,
    /// What is read.
    reading: Reading,
    /// What is wanted.
    wanted: Memo<QueueFilter>,
) -> impl IntoView {
    let offset = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
    let time = move || {
        let civil = reading.read_at.get().civil(offset);
        civil.map_or_else(String::new, |civil| civil.format("%H:%M").to_string())
    };
    let left = move || {
        let shown = reading.entries.with(Vec::len);
        total.saturating_sub(u64::try_from(shown).unwrap_or(total))
    };
    let more = move || {
        reading.next.get().map(|after| {
            let label = tf(key!("desk.queue.more"), &[("n", &left().to_string())]);
            let on_press =
                Callback::new(move |()| reading.read_more(wanted.get_untracked(), after.clone()));
            view! { <Button label on_press busy=reading.busy/> }
        })
    };
    view! {
        <footer class="desk-foot">
            <p class="soft small tabular">
                {move || total_in_order(total, &wanted.get())} " · "
                {move || tf(key!("desk.queue.as_of"), &[("time", &time())])}
            </p>
            {more}
        </footer>
    }
}

fn total_in_order(total: u64, filter: &QueueFilter) -> String {
    let order = t_of("desk.order", filter.order.as_str());
    tf(
        key!("desk.queue.total"),
        &[("n", &total.to_string()), ("order", order)],
    )
}

#[component]
fn NothingHere(
    /// Whose.
    sitting: Sitting,
    /// What was wanted.
    filter: QueueFilter,
) -> impl IntoView {
    if filter == QueueFilter::default() {
        return view! {
            <Empty
                icon=IconName::Accepted
                title=t(key!("desk.queue.empty_title"))
                text=t(key!("desk.queue.empty_text"))
            />
        }
        .into_any();
    }
    view! {
        <Empty
            icon=IconName::Search
            title=t(key!("desk.queue.nothing_title"))
            text=t(key!("desk.queue.nothing_text"))
        >
            <a
                class="button button-secondary"
                href=PATH
                on:click=move |_| sitting.search_for(None)
            >
                {t(key!("desk.queue.clear"))}
            </a>
        </Empty>
    }
    .into_any()
}
