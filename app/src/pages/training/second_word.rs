//! A second person's word on what waits of a session: agreed, or not and why.

use super::late_sessions::PATH;
use crate::api;
use crate::components::button::{Button, Weight};
use crate::components::toast::use_toasts;
use crate::text::{t, tf};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::desk::{LateSession, SecondWordRequest};
use shared::key;

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
    let field = format!("late-note-{id}");
    let said = format!("late-missing-{id}");
    let say = move |agreed: bool| {
        let note = note.with_untracked(|note| note.trim().to_owned());
        missing.set(!agreed && note.is_empty());
        if missing.get_untracked() || busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let request = SecondWordRequest {
                version,
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
        <div class="entry">
            <label for=field.clone()>{t(key!("training.late.note"))}</label>
            <input
                id=field
                class="entry-input"
                type="text"
                maxlength="200"
                autocomplete="off"
                aria-describedby=said.clone()
                aria-invalid=move || missing.get().then_some("true")
                prop:value=note
                on:input=move |event| note.set(event_target_value(&event))
            />
            <p id=said class="entry-error" role="alert" hidden=move || !missing.get()>
                {t(key!("training.late.note_missing"))}
            </p>
        </div>
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
