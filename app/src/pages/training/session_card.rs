//! One session in a list.

use super::screen::Screen;
use super::seen::{Phase, SeenSession};
use super::words::{
    came_of, corrections_wait, course_kind, expected, session_day, time_of_day, time_range,
};
use crate::components::chip::{Chip, Tone};
use crate::components::icon::IconName;
use crate::text::{t, tf};
use leptos::prelude::*;
use leptos_router::components::A;
use shared::key;
use shared::time::Timestamp;
use shared::training::Backdated;

/// One session: when, what, where, how many came.
#[component]
pub fn SessionCard(
    /// Which.
    session: SeenSession,
    /// Minutes the branch's clock is ahead of UTC.
    offset: i32,
    /// The time.
    now: Memo<Timestamp>,
) -> impl IntoView {
    let content = session.record.content.clone();
    let tally = session.tally();
    let counted = (tally.expected > 0).then(|| match session.phase(offset, now.get_untracked()) {
        Phase::Upcoming | Phase::Cancelled => expected(&tally),
        Phase::SigningIn | Phase::Over | Phase::Closed => came_of(&tally),
    });
    view! {
        <A href=Screen::Session(session.record.record_id).path() attr:class="card session-card">
            <span class="session-card-when">
                <strong class="tabular">{time_range(&content)}</strong>
                <span class="soft small">{session_day(&content)}</span>
            </span>
            <span class="session-card-what">
                <strong>{content.get("topic").unwrap_or("–").to_owned()}</strong>
                <span class="soft small">
                    {course_kind(&content)} " · " {content.get("place").unwrap_or("–").to_owned()}
                </span>
            </span>
            <span class="session-card-end">
                <PhaseChip session=session.clone() offset now/>
                {corrections_chip(&session)}
                <SentChip unsent=session.unsent set_aside=session.set_aside/>
                {counted.map(|counted| view! { <span class="small tabular">{counted}</span> })}
            </span>
        </A>
    }
}

/// Where a session stands.
#[component]
pub fn PhaseChip(
    /// Which session.
    session: SeenSession,
    /// Minutes the branch's clock is ahead of UTC.
    offset: i32,
    /// The time.
    now: Memo<Timestamp>,
) -> impl IntoView {
    let opens = session
        .times(offset)
        .map(|times| time_of_day(times.opens, offset));
    let roster = session.roster();
    let waits = roster.waits_as_a_whole();
    let refused = roster.backdated.as_ref().is_some_and(Backdated::is_refused);
    let phase = Memo::new(move |_| session.phase(offset, now.get()));
    move || match phase.get() {
        Phase::Upcoming => {
            let opens = opens.clone().unwrap_or_default();
            let label = tf(key!("training.state.upcoming"), &[("time", &opens)]);
            view! { <Chip label icon=IconName::Waiting/> }
        }
        Phase::SigningIn => view! {
            <Chip label=t(key!("training.state.signing_in")) tone=Tone::Accent icon=IconName::CheckIn/>
        },
        Phase::Over => view! {
            <Chip label=t(key!("training.state.over")) tone=Tone::Warning icon=IconName::Alert/>
        },
        Phase::Closed if refused => view! {
            <Chip label=t(key!("training.state.refused")) tone=Tone::Danger icon=IconName::Rejected/>
        },
        Phase::Closed if waits => view! {
            <Chip label=t(key!("training.state.second_person")) tone=Tone::Warning icon=IconName::Waiting/>
        },
        Phase::Closed => {
            view! { <Chip label=t(key!("training.state.closed")) icon=IconName::Done/> }
        }
        Phase::Cancelled => view! {
            <Chip label=t(key!("training.state.cancelled")) icon=IconName::Rejected/>
        },
    }
}

/// How many changes of presence wait for a second person: what stands of the session counts all the same.
pub fn corrections_chip(session: &SeenSession) -> Option<impl IntoView + use<>> {
    let n = session.waiting_corrections();
    (n > 0).then(|| {
        let label = corrections_wait(n);
        view! { <Chip label tone=Tone::Accent icon=IconName::People/> }
    })
}

/// What of a session is on this phone only.
#[component]
fn SentChip(unsent: usize, set_aside: bool) -> impl IntoView {
    if set_aside {
        let label = t(key!("training.state.set_aside"));
        Some(view! { <Chip label tone=Tone::Danger icon=IconName::Alert/> })
    } else if unsent > 0 {
        let label = t(key!("training.state.waiting"));
        Some(view! { <Chip label tone=Tone::Neutral icon=IconName::Offline/> })
    } else {
        None
    }
}
