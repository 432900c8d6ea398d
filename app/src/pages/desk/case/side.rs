//! Beside the answers: what is being written, what happened so far, and what is known around the case.

use super::amendments::Amendments;
use super::course_panel::CoursePanel;
use super::deciding::Deciding;
use super::explain_panel::ExplainPanel;
use super::history_panel::HistoryPanel;
use super::policy_panel::PolicyPanel;
use super::queries::Queries;
use super::query_panel::QueryPanel;
use super::related::RelatedCases;
use crate::pages::desk::sheet::Sheet;
use crate::pages::desk::sitting::Sitting;
use crate::store::{CaseDraft, Panel};
use crate::text::t;
use leptos::prelude::*;
use shared::desk::{Case, Decision};
use shared::key;
use std::sync::Arc;

/// Beside the answers.
#[component]
pub fn Side(
    /// The case.
    case: Signal<Arc<Case>>,
    /// The case laid out: it names the answers.
    sheet: Memo<Sheet>,
    /// What is being written.
    draft: RwSignal<CaseDraft>,
    /// What can be done.
    deciding: Deciding,
    /// Whose sitting it is.
    sitting: Sitting,
) -> impl IntoView {
    let panel = Memo::new(move |_| draft.with(|draft| draft.panel));
    let on_decide = Callback::new(move |decision: Decision| deciding.propose(decision));
    let off = Signal::derive(move || !deciding.is_armed());
    let on_cancel = Callback::new(move |()| deciding.step_back());
    let writing = move || match panel.get() {
        Panel::Course => ().into_any(),
        Panel::Query => view! { <QueryPanel case sheet draft off on_decide on_cancel/> }.into_any(),
        panel @ (Panel::Reject | Panel::Reopen) => {
            view! { <ExplainPanel case panel draft off on_decide on_cancel/> }.into_any()
        }
    };
    view! {
        <aside class="desk-side" aria-label=t(key!("desk.case.side"))>
            {writing}
            <PolicyPanel case/>
            <CoursePanel case/>
            <Amendments case sheet/>
            <Queries case sheet/>
            <RelatedCases case/>
            <HistoryPanel case sitting/>
        </aside>
    }
}
