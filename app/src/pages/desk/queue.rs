//! The queue: what waits, oldest first, or what else is wanted. Its filter stands in the address, what
//! is searched for does not.

mod filters;
mod narrow;
mod reading;
mod returning;
mod row;
mod table;

pub use reading::Reading;

use super::keys::{self, Press};
use super::sitting::{Listing, Sitting};
use super::{filter, focus, words};
use crate::components::button::{Button, Weight};
use crate::components::chip::Tone;
use crate::components::empty::Empty;
use crate::components::icon::{Icon, Name};
use crate::components::notice::Notice;
use crate::session::use_profile;
use crate::text::{t, t_of, tf};
use crate::work::decisions::Contact;
use crate::work::use_work;
use filters::{KindPills, Search, StatusPills};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use narrow::{Narrow, OrderSelect};
use returning::go_on_from_place;
use shared::desk::{DeskToday, MOST_LEFT, QueueFilter};
use shared::key;
use shared::people::Role;
use table::{QueueTable, ROW_LINK};

/// The queue.
#[component]
pub fn QueuePage(
    /// Whose.
    sitting: Sitting,
    /// Whether the keys are shown.
    help: RwSignal<bool>,
) -> impl IntoView {
    let query = use_query_map();
    let again = reached_again(sitting);
    let wanted = Memo::new(move |_| {
        let search = sitting.search.get();
        query.with(|query| filter::from_query(|name| query.get(name), search))
    });
    take_search_out_of_address(sitting, wanted);
    let reading = sitting.reading;
    reading.turn_to(&wanted.get_untracked());
    go_on_from_place(sitting);
    Effect::new(move |_| {
        sitting.done.track();
        again.track();
        reading.read(wanted.get());
    });
    keep_listing(sitting, reading, wanted);
    read_again_when_seen(reading, wanted);
    keys::listen(sitting.keys, move |press| match press {
        Press::Down => focus::step(ROW_LINK, true),
        Press::Up => focus::step(ROW_LINK, false),
        Press::Search => focus::focus_id(filters::SEARCH_ID),
        _ => {}
    });
    view! {
        <div class="page page-wide desk-queue">
            <QueueHead reading wanted help/>
            <QueueFilters sitting reading wanted/>
            <QueueBody sitting reading wanted/>
        </div>
    }
}

/// An address of earlier days may have a search in it: it is searched for, and stands there no more.
fn take_search_out_of_address(sitting: Sitting, wanted: Memo<QueueFilter>) {
    let (query, navigate) = (use_query_map(), use_navigate());
    Effect::new(move |_| {
        let Some(search) = query.with(|query| query.get("search")) else {
            return;
        };
        sitting.search_for(Some(search));
        navigate(
            &filter::address(super::PATH, &wanted.get_untracked()),
            in_place(),
        );
    });
}

/// Another state of the same list.
fn in_place() -> NavigateOptions {
    NavigateOptions {
        replace: true,
        scroll: false,
        ..Default::default()
    }
}

/// Goes up when the server can be asked again: after signing in, or when it answers.
fn reached_again(sitting: Sitting) -> Memo<u32> {
    let contact = sitting.decisions.contact;
    Memo::new(move |before: Option<&u32>| {
        let open = contact.get() == Contact::Open;
        before.map_or(0, |before| before.wrapping_add(u32::from(open)))
    })
}

/// What is shown is what the next case is taken from.
fn keep_listing(sitting: Sitting, reading: Reading, wanted: Memo<QueueFilter>) {
    Effect::new(move |_| {
        let entries = reading.entries.get();
        sitting.listing.set(Listing {
            filter: wanted.get_untracked(),
            entries,
        });
    });
}

fn read_again_when_seen(reading: Reading, wanted: Memo<QueueFilter>) {
    let seen = window_event_listener(leptos::ev::visibilitychange, move |_| {
        if !document().hidden() {
            reading.read(wanted.get_untracked());
        }
    });
    on_cleanup(move || seen.remove());
}

#[component]
fn QueueHead(
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
                <Icon name=Name::Accepted/>
                {move || reading.today.get().map(|today| told(today, decides()))}
            </p>
            <div class="desk-head-end">
                <Button
                    label=t(key!("desk.queue.refresh")).to_owned()
                    weight=Weight::Quiet
                    icon=Name::Sending
                    busy=reading.busy
                    on_press=Callback::new(move |()| reading.read(wanted.get_untracked()))
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
            <Icon name=Name::Seen/>
            {t(key!("desk.read_only"))}
        </p>
    }
}

#[component]
fn QueueFilters(
    /// Whose.
    sitting: Sitting,
    /// What is read.
    reading: Reading,
    /// What is wanted.
    wanted: Memo<QueueFilter>,
) -> impl IntoView {
    let navigate = use_navigate();
    let on_change = Callback::new(move |filter: QueueFilter| {
        navigate(&filter::address(super::PATH, &filter), in_place());
    });
    let on_search = Callback::new(move |search| sitting.search_for(search));
    let first_wanted = RwSignal::new(false);
    Effect::new(move |_| {
        if first_wanted.get() && wanted.with(|wanted| reading.is_of(wanted)) {
            first_wanted.set(false);
            request_animation_frame(|| focus::step(ROW_LINK, true));
        }
    });
    let on_first = Callback::new(move |()| first_wanted.set(true));
    view! {
        <div class="desk-filters">
            <StatusPills wanted counts=reading.counts/>
            <KindPills wanted/>
            <Search wanted on_search on_first/>
            <div class="desk-filter-row">
                <Narrow wanted choices=reading.choices on_change/>
                <OrderSelect wanted on_change/>
            </div>
        </div>
    }
}

#[component]
fn QueueBody(
    /// Whose.
    sitting: Sitting,
    /// What is read.
    reading: Reading,
    /// What is wanted.
    wanted: Memo<QueueFilter>,
) -> impl IntoView {
    let catalogue = use_work().catalogue;
    let profile = use_profile();
    let again = Callback::new(move |()| reading.read(wanted.get_untracked()));
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
                icon=Name::Accepted
                title=t(key!("desk.queue.empty_title"))
                text=t(key!("desk.queue.empty_text"))
            />
        }
        .into_any();
    }
    view! {
        <Empty
            icon=Name::Search
            title=t(key!("desk.queue.nothing_title"))
            text=t(key!("desk.queue.nothing_text"))
        >
            <a
                class="button button-secondary"
                href=super::PATH
                on:click=move |_| sitting.search_for(None)
            >
                {t(key!("desk.queue.clear"))}
            </a>
        </Empty>
    }
    .into_any()
}
