//! Taking a submission back before it is decided.

use crate::components::button::{Button, Weight};
use crate::components::dialog::Dialog;
use crate::components::icon::{Icon, Name};
use crate::components::toast::use_toasts;
use crate::text::t;
use crate::work::use_work;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::key;
use shared::note;
use shared::record::RecordView;
use shared::sync::Operation;

/// The button, and the question why.
#[component]
pub fn Withdraw(
    /// The record as the person has read it.
    record: RecordView,
) -> impl IntoView {
    let (id, kind, version) = (record.record_id, record.kind, record.content_version);
    let work = use_work();
    let toasts = use_toasts();
    let open = RwSignal::new(false);
    let note = RwSignal::new(String::new());
    let missing = RwSignal::new(false);
    let withdraw = Callback::new(move |()| {
        let note = note::written(&note.get_untracked());
        missing.set(note.is_empty());
        if note.is_empty() {
            return;
        }
        open.set(false);
        let operation = Operation::Withdraw { note };
        spawn_local(async move {
            let outcome = work.act(id, kind, version, operation).await;
            match outcome {
                Ok(()) => toasts.say(t(key!("ui.record.withdraw_waiting"))),
                Err(error) => toasts.say(t(error.text_key())),
            }
        });
    });
    view! {
        <Button
            label=t(key!("ui.record.withdraw")).to_owned()
            icon=Name::Withdrawn
            on_press=Callback::new(move |()| open.set(true))
        />
        <Dialog
            open
            title=t(key!("ui.record.withdraw_title"))
            confirm=t(key!("ui.record.withdraw"))
            weight=Weight::Danger
            on_confirm=withdraw
        >
            <p>{t(key!("ui.record.withdraw_text"))}</p>
            <div class="entry">
                <label for="withdraw-note">{t(key!("ui.record.withdraw_note"))}</label>
                <textarea
                    class="entry-input"
                    id="withdraw-note"
                    rows="3"
                    maxlength=note::MOST_NOTE
                    aria-invalid=move || missing.get().then_some("true")
                    aria-describedby="withdraw-note-missing"
                    prop:value=note
                    on:input=move |event| note.set(event_target_value(&event))
                ></textarea>
                <p id="withdraw-note-missing" class="entry-error" hidden=move || !missing.get()>
                    <Icon name=Name::Alert/>
                    {t(key!("ui.record.withdraw_note_missing"))}
                </p>
            </div>
        </Dialog>
    }
}
