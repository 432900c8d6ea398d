//! Correcting the number of a sign-in whose session the office does not know.

use super::session_choice::{NumberField, SessionChoice};
use crate::components::button::{Button, Weight};
use crate::components::error_summary::focus;
use crate::components::toast::use_toasts;
use crate::text::t;
use crate::work::{Work, use_work};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::answers::Changes;
use shared::id::RecordId;
use shared::key;
use shared::record::{RecordKind, RecordView};
use shared::sync::Operation;
use shared::training::SessionNumber;

/// The number as it was typed, to be mended; the code and the moment of typing stay.
#[component]
pub fn CorrectNumber(
    /// The sign-in.
    id: RecordId,
    /// Its number.
    number: SessionNumber,
) -> impl IntoView {
    let (work, toasts) = (use_work(), use_toasts());
    let choice = RwSignal::new(SessionChoice::typed(number));
    let (tried, saving) = (RwSignal::new(false), RwSignal::new(false));
    let save = move || {
        tried.set(true);
        let corrected = choice.with_untracked(SessionChoice::number);
        let corrected = corrected.filter(|corrected| *corrected != number);
        match corrected {
            None => focus("session-number"),
            Some(_) if saving.get_untracked() => (),
            Some(corrected) => {
                saving.set(true);
                spawn_local(async move {
                    let kept = keep(work, id, corrected).await;
                    saving.try_set(false);
                    match kept {
                        Ok(said) => toasts.say(t(said)),
                        Err(said) => toasts.warn(t(said)),
                    }
                });
            }
        }
    };
    view! {
        <form
            class="card stack"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <NumberField choice tried=tried.into()/>
            <Button
                label=t(key!("training.check_in.correct")).to_owned()
                on_press=Callback::new(move |()| save())
                weight=Weight::Secondary
                busy=saving
            />
        </form>
    }
}

/// Puts the correction into the outbox; what is to be said comes back.
async fn keep(
    work: Work,
    id: RecordId,
    number: SessionNumber,
) -> Result<&'static str, &'static str> {
    let read = work.all::<RecordView>().with_untracked(|records| {
        let found = records.iter().find(|record| record.record_id == id);
        found.map_or(1, |record| record.content_version)
    });
    let changes = Changes::new().with("session_number", &number.to_string());
    let note = String::new();
    let correction = Operation::Amend { changes, note };
    match work.act(id, RecordKind::CheckIn, read, correction).await {
        Ok(()) => Ok(key!("training.check_in.corrected")),
        Err(_) => Err(key!("training.check_in.correct_failed")),
    }
}
