//! A second person's word on what waits of a session: agreed, or not and why. A session counts or does not; a
//! correction of presence is agreed to or not, for it may take away what counts.

use super::late_sessions::PATH;
use crate::api;
use crate::components::button::{Button, Weight};
use crate::components::reason_entry::ReasonEntry;
use crate::components::toast::use_toasts;
use crate::components::written::reason_of;
use crate::task::Task;
use crate::text::{t, tf};
use leptos::prelude::*;
use shared::desk::{LateSession, SecondWordRequest};
use shared::key;
use shared::note::{self, MOST_NOTE};
use shared::record::Office;

/// How a second person is asked and answered: each a text key.
struct Words {
    note_missing: &'static str,
    agree: &'static str,
    refuse: &'static str,
    agreed: &'static str,
    refused: &'static str,
}

impl Words {
    fn of(late: &LateSession) -> Self {
        match &late.session.office {
            Office::Roster(roster) if !roster.waits_as_a_whole() => Self::OF_CORRECTIONS,
            _ => Self::OF_SESSION,
        }
    }

    const OF_SESSION: Self = Self {
        note_missing: key!("training.late.note_missing"),
        agree: key!("training.late.agree"),
        refuse: key!("training.late.refuse"),
        agreed: key!("training.late.done_agreed"),
        refused: key!("training.late.done_refused"),
    };

    const OF_CORRECTIONS: Self = Self {
        note_missing: key!("training.late.correction.note_missing"),
        agree: key!("training.late.correction.agree"),
        refuse: key!("training.late.correction.refuse"),
        agreed: key!("training.late.correction.agreed"),
        refused: key!("training.late.correction.refused"),
    };
}

/// Agreed, or not and why.
#[component]
pub fn Word(
    /// Of which session.
    late: LateSession,
    /// Told once a word was said.
    on_decided: Callback<()>,
) -> impl IntoView {
    let note = RwSignal::new(String::new());
    let missing = RwSignal::new(false);
    let task = Task::new();
    let busy = task.is_busy();
    let toasts = use_toasts();
    let words = Words::of(&late);
    let (id, version) = (late.session.record_id, late.session.version);
    let counts_in = late.counts_in;
    let say = move |agreed: bool| {
        let written = note.with_untracked(|note| note::written(note));
        // A yes needs no words.
        let note = match agreed && written.is_empty() {
            true => Some(written),
            false => reason_of(note, missing, MOST_NOTE),
        };
        let Some(note) = note.filter(|_| task.is_free()) else {
            return;
        };
        let done = if agreed { words.agreed } else { words.refused };
        task.run(async move {
            let request = SecondWordRequest {
                version,
                counts_in,
                agreed,
                note,
            };
            let answer = api::post::<LateSession>(&format!("{PATH}/{id}"), &request).await;
            match answer {
                Ok(_) => toasts.say(t(done)),
                Err(error) => toasts.warn(tf(
                    key!("training.late.failed"),
                    &[("why", t(&error.text_key()))],
                )),
            }
            on_decided.try_run(());
        });
    };
    view! {
        <ReasonEntry
            id=format!("late-note-{id}")
            label=t(key!("training.late.note"))
            lacking=t(words.note_missing)
            most=MOST_NOTE
            written=note
            missing
        />
        <div class="button-row">
            <Button
                label=t(words.agree).to_owned()
                on_press=Callback::new(move |()| say(true))
                weight=Weight::Primary
                busy
            />
            <Button
                label=t(words.refuse).to_owned()
                on_press=Callback::new(move |()| say(false))
                weight=Weight::Danger
                busy
            />
        </div>
    }
}
