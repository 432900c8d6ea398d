//! The changing code, to be read from the last row.

use super::changing_code::ChangingCode;
use super::full_screen::FullScreen;
use super::seen::{Phase, SeenSession};
use super::words::{came_of, time_of_day};
use crate::components::icon::{Icon, IconName};
use crate::text::{t, tf};
use leptos::{html, prelude::*};
use shared::key;
use shared::time::Timestamp;
use shared::training::SessionSecret;

/// The code while signing in is open; before and after, when it is or was.
#[component]
pub fn CodePanel(
    /// Whose code.
    session: Memo<SeenSession>,
    /// Minutes the branch's clock is ahead of UTC.
    offset: i32,
    /// The time, by the trainer's clock.
    now: Memo<Timestamp>,
) -> impl IntoView {
    let part = NodeRef::<html::Section>::new();
    let full_screen = FullScreen::of(part);
    let phase = Memo::new(move |_| session.with(|session| session.phase(offset, now.get())));
    let secret = Memo::new(move |_| secret_of(&session.get()));
    view! {
        <section
            class="card code-panel"
            class:is-full-screen=full_screen.is_on
            node_ref=part
            aria-label=t(key!("training.code.title"))
            on:keydown=move |event| {
                if event.key() == "Escape" {
                    full_screen.leave();
                }
            }
        >
            <p class="code-panel-topic">{move || topic(&session.get())}</p>
            {move || match (phase.get(), secret.get()) {
                (Phase::SigningIn, Some(secret)) => {
                    view! { <ChangingCode secret now/> }.into_any()
                }
                (Phase::Upcoming, Some(_)) => view! { <Opens session offset/> }.into_any(),
                (_, Some(_)) => said(key!("training.code.ended"), key!("training.code.ended_text")),
                (_, None) => {
                    said(key!("training.code.unreadable"), key!("training.code.unreadable_text"))
                }
            }}
            <SessionNumberLine session/>
            <FullScreenButton full_screen/>
        </section>
    }
}

fn topic(session: &SeenSession) -> String {
    session
        .record
        .content
        .get("topic")
        .unwrap_or_default()
        .to_owned()
}

fn secret_of(session: &SeenSession) -> Option<SessionSecret> {
    session.record.content.get("secret")?.parse().ok()
}

fn said(title: &str, text: &str) -> AnyView {
    view! {
        <div class="code-panel-said">
            <h2>{t(title)}</h2>
            <p class="soft">{t(text)}</p>
        </div>
    }
    .into_any()
}

#[component]
fn Opens(session: Memo<SeenSession>, offset: i32) -> impl IntoView {
    let opens = move || {
        let times = session.with(|session| session.times(offset));
        let time = times.map_or_else(String::new, |times| time_of_day(times.opens, offset));
        tf(key!("training.code.opens"), &[("time", &time)])
    };
    view! {
        <div class="code-panel-said">
            <h2>{opens}</h2>
            <p class="soft">{t(key!("training.code.opens_text"))}</p>
        </div>
    }
}

#[component]
fn SessionNumberLine(session: Memo<SeenSession>) -> impl IntoView {
    let number = move || {
        let session = session.get();
        session
            .record
            .content
            .get("session_number")
            .unwrap_or("–")
            .to_owned()
    };
    let counted = move || {
        let tally = session.with(SeenSession::tally);
        (tally.expected > 0).then(|| came_of(&tally))
    };
    view! {
        <dl class="code-number">
            <div>
                <dt>{t(key!("training.session.number"))}</dt>
                <dd class="number">{number}</dd>
            </div>
            <div>
                <dt>{t(key!("training.session.roster"))}</dt>
                <dd class="tabular">{counted}</dd>
            </div>
        </dl>
    }
}

#[component]
fn FullScreenButton(full_screen: FullScreen) -> impl IntoView {
    let (label, icon) = (
        move || {
            t(if full_screen.is_on.get() {
                key!("training.code.leave_full_screen")
            } else {
                key!("training.code.full_screen")
            })
        },
        move || {
            let name = if full_screen.is_on.get() {
                IconName::Close
            } else {
                IconName::FullScreen
            };
            view! { <Icon name/> }
        },
    );
    view! {
        <button
            type="button"
            class="button button-secondary code-full-screen"
            on:click=move |_| full_screen.toggle()
        >
            {icon}
            <span>{label}</span>
        </button>
    }
}
