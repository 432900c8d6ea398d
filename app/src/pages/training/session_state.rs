//! What has to be known of a session before anything else: called off, told too late, for whom.

use super::seen::SeenSession;
use crate::components::chip::Tone;
use crate::components::icon::Name;
use crate::components::notice::Notice;
use crate::text::{t, tf};
use leptos::prelude::*;
use shared::key;
use shared::record::Roster;

/// What has to be known.
#[component]
pub fn SessionState(
    /// Of which session.
    session: Memo<SeenSession>,
) -> impl IntoView {
    let roster = Memo::new(move |_| session.with(SeenSession::roster));
    move || roster.with(said)
}

fn said(roster: &Roster) -> AnyView {
    if let Some(cancelled) = &roster.cancelled {
        let reason = tf(
            key!("training.state.because"),
            &[("reason", &cancelled.reason)],
        );
        return view! {
            <Notice title=t(key!("training.state.cancelled")) tone=Tone::Warning icon=Name::Rejected>
                <p>{reason}</p>
            </Notice>
        }
        .into_any();
    }
    let Some(backdated) = &roster.backdated else {
        return ().into_any();
    };
    match &backdated.word {
        None => view! {
            <Notice title=t(key!("training.late.waits")) tone=Tone::Warning icon=Name::People>
                <p>{t(key!("training.late.waits_text"))}</p>
            </Notice>
        }
        .into_any(),
        Some(word) if word.agreed => {
            let agreed = tf(key!("training.late.agreed"), &[("name", &word.by.name)]);
            view! { <p class="soft small">{agreed}</p> }.into_any()
        }
        Some(word) => {
            let title = tf(key!("training.late.refused"), &[("name", &word.by.name)]);
            let note = word.note.clone();
            view! { <Notice title tone=Tone::Danger><p>{note}</p></Notice> }.into_any()
        }
    }
}
