//! A trainer's sessions: today, coming up, past.

use super::awaited_list::AwaitedList;
use super::screen::Screen;
use super::seen::{Phase, SeenSession, seen_sessions};
use super::session_card::SessionCard;
use super::take_month_out::TakeMonthOut;
use super::ticking::every_second;
use crate::components::button::{LinkButton, Weight};
use crate::components::empty::Empty;
use crate::components::icon::IconName;
use crate::session::use_profile;
use crate::store::HalfWritten;
use crate::text::{t, tf};
use crate::work::use_work;
use chrono::NaiveDate;
use leptos::prelude::*;
use shared::key;
use shared::people::PersonView;
use shared::record::RecordView;
use shared::sync::{Sender, Teaching};
use shared::time::Timestamp;
use shared::training::Member;

/// How many past sessions are shown before more are asked for.
const PAST_AT_FIRST: usize = 10;

/// The trainer's sessions, with what waits on this phone.
pub fn use_sessions() -> Memo<Vec<SeenSession>> {
    let (work, profile) = (use_work(), use_profile());
    Memo::new(move |_| {
        let profile = profile.get();
        let teaching = Teaching {
            members: work
                .all::<PersonView>()
                .with(|people| people.iter().map(Member::from).collect()),
            branch_offset: profile.branch.offset_minutes,
            clock_ahead: 0,
            pay_calendar: profile.pay_calendar,
        };
        let trainer = Sender {
            person: profile.person,
            teaching: Some(teaching),
        };
        work.all::<RecordView>().with(|records| {
            work.outbox
                .with(|outbox| seen_sessions(records, outbox, &trainer))
        })
    })
}

/// The list.
#[component]
pub fn Sessions() -> impl IntoView {
    let sessions = use_sessions();
    let none = move || sessions.with(Vec::is_empty);
    view! {
        <OpenOne/>
        <Show when=none>
            <Empty
                icon=IconName::Training
                title=t(key!("training.sessions.none"))
                text=t(key!("training.sessions.none_text"))
            />
        </Show>
        <Show when=move || !none()>
            <AwaitedList sessions/>
            <SessionGroups sessions/>
            <TakeMonthOut/>
        </Show>
    }
}

/// The way to open a session, or to go on with the one that is half filled in.
#[component]
pub fn OpenOne() -> impl IntoView {
    let label = match use_work().session_drafts.about(None).is_empty() {
        true => t(key!("training.sessions.open_one")),
        false => t(key!("training.sessions.go_on")),
    };
    view! {
        <div class="training-actions">
            <LinkButton label href=Screen::Open.path() weight=Weight::Primary icon=IconName::Add/>
        </div>
    }
}

/// Which part of the list a session stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Of today, or passing midnight and still open.
    Today,
    /// Of a later day.
    Upcoming,
    /// Of an earlier day.
    Past,
}

impl Group {
    /// A session that passes midnight is today's until signing in has ended.
    pub fn of(session: &SeenSession, now: Timestamp, offset: i32) -> Self {
        let date = session.record.content.get("date").unwrap_or_default();
        let open = session.phase(offset, now) == Phase::SigningIn;
        match date.cmp(&day_of(now, offset).to_string()) {
            core::cmp::Ordering::Less if open => Self::Today,
            core::cmp::Ordering::Equal => Self::Today,
            core::cmp::Ordering::Greater => Self::Upcoming,
            core::cmp::Ordering::Less => Self::Past,
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::Today => key!("training.sessions.today"),
            Self::Upcoming => key!("training.sessions.upcoming"),
            Self::Past => key!("training.sessions.past"),
        }
    }

    /// The sessions of this part: those to come with the next first, the past with the latest.
    pub fn of_all(self, sessions: &[SeenSession], now: Timestamp, offset: i32) -> Vec<SeenSession> {
        let here = |session: &&SeenSession| Self::of(session, now, offset) == self;
        let mut here: Vec<_> = sessions.iter().filter(here).cloned().collect();
        if self != Self::Past {
            here.reverse();
        }
        here
    }
}

fn day_of(now: Timestamp, offset: i32) -> NaiveDate {
    now.civil_date(offset).unwrap_or_default()
}

#[component]
fn SessionGroups(sessions: Memo<Vec<SeenSession>>) -> impl IntoView {
    [Group::Today, Group::Upcoming, Group::Past]
        .map(|group| view! { <SessionGroup group sessions/> })
        .collect_view()
}

#[component]
fn SessionGroup(group: Group, sessions: Memo<Vec<SeenSession>>) -> impl IntoView {
    let offset = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
    let now = every_second();
    let more = RwSignal::new(false);
    let here = Memo::new(move |_| sessions.with(|all| group.of_all(all, now.get(), offset)));
    let hidden = move || {
        let first = if more.get() {
            usize::MAX
        } else {
            PAST_AT_FIRST
        };
        here.with(|here| here.len().saturating_sub(first))
    };
    let cards = move || {
        let shown = here.with(|here| here[..here.len() - hidden()].to_vec());
        let card = |session| view! { <li><SessionCard session offset now/></li> };
        shown.into_iter().map(card).collect_view()
    };
    view! {
        <Show when=move || here.with(|here| !here.is_empty())>
            <section class="stack-tight">
                <h2>{t(group.title())}</h2>
                <ul class="session-cards">{cards}</ul>
                <Show when=move || { hidden() > 0 }>
                    <button type="button" class="button button-quiet" on:click=move |_| more.set(true)>
                        {move || tf(key!("training.sessions.more"), &[("n", &hidden().to_string())])}
                    </button>
                </Show>
            </section>
        </Show>
    }
}
