//! A trainer's sessions on the start page: today's, what waits for the trainer, who is absent. A chunk of
//! its own; all of it without network.

use super::screen::Screen;
use super::session_card::SessionCard;
use super::sessions::{OpenOne, use_sessions};
use super::ticking::every_second;
use super::trainers_day::{Absent, TrainersDay, Wait, Waiting};
use super::words::{corrections_wait, session_day, time_range};
use crate::components::icon::{Icon, IconName};
use crate::session::use_profile;
use crate::text::{t, tf};
use leptos::prelude::*;
use leptos_router::components::A;
use shared::key;
use shared::time::Timestamp;

/// A trainer's sessions on the start page.
#[lazy]
pub fn trainers_today() -> AnyView {
    view! { <Today/> }.into_any()
}

#[component]
fn Today() -> impl IntoView {
    let offset = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
    let sessions = use_sessions();
    let now = every_second();
    let day = Memo::new(move |_| sessions.with(|all| TrainersDay::of(all, now.get(), offset)));
    view! {
        <TodaysSessions day now offset/>
        <WhatWaits day/>
        <WhoIsAbsent day/>
    }
}

#[component]
fn TodaysSessions(day: Memo<TrainersDay>, now: Memo<Timestamp>, offset: i32) -> impl IntoView {
    let today = Memo::new(move |_| day.with(|day| day.today.clone()));
    let next = Memo::new(move |_| day.with(|day| day.next.clone()));
    let cards = move || {
        let card = |session| view! { <li><SessionCard session offset now/></li> };
        today.get().into_iter().map(card).collect_view()
    };
    view! {
        <section class="stack-tight" aria-labelledby="sessions-today">
            <div class="section-head">
                <h2 id="sessions-today">{t(key!("training.day.title"))}</h2>
                <A href=Screen::Home.path()>{t(key!("training.day.all"))}</A>
            </div>
            <Show
                when=move || today.with(|today| !today.is_empty())
                fallback=|| view! { <p class="soft">{t(key!("training.day.none"))}</p> }
            >
                <ul class="session-cards">{cards}</ul>
            </Show>
            {move || next.get().map(|session| view! {
                <h3>{t(key!("training.day.next"))}</h3>
                <SessionCard session offset now/>
            })}
            <OpenOne/>
        </section>
    }
}

#[component]
fn WhatWaits(day: Memo<TrainersDay>) -> impl IntoView {
    let waiting = Memo::new(move |_| day.with(|day| day.waiting.clone()));
    let rows = move || {
        let row = |waiting| view! { <li><WaitingRow waiting/></li> };
        waiting.get().into_iter().map(row).collect_view()
    };
    view! {
        <Show when=move || waiting.with(|waiting| !waiting.is_empty())>
            <section class="stack-tight" aria-labelledby="sessions-waiting">
                <h2 id="sessions-waiting">
                    {move || {
                        let n = waiting.with(Vec::len).to_string();
                        tf(key!("training.day.waiting"), &[("n", &n)])
                    }}
                </h2>
                <ul class="list">{rows}</ul>
            </section>
        </Show>
    }
}

#[component]
fn WaitingRow(waiting: Waiting) -> impl IntoView {
    let content = &waiting.session.record.content;
    let topic = content.get("topic").unwrap_or("–").to_owned();
    let when = format!("{} {}", session_day(content), time_range(content));
    let href = Screen::Session(waiting.session.record.record_id).path();
    let (icon, why) = said(&waiting.wait);
    view! {
        <A href=href attr:class="list-item waiting-session">
            <span class="list-icon"><Icon name=icon/></span>
            <span class="list-main">
                <span class="list-title">{topic}</span>
                <strong class="small">{why}</strong>
                <span class="list-detail tabular">{when}</span>
            </span>
            <Icon name=IconName::Forward/>
        </A>
    }
}

/// What a session waits for, in words.
fn said(wait: &Wait) -> (IconName, String) {
    match wait {
        Wait::NotTaken => (
            IconName::Alert,
            t(key!("training.day.not_taken")).to_owned(),
        ),
        Wait::Refused(word) => {
            let name = word.by.name.as_str();
            let refused = tf(key!("training.late.refused"), &[("name", name)]);
            (IconName::Rejected, format!("{refused} · {}", word.note))
        }
        Wait::PresenceRefused(person, word) => {
            let names = [("by", word.by.name.as_str()), ("name", &person.name)];
            let refused = tf(key!("training.day.presence_refused"), &names);
            (IconName::Rejected, format!("{refused} · {}", word.note))
        }
        Wait::Contradicted(n) => {
            let n = n.to_string();
            let said = tf(key!("training.contradicted_count"), &[("n", &n)]);
            (IconName::Alert, said)
        }
        Wait::ToClose => (IconName::Draft, t(key!("training.day.to_close")).to_owned()),
        Wait::SecondPerson => (
            IconName::People,
            t(key!("training.state.second_person")).to_owned(),
        ),
        Wait::Corrections(n) => (IconName::People, corrections_wait(*n)),
    }
}

#[component]
fn WhoIsAbsent(day: Memo<TrainersDay>) -> impl IntoView {
    let absent = Memo::new(move |_| day.with(|day| day.absent.clone()));
    let title = move || {
        let n: usize = absent.with(|absent| absent.iter().map(|it| it.names.len()).sum());
        tf(key!("training.day.absent"), &[("n", &n.to_string())])
    };
    let rows = move || {
        let row = |absent| view! { <li><AbsentRow absent/></li> };
        absent.get().into_iter().map(row).collect_view()
    };
    view! {
        <Show when=move || absent.with(|absent| !absent.is_empty())>
            <section class="stack-tight" aria-labelledby="absent-today">
                <h2 id="absent-today">{title}</h2>
                <ul class="list">{rows}</ul>
            </section>
        </Show>
    }
}

#[component]
fn AbsentRow(absent: Absent) -> impl IntoView {
    view! {
        <A href=Screen::Session(absent.session).path() attr:class="list-item waiting-session">
            <span class="list-icon"><Icon name=IconName::Person/></span>
            <span class="list-main">
                <span class="list-title">{absent.names.join(" · ")}</span>
                <span class="list-detail">{absent.topic}</span>
            </span>
            <Icon name=IconName::Forward/>
        </A>
    }
}
