//! What has to be known of a session before anything else: called off, told too late, for whom.

use super::screen::Screen;
use super::seen::SeenSession;
use super::words::because;
use crate::components::button::{LinkButton, Weight};
use crate::components::chip::Tone;
use crate::components::icon::IconName;
use crate::components::notice::Notice;
use crate::text::{t, tf};
use leptos::prelude::*;
use shared::id::RecordId;
use shared::key;
use shared::training::{Backdated, Roster, SecondWord};

/// What has to be known.
#[component]
pub fn SessionState(
    /// Of which session.
    session: Memo<SeenSession>,
) -> impl IntoView {
    let roster = Memo::new(move |_| session.with(SeenSession::roster));
    let id = session.with_untracked(|session| session.record.record_id);
    move || roster.with(|roster| said(roster, id))
}

fn said(roster: &Roster, id: RecordId) -> AnyView {
    if let Some(cancelled) = &roster.cancelled {
        let reason = because(&cancelled.reason);
        return view! {
            <Notice title=t(key!("training.state.cancelled")) tone=Tone::Warning icon=IconName::Rejected>
                <p>{reason}</p>
            </Notice>
        }
        .into_any();
    }
    let Some(backdated) = &roster.backdated else {
        return ().into_any();
    };
    match &backdated.word {
        None => waits(roster, backdated).into_any(),
        Some(word) if word.agreed => {
            let agreed = tf(key!("training.late.agreed"), &[("name", &word.by.name)]);
            view! { <p class="soft small">{agreed}</p> }.into_any()
        }
        Some(word) => refused(word, id).into_any(),
    }
}

/// A second person is asked once the attendance is known.
fn waits(roster: &Roster, backdated: &Backdated) -> impl IntoView + use<> {
    let (title, text) = match roster.closed_at {
        Some(_) => (
            key!("training.late.waits"),
            key!("training.late.waits_text"),
        ),
        None => (
            key!("training.late.to_close"),
            key!("training.late.to_close_text"),
        ),
    };
    let earlier = backdated.refused.last().map(|word| {
        let (name, note) = (word.by.name.as_str(), word.note.as_str());
        tf(
            key!("training.late.refused_before"),
            &[("name", name), ("note", note)],
        )
    });
    view! {
        <Notice title=t(title) tone=Tone::Warning icon=IconName::People>
            <p>{t(text)}</p>
            {earlier.map(|earlier| view! { <p>{earlier}</p> })}
        </Notice>
    }
}

/// Why a second person did not agree, with the way out.
fn refused(word: &SecondWord, id: RecordId) -> impl IntoView + use<> {
    let title = tf(key!("training.late.refused"), &[("name", &word.by.name)]);
    let note = word.note.clone();
    view! {
        <Notice title tone=Tone::Danger>
            <p>{note}</p>
            <p>{t(key!("training.late.refused_text"))}</p>
            <LinkButton
                label=t(key!("training.late.ask_again"))
                href=Screen::Edit(id).path()
                weight=Weight::Secondary
            />
        </Notice>
    }
}
