//! Where a person starts: what needs them, what they can begin, where their work stands.

mod first_sync;
mod room_warning;

use self::first_sync::FirstSync;
use self::room_warning::RoomWarning;
use crate::clock::{now, today};
use crate::components::empty::Empty;
use crate::components::icon::{Icon, Name};
use crate::components::notice::Notice;
use crate::components::record_row::RecordRow;
use crate::format::ago;
use crate::session::use_profile;
use crate::text::{t, t_of, tf};
use crate::work::item::{Item, Place, items};
use crate::work::use_work;
use leptos::prelude::*;
use leptos_router::components::A;
use shared::key;
use shared::people::Role;

/// How many of the newest records are shown.
const RECENT: usize = 5;

/// The start page of whoever works here.
#[component]
pub fn Home() -> impl IntoView {
    let profile = use_profile();
    let has = move |wanted: fn(Role) -> bool| profile.with(|profile| profile.any_role(wanted));
    view! {
        <div class="page page-home">
            <header class="page-head">
                <p class="small soft">{move || profile.with(|p| p.branch.name.clone())}</p>
                <h1>
                    {move || tf(key!("ui.home.hello"), &[("name", &profile.with(|p| p.person.name.clone()))])}
                </h1>
            </header>
            <FirstSync/>
            <RoomWarning/>
            {move || has(Role::captures).then(|| view! { <Field/> })}
            <Elsewhere
                trainer={has(|role| role == Role::Trainer)}
                desk={has(Role::reads_desk)}
                auditor={has(|role| role == Role::Auditor)}
                administrator={has(|role| role == Role::Administrator)}
            />
        </div>
    }
}

/// What an agent needs: what needs them, what they can begin, where their work stands.
#[component]
fn Field() -> impl IntoView {
    let work = use_work();
    let all = Memo::new(move |_| {
        work.drafts.with(|drafts| {
            work.outbox
                .with(|outbox| work.records.with(|records| items(drafts, outbox, records)))
        })
    });
    view! {
        <NeedsYou all/>
        <Capture/>
        <MyWork all/>
    }
}

#[component]
fn NeedsYou(all: Memo<Vec<Item>>) -> impl IntoView {
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

#[component]
fn Capture() -> impl IntoView {
    let tile = |href, icon, title, hint, class| {
        view! {
            <A href=href attr:class=class>
                <Icon name=icon/>
                <strong>{title}</strong>
                <span>{hint}</span>
            </A>
        }
    };
    view! {
        <section class="home-side" aria-label=t(key!("ui.home.capture"))>
            <div class="capture">
                {tile(
                    "/new/application",
                    Name::Application,
                    t(key!("ui.home.new_application")),
                    t(key!("ui.home.new_application_hint")),
                    "",
                )}
                {tile(
                    "/new/loss_notice",
                    Name::Loss,
                    t(key!("ui.home.new_loss_notice")),
                    t(key!("ui.home.new_loss_notice_hint")),
                    "",
                )}
                {tile(
                    "/training/check-in",
                    Name::CheckIn,
                    t(key!("ui.home.check_in")),
                    t(key!("ui.home.check_in_hint")),
                    "capture-wide",
                )}
            </div>
        </section>
    }
}

/// Where the work stands: counts, then the newest.
#[component]
fn MyWork(all: Memo<Vec<Item>>) -> impl IntoView {
    move || {
        let all = all.get();
        if all.is_empty() {
            return view! {
                <Empty
                    icon=Name::Application
                    title=t(key!("ui.home.empty_title"))
                    text=t(key!("ui.home.empty_text"))
                />
            }
            .into_any();
        }
        let newest: Vec<Item> = all
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

fn tallies(all: &[Item]) -> impl IntoView + use<> {
    Place::ALL
        .into_iter()
        .map(|place| (place, all.iter().filter(|item| item.place == place).count()))
        .filter(|(_, n)| *n > 0)
        .map(|(place, n)| {
            view! {
                <A href=format!("/work?status={}", place.as_str())>
                    <strong>{n}</strong>
                    <span>{t_of("states.status", place.as_str())}</span>
                </A>
            }
        })
        .collect_view()
}

#[component]
fn Rows(items: Vec<Item>) -> impl IntoView {
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

/// What other roles come for.
#[component]
fn Elsewhere(trainer: bool, desk: bool, auditor: bool, administrator: bool) -> impl IntoView {
    let link = |href, icon, title, hint| {
        view! {
            <li>
                <A href=href attr:class="list-item">
                    <span class="list-icon"><Icon name=icon/></span>
                    <span class="list-main">
                        <span class="list-title">{title}</span>
                        <span class="list-detail">{hint}</span>
                    </span>
                    <Icon name=Name::Forward/>
                </A>
            </li>
        }
    };
    let desk = desk.then(|| {
        let (title, hint) = (t(key!("ui.home.desk")), t(key!("ui.home.desk_hint")));
        link("/desk", Name::Desk, title, hint)
    });
    let audit = auditor.then(|| {
        let (title, hint) = (t(key!("ui.home.audit")), t(key!("ui.home.audit_hint")));
        link("/audit", Name::Seen, title, hint)
    });
    let trainer = trainer.then(|| {
        let (title, hint) = (
            t(key!("ui.home.sessions")),
            t(key!("ui.home.sessions_hint")),
        );
        link("/training", Name::Training, title, hint)
    });
    view! {
        {(desk.is_some() || trainer.is_some()).then(|| view! { <ul class="list">{desk}{audit}{trainer}</ul> })}
        {administrator.then(|| {
            view! {
                <Notice title=t(key!("ui.home.administration"))>
                    <p>{t(key!("ui.home.administration_text"))}</p>
                </Notice>
            }
        })}
    }
}
