//! Taking a submission back before it is decided.

use crate::components::button::{Button, Weight};
use crate::components::dialog::Dialog;
use crate::components::icon::IconName;
use crate::components::note_entry::NoteEntry;
use crate::components::toast::use_toasts;
use crate::components::written::reason_of;
use crate::text::t;
use crate::work::use_work;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::key;
use shared::note::MOST_NOTE;
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
        let Some(note) = reason_of(note, missing, MOST_NOTE) else {
            return;
        };
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
            icon=IconName::Withdrawn
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
            <NoteEntry
                id="withdraw-note"
                label=t(key!("ui.record.withdraw_note"))
                lacking=t(key!("ui.record.withdraw_note_missing"))
                rows=3
                value=note
                missing
                on_input=Callback::new(move |text| note.set(text))
            />
        </Dialog>
    }
}
