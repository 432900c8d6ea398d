//! On a trainer's sessions page: what waits for a second person, what they did not agree to and why, and the way
//! out.

use super::awaited::{Awaited, awaited};
use super::presence_words::Teller;
use super::screen::Screen;
use super::seen::SeenSession;
use super::words::session_day;
use crate::clock::now;
use crate::components::chip::{Chip, Tone};
use crate::components::icon::IconName;
use crate::session::use_profile;
use crate::text::{t, tf};
use leptos::prelude::*;
use leptos_router::components::A;
use shared::id::RecordId;
use shared::key;

/// The list; nothing where nothing needs a second person.
#[component]
pub fn AwaitedList(
    /// The trainer's.
    sessions: Memo<Vec<SeenSession>>,
) -> impl IntoView {
    let offset = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
    let found = Memo::new(move |_| {
        sessions.with(|sessions| {
            let with_what = |session: &SeenSession| (session.clone(), awaited(session, now()));
            let found = sessions.iter().map(with_what);
            found
                .filter(|(_, what)| !what.is_empty())
                .collect::<Vec<_>>()
        })
    });
    view! {
        <Show when=move || found.with(|found| !found.is_empty())>
            <section class="stack-tight awaited">
                <h2>{t(key!("training.awaited.title"))}</h2>
                <ul class="session-cards">
                    {move || found.get().into_iter().map(|(session, what)| {
                        view! { <li><AwaitedCard session what offset/></li> }
                    }).collect_view()}
                </ul>
            </section>
        </Show>
    }
}

/// One session with all that needs a second person.
#[component]
fn AwaitedCard(session: SeenSession, what: Vec<Awaited>, offset: i32) -> impl IntoView {
    let content = &session.record.content;
    let (topic, day) = (
        content.get("topic").unwrap_or("–").to_owned(),
        session_day(content),
    );
    let id = session.record.record_id;
    let teller = Teller::of(&session.record, offset);
    let lines = what.into_iter().map(|what| line(&what, &teller, id));
    let unsent = (session.unsent > 0).then(|| {
        view! { <Chip label=t(key!("training.state.waiting")) icon=IconName::Offline/> }
    });
    view! {
        <article class="card stack-tight">
            <h3>{topic}</h3>
            <p class="row row-wrap soft"><span class="tabular">{day}</span>{unsent}</p>
            <ul class="stack-tight">{lines.collect_view()}</ul>
        </article>
    }
}

/// What it is, and where it can be mended.
fn line(what: &Awaited, teller: &Teller, id: RecordId) -> impl IntoView + use<> {
    let (tone, label) = match what {
        Awaited::ToClose => (Tone::Warning, key!("training.awaited.to_close")),
        Awaited::Session | Awaited::Presence(..) => (Tone::Accent, key!("training.awaited.waits")),
        Awaited::SessionRefused(_) | Awaited::PresenceRefused(..) => {
            (Tone::Danger, key!("training.awaited.refused"))
        }
    };
    let icon = match tone {
        Tone::Danger => IconName::Rejected,
        _ => IconName::Waiting,
    };
    let (screen, way_out) = match what {
        Awaited::ToClose => (Screen::Session(id), key!("training.awaited.close")),
        Awaited::Session | Awaited::Presence(..) => {
            (Screen::Session(id), key!("training.awaited.look"))
        }
        Awaited::SessionRefused(_) => (Screen::Edit(id), key!("training.late.ask_again")),
        Awaited::PresenceRefused(..) => (Screen::Session(id), key!("training.awaited.mark_again")),
    };
    let texts = texts(what, teller).into_iter();
    view! {
        <li class="stack-tight">
            <p><Chip label=t(label) tone icon/></p>
            {texts.map(|text| view! { <p>{text}</p> }).collect_view()}
            <A href=screen.path() attr:class="training-link">{t(way_out)}</A>
        </li>
    }
}

fn texts(what: &Awaited, teller: &Teller) -> Vec<String> {
    let named = |name: &str, text: &str| {
        tf(
            key!("training.awaited.of_person"),
            &[("name", name), ("text", text)],
        )
    };
    match what {
        Awaited::ToClose => vec![t(key!("training.late.to_close_text")).to_owned()],
        Awaited::Session => vec![t(key!("training.late.waits_text")).to_owned()],
        Awaited::SessionRefused(word) => vec![tf(
            key!("training.late.refused_by"),
            &[("name", &word.by.name), ("note", &word.note)],
        )],
        Awaited::Presence(person, asked) => vec![named(&person.name, &teller.asked(asked))],
        Awaited::PresenceRefused(person, asked, word) => vec![
            named(&person.name, &teller.asked(asked)),
            teller.answered(asked, word),
        ],
    }
}
