//! A second person's word on what waits of a session: agreed, or not and why.

use super::late_sessions::PATH;
use crate::api;
use crate::components::button::{Button, Weight};
use crate::components::reason_entry::ReasonEntry;
use crate::components::toast::use_toasts;
use crate::components::written::reason_of;
use crate::text::{t, tf};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::desk::{LateSession, SecondWordRequest};
use shared::key;
use shared::note::{self, MOST_NOTE};

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
    let busy = RwSignal::new(false);
    let toasts = use_toasts();
    let (id, version) = (late.session.record_id, late.session.version);
    let counts_in = late.counts_in;
    let say = move |agreed: bool| {
        let written = note.with_untracked(|note| note::written(note));
        // A yes needs no words.
        let note = match agreed && written.is_empty() {
            true => Some(written),
            false => reason_of(note, missing, MOST_NOTE),
        };
        let Some(note) = note.filter(|_| !busy.get_untracked()) else {
            return;
        };
        busy.set(true);
        spawn_local(async move {
            let request = SecondWordRequest {
                version,
                counts_in,
                agreed,
                note,
            };
            let answer = api::post::<LateSession>(&format!("{PATH}/{id}"), &request).await;
            toasts.say(match answer {
                Ok(_) if agreed => t(key!("training.late.done_agreed")).to_owned(),
                Ok(_) => t(key!("training.late.done_refused")).to_owned(),
                Err(error) => tf(
                    key!("training.late.failed"),
                    &[("why", t(&error.text_key()))],
                ),
            });
            busy.try_set(false);
            on_decided.try_run(());
        });
    };
    view! {
        <ReasonEntry
            id=format!("late-note-{id}")
            label=t(key!("training.late.note"))
            lacking=t(key!("training.late.note_missing"))
            most=MOST_NOTE
            written=note
            missing
        />
        <div class="button-row">
            <Button
                label=t(key!("training.late.agree")).to_owned()
                on_press=Callback::new(move |()| say(true))
                weight=Weight::Primary
                busy
            />
            <Button
                label=t(key!("training.late.refuse")).to_owned()
                on_press=Callback::new(move |()| say(false))
                weight=Weight::Danger
                busy
            />
        </div>
    }
}
