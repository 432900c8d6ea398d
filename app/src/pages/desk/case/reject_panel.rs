//! Writing a rejection: a reason and a note, which the agent sees first.

use super::query_panel::{Missing, ReasonSelect, on_ctrl_enter};
use crate::components::button::{Button, Weight};
use crate::pages::desk::draft::{CaseDraft, Incomplete, rejection_reasons};
use crate::pages::desk::focus;
use crate::text::t;
use leptos::prelude::*;
use shared::desk::Decision;
use shared::key;
use shared::note::MOST_NOTE;
use shared::record::RecordKind;

/// Where the keyboard goes when a rejection is begun.
pub const REASON_ID: &str = "desk-reject-reason";
const NOTE_ID: &str = "desk-reject-note";

/// Writing a rejection.
#[component]
pub fn RejectPanel(
    /// What kind of record it is: each has reasons of its own.
    kind: RecordKind,
    /// What is written.
    draft: RwSignal<CaseDraft>,
    /// Sends it.
    on_decide: Callback<Decision>,
    /// Stops writing; what is written stays.
    on_cancel: Callback<()>,
) -> impl IntoView {
    let missing = RwSignal::new(None);
    let send = Callback::new(move |()| match draft.with_untracked(CaseDraft::rejection) {
        Ok(decision) => on_decide.run(decision),
        Err(incomplete) => {
            focus::focus_id(match incomplete {
                Incomplete::Note => NOTE_ID,
                _ => REASON_ID,
            });
            missing.set(Some(incomplete));
        }
    });
    let change = move |change: &dyn Fn(&mut CaseDraft)| {
        missing.set(None);
        draft.update(change);
    };
    let (chosen, note) = draft.with_untracked(|draft| (draft.reason.clone(), draft.note.clone()));
    view! {
        <section class="desk-panel desk-writing" on:keydown=move |event| on_ctrl_enter(&event, send)>
            <h2>{t(key!("desk.reject.title"))}</h2>
            <p class="soft small">{t(key!("desk.reject.lead"))}</p>
            <div class="entry">
                <label for=REASON_ID>{t(key!("desk.reject.reason"))}</label>
                <ReasonSelect
                    id=REASON_ID
                    reasons=rejection_reasons(kind)
                    chosen
                    on_choose=Callback::new(move |reason: String| {
                        change(&|draft| draft.reason.clone_from(&reason));
                    })
                />
                <Missing missing wanted=Incomplete::Reason text=key!("desk.reject.reason_missing")/>
            </div>
            <div class="entry">
                <label for=NOTE_ID>{t(key!("desk.reject.note"))}</label>
                <textarea
                    id=NOTE_ID
                    class="entry-input"
                    rows="4"
                    maxlength=MOST_NOTE
                    prop:value=note
                    on:input=move |event| {
                        let note = event_target_value(&event);
                        change(&|draft| draft.note.clone_from(&note));
                    }
                ></textarea>
                <Missing missing wanted=Incomplete::Note text=key!("desk.reject.note_missing")/>
            </div>
            <div class="button-row">
                <Button
                    label=t(key!("desk.reject.confirm")).to_owned()
                    weight=Weight::Danger
                    on_press=send
                />
                <Button label=t(key!("ui.cancel")).to_owned() weight=Weight::Quiet on_press=on_cancel/>
            </div>
        </section>
    }
}
