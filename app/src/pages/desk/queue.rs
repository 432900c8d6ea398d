//! The queue: what waits, oldest first, or what else is wanted. Its filter stands in the address, what
//! is searched for does not.

mod body;
mod filters;
mod head;
mod narrow;
mod reading;
mod returning;
mod row;
mod table;

pub use head::ReadOnly;
pub use reading::Reading;

use super::asking::Occasion;
use super::keys::{self, Press};
use super::sitting::{Listing, Sitting};
use super::{filter, focus, occasions};
use crate::components::take_out::TakeOut;
use crate::taking_out::{TakingOut, address};
use body::QueueBody;
use filters::{KindPills, Search, StatusPills};
use head::QueueHead;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use narrow::{Narrow, OrderSelect};
use returning::go_on_from_place;
use shared::desk::QueueFilter;
use table::ROW_LINK;

/// The queue.
#[component]
pub fn QueuePage(
    /// Whose.
    sitting: Sitting,
    /// Whether the keys are shown.
    help: RwSignal<bool>,
) -> impl IntoView {
    // Of the location, as the path that chose this screen is: a route has its own only after that.
    let query = use_location().query;
    let wanted = Memo::new(move |_| {
        let search = sitting.search.get();
        query.with(|query| filter::from_query(|name| query.get(name), search))
    });
    take_search_out_of_address(sitting, wanted);
    let reading = sitting.reading;
    reading.turn_to(&wanted.get_untracked());
    go_on_from_place(sitting);
    occasions::follow(sitting.decisions, move |occasion| {
        reading.on(occasion, wanted.get_untracked());
    });
    Effect::new(move |opened: Option<()>| {
        let wanted = wanted.get();
        if opened.is_some() {
            reading.on(Occasion::Looked, wanted);
        }
    });
    keep_listing(sitting, reading, wanted);
    keys::listen(sitting.keys, move |press| match press {
        Press::Down => focus::step(ROW_LINK, true),
        Press::Up => focus::step(ROW_LINK, false),
        Press::Search => focus::focus_id(filters::SEARCH_ID),
        _ => {}
    });
    let taking = TakingOut::new();
    let on_take = Callback::new(move |format| {
        taking.take_wanted(address("cases", format), &wanted.get_untracked());
    });
    view! {
        <div class="page page-wide desk-queue">
            <QueueHead reading wanted help/>
            <QueueFilters sitting reading wanted/>
            <QueueBody sitting reading wanted/>
            <TakeOut busy=taking.is_busy() error=taking.error() on_take/>
        </div>
    }
}

/// An address of earlier days may have a search in it: it is searched for, and stands there no more.
fn take_search_out_of_address(sitting: Sitting, wanted: Memo<QueueFilter>) {
    let (query, navigate) = (use_location().query, use_navigate());
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
