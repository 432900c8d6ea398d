//! A trainer's session: the code, who came, the closing.

use super::call_off::CallOff;
use super::close_session::CloseSession;
use super::code_panel::CodePanel;
use super::roster::RosterSection;
use super::scanner::Scanner;
use super::screen::Screen;
use super::seen::{Phase, SeenSession};
use super::session_card::{PhaseChip, corrections_chip};
use super::session_state::SessionState;
use super::sessions::use_sessions;
use super::ticking::every_second;
use super::words::{course_kind, hours_held, session_day, time_or_moment, time_range};
use crate::components::button::{LinkButton, Weight};
use crate::components::chip::Tone;
use crate::components::empty::Empty;
use crate::components::icon::{Icon, IconName};
use crate::components::notice::Notice;
use crate::components::take_out::TakeOut;
use crate::session::use_profile;
use crate::taking_out::{TakingOut, address};
use crate::text::{t, tf};
use crate::work::use_work;
use leptos::prelude::*;
use leptos_router::components::A;
use shared::id::RecordId;
use shared::key;
use shared::session::Profile;
use shared::time::Timestamp;
use shared::training::SessionCredit;

/// The session with this id, if this phone has it.
#[component]
pub fn Session(id: RecordId) -> impl IntoView {
    let sessions = use_sessions();
    let found = Memo::new(move |_| {
        sessions.with(|all| all.iter().find(|one| one.record.record_id == id).cloned())
    });
    let is_here = Memo::new(move |_| found.with(Option::is_some));
    view! {
        <div class="page training-page training-session">
            <BackToTraining/>
            {move || match (is_here.get(), found.get_untracked()) {
                (true, Some(first)) => {
                    let session = Memo::new(move |before: Option<&SeenSession>| {
                        found.get().or_else(|| before.cloned()).unwrap_or_else(|| first.clone())
                    });
                    view! { <SessionScreen session known=sessions/> }.into_any()
                }
                _ => view! {
                    <Empty
                        is_page=true
                        icon=IconName::Training
                        title=t(key!("training.session.missing"))
                        text=t(key!("training.session.missing_text"))
                    />
                }
                .into_any(),
            }}
        </div>
    }
}

/// The way back to the list.
#[component]
pub fn BackToTraining() -> impl IntoView {
    view! {
        <A href=Screen::Home.path() attr:class="training-back">
            <Icon name=IconName::Back/>
            {t(key!("training.back"))}
        </A>
    }
}

#[component]
fn SessionScreen(session: Memo<SeenSession>, known: Memo<Vec<SeenSession>>) -> impl IntoView {
    let offset = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
    let now = every_second();
    let phase = Memo::new(move |_| session.with(|session| session.phase(offset, now.get())));
    ask_for_sign_ins(phase, now);
    let taking = TakingOut::new();
    let on_take = Callback::new(move |format| {
        let id = session.with_untracked(|session| session.record.record_id);
        taking.take(address(&format!("sessions/{id}"), format));
    });
    view! {
        <SessionHead session offset now/>
        <WhatWaits session/>
        <SessionState session/>
        <div class="training-columns">
            <Show when=move || !matches!(phase.get(), Phase::Closed | Phase::Cancelled)>
                <div class="stack code-column">
                    <CodePanel session offset now/>
                    <Show when=move || phase.get() == Phase::SigningIn>
                        <Scanner session offset/>
                    </Show>
                </div>
            </Show>
            <RosterSection session known offset/>
            <div class="stack close-column">
                <CloseSession session known offset now/>
                <CallOff session now/>
                <TakeOut busy=taking.is_busy() error=taking.error() on_take/>
            </div>
        </div>
    }
}

/// How often the server is asked who signed in, in milliseconds.
const ASK_EVERY: i64 = 10_000;

/// While signing in is open, whoever has network is asked for: the roster fills as people watch.
fn ask_for_sign_ins(phase: Memo<Phase>, now: Memo<Timestamp>) {
    let work = use_work();
    let turn = Memo::new(move |_| now.get().millis() / ASK_EVERY);
    Effect::new(move |before: Option<i64>| {
        let turn = turn.get();
        let watched = phase.get_untracked() == Phase::SigningIn && !document().hidden();
        if before.is_some() && watched {
            work.nudge();
        }
        turn
    });
}

/// What session this is.
#[component]
fn SessionHead(session: Memo<SeenSession>, offset: i32, now: Memo<Timestamp>) -> impl IntoView {
    let profile = use_profile();
    let head = move || {
        let session = session.get();
        let content = session.record.content.clone();
        let corrections = corrections_chip(&session);
        let closed = session.roster().closed_at;
        let closed = closed.map(|at| time_or_moment(at, &content, offset));
        let cut_short = profile.with(|profile| cut_short(&session, profile));
        view! {
            <h1>{content.get("topic").unwrap_or("–").to_owned()}</h1>
            <p class="row row-wrap soft">
                <span>{course_kind(&content)}</span>
                <span class="tabular">{session_day(&content)} " " {time_range(&content)}</span>
                <span>{content.get("place").unwrap_or("–").to_owned()}</span>
            </p>
            <p class="row row-wrap">
                <PhaseChip session offset now/>
                {corrections}
                {closed.map(|time| view! {
                    <span class="soft small">{tf(key!("training.session.closed_at"), &[("time", &time)])}</span>
                })}
                {cut_short.map(|hours| view! { <span class="soft small">{hours}</span> })}
            </p>
        }
    };
    view! { <header class="page-head training-head">{head}</header> }
}

/// The hours that are credited of a session that was closed early.
fn cut_short(session: &SeenSession, profile: &Profile) -> Option<String> {
    let here = (
        profile.branch.offset_minutes,
        profile.presence_rules.as_slice(),
    );
    let credit = SessionCredit::of(&session.record.content, session.roster().held_until(), here);
    credit.is_cut_short().then(|| hours_held(credit))
}

/// What of the session is on this phone only, or was not taken.
#[component]
fn WhatWaits(session: Memo<SeenSession>) -> impl IntoView {
    let unsent = Memo::new(move |_| session.with(|session| session.unsent));
    let set_aside = Memo::new(move |_| session.with(|session| session.set_aside));
    view! {
        <Show when=move || set_aside.get()>
            <Notice title=t(key!("training.state.set_aside")) tone=Tone::Danger>
                <p>{t(key!("training.session.set_aside"))}</p>
                <LinkButton label=t(key!("training.session.see_why")) href="/sync" weight=Weight::Secondary/>
            </Notice>
        </Show>
        <Show when=move || { unsent.get() > 0 }>
            <p class="training-unsent" role="status">
                <Icon name=IconName::Offline/>
                {move || tf(key!("training.session.unsent"), &[("n", &unsent.get().to_string())])}
            </p>
        </Show>
    }
}
