//! What an agent needs: what needs them, what they can begin, where their work stands.

use crate::clock::{now, today};
use crate::components::empty::Empty;
use crate::components::icon::{Icon, IconName};
use crate::components::record_row::RecordRow;
use crate::components::tally::Tally;
use crate::format::ago;
use crate::kind_look::{KindLook, look};
use crate::session::use_profile;
use crate::text::{t, t_of};
use crate::work::item::WorkItem;
use crate::work::place::Place;
use crate::work::use_work;
use leptos::prelude::*;
use leptos_router::components::A;
use shared::key;
use shared::record::RecordKind;

/// How many of the newest records are shown.
const RECENT: usize = 5;

/// All of a person's own work, what needs them first.
pub fn all_items() -> Memo<Vec<WorkItem>> {
    let work = use_work();
    Memo::new(move |_| work.items())
}

/// What waits for the person.
#[component]
pub fn NeedsYou(
    /// All of their work.
    all: Memo<Vec<WorkItem>>,
) -> impl IntoView {
    let waiting = Memo::new(move |_| {
        all.with(|all| {
            all.iter()
                .filter(|item| item.place.needs_person())
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    move || {
        let waiting = waiting.get();
        (!waiting.is_empty()).then(|| {
            view! {
                <section aria-labelledby="needs-you">
                    <div class="section-head">
                        <h2 id="needs-you">{t(key!("ui.home.needs_you"))}</h2>
                    </div>
                    <Rows items=waiting/>
                </section>
            }
        })
    }
}

/// What can be begun.
#[component]
pub fn Capture() -> impl IntoView {
    let tiles = RecordKind::ALL.into_iter().filter_map(|kind| {
        let KindLook { icon, tile, .. } = look(kind);
        let tile = tile?;
        let class = if kind.is_reviewed() {
            ""
        } else {
            "capture-wide"
        };
        Some(view! {
            <A href=tile.href attr:class=class>
                <Icon name=icon/>
                <strong>{t(tile.title)}</strong>
                <span>{t(tile.hint)}</span>
            </A>
        })
    });
    view! {
        <section class="home-side" aria-label=t(key!("ui.home.capture"))>
            <div class="capture">{tiles.collect_view()}</div>
        </section>
    }
}

/// Where the work stands: counts, then the newest.
#[component]
pub fn MyWork(
    /// All of it.
    all: Memo<Vec<WorkItem>>,
) -> impl IntoView {
    move || {
        let all = all.get();
        if all.is_empty() {
            return view! {
                <Empty
                    icon=IconName::Application
                    title=t(key!("ui.home.empty_title"))
                    text=t(key!("ui.home.empty_text"))
                />
            }
            .into_any();
        }
        let newest: Vec<WorkItem> = all
            .iter()
            .filter(|item| !item.place.needs_person())
            .take(RECENT)
            .cloned()
            .collect();
        view! {
            <section aria-labelledby="my-work" class="stack">
                <div class="section-head">
                    <h2 id="my-work">{t(key!("ui.home.my_work"))}</h2>
                    <A href="/work">{t(key!("ui.home.see_all"))}</A>
                </div>
                <div class="tally">{tallies(&all)}</div>
                <Rows items=newest/>
            </section>
        }
        .into_any()
    }
}

fn tallies(all: &[WorkItem]) -> impl IntoView + use<> {
    Place::ALL
        .into_iter()
        .map(|place| (place, all.iter().filter(|item| item.place == place).count()))
        .filter(|(_, n)| *n > 0)
        .map(|(place, n)| {
            view! {
                <Tally
                    count=n.to_string()
                    label=t_of("states.status", place.as_str())
                    href=format!("/work?status={}", place.as_str())
                />
            }
        })
        .collect_view()
}

#[component]
fn Rows(items: Vec<WorkItem>) -> impl IntoView {
    let offset = use_profile().get_untracked().branch.offset_minutes;
    let rows = items
        .into_iter()
        .map(|item| {
            let when = ago(item.changed_at, now(), offset);
            view! { <li><RecordRow item when today=today(offset)/></li> }
        })
        .collect_view();
    view! { <ul class="list">{rows}</ul> }
}
