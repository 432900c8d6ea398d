//! Writing a rejection, or why a decision is taken up again: a reason and a note, which the agent sees
//! first.

use super::proposed::Proposed;
use super::writing::{Discard, NoteField, ReasonField, Wanted, on_ctrl_enter};
use crate::components::button::{Button, Weight};
use crate::pages::desk::consequence::{self, Consequence};
use crate::pages::desk::draft::{Incomplete, explained_by};
use crate::pages::desk::{course, focus};
use crate::reason_text::offered;
use crate::session::use_profile;
use crate::store::{CaseDraft, Panel};
use crate::text::t;
use leptos::prelude::*;
use shared::desk::{Case, Decision};
use shared::key;
use std::sync::Arc;

/// Where the keyboard goes when it is begun.
pub const REASON_ID: &str = "desk-explain-reason";
/// Where it is written.
pub const NOTE_ID: &str = "desk-explain-note";

/// Writing a rejection or a reopening.
#[component]
pub fn ExplainPanel(
    /// The case: each kind of record has reasons of its own.
    case: Signal<Arc<Case>>,
    /// Which of the two.
    panel: Panel,
    /// What is written.
    draft: RwSignal<CaseDraft>,
    /// Whether the case was not shown long enough yet to be decided.
    off: Signal<bool>,
    /// Sends it.
    on_decide: Callback<Decision>,
    /// Stops writing; what is written stays.
    on_cancel: Callback<()>,
) -> impl IntoView {
    let missing = RwSignal::new(None);
    let send = Callback::new(move |()| match draft.with_untracked(CaseDraft::explained) {
        Ok(decision) => on_decide.run(decision),
        Err(incomplete) => {
            focus::focus_id(match incomplete {
                Incomplete::Note | Incomplete::NoteTooLong => NOTE_ID,
                _ => REASON_ID,
            });
            missing.set(Some(incomplete));
        }
    });
    let kind = case.with_untracked(|case| case.record.kind);
    let reasons = offered(use_profile(), explained_by(panel), kind);
    let means = move || {
        let decision = empty(panel);
        let lines = case.with(|case| consequence::lines(case, &decision));
        view! { <Consequence lines/> }
    };
    let first_of_two = Memo::new(move |_| {
        case.with(|case| course::what_is_read(case, &empty(panel)).first_of_two)
    });
    let text = |name: &str| t(&format!("desk.{}.{name}", name_of(panel)));
    let (title, lead, confirm) = (text("title"), text("lead"), text("confirm"));
    let of_two = move |alone: &'static str, first: &'static str| match first_of_two.get() {
        true => t(first),
        false => alone,
    };
    let weight = match panel {
        Panel::Reopen => Weight::Primary,
        Panel::Course | Panel::Query | Panel::Reject => Weight::Danger,
    };
    view! {
        <section class="desk-panel desk-writing" on:keydown=move |event| on_ctrl_enter(&event, send)>
            <h2>{move || of_two(title, key!("desk.reject.first_title"))}</h2>
            <p class="soft small">{move || of_two(lead, key!("desk.reject.first_lead"))}</p>
            {(panel == Panel::Reject).then(|| view! { <Proposed case draft/> })}
            <ReasonField
                id=REASON_ID
                label=t(key!("desk.reject.reason"))
                reasons
                chosen=Signal::derive(move || draft.with(|draft| draft.reason.clone()))
                on_choose=Callback::new(move |reason| draft.update(|draft| draft.reason = reason))
                missing
                wanted=Wanted {
                    incomplete: Incomplete::Reason,
                    text: key!("desk.reject.reason_missing"),
                }
            />
            <NoteField
                id=NOTE_ID
                label=t(key!("desk.reject.note"))
                rows=4
                note=Signal::derive(move || draft.with(|draft| draft.note.clone()))
                on_write=Callback::new(move |note| draft.update(|draft| draft.note = note))
                missing
                wanted=Wanted {
                    incomplete: Incomplete::Note,
                    text: key!("desk.reject.note_missing"),
                }
            />
            {means}
            <div class="button-row">
                <Button
                    label=Signal::derive(move || {
                        of_two(confirm, key!("desk.reject.first_confirm")).to_owned()
                    })
                    weight
                    off
                    on_press=send
                />
                <Button label=t(key!("ui.cancel")).to_owned() weight=Weight::Quiet on_press=on_cancel/>
                <Discard draft on_discard=on_cancel/>
            </div>
        </section>
    }
}

/// What is decided, whatever will be written.
fn empty(panel: Panel) -> Decision {
    let (reason, note) = (String::new(), String::new());
    match panel {
        Panel::Reopen => Decision::Reopen { reason, note },
        Panel::Course | Panel::Query | Panel::Reject => Decision::Reject { reason, note },
    }
}

/// Texts stand at `desk.<name>`.
const fn name_of(panel: Panel) -> &'static str {
    match panel {
        Panel::Reopen => "reopen",
        Panel::Course | Panel::Query | Panel::Reject => "reject",
    }
}
