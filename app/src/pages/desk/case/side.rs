//! Beside the answers: what is being written, and what happened so far.

use super::amendments::Amendments;
use super::course_panel::CoursePanel;
use super::deciding::Deciding;
use super::explain_panel::ExplainPanel;
use super::queries::Queries;
use super::query_panel::QueryPanel;
use crate::components::chip::Chip;
use crate::pages::desk::draft::{CaseDraft, Panel};
use crate::pages::desk::sheet::Sheet;
use crate::pages::desk::{case_address, words};
use crate::text::{t, t_of};
use leptos::prelude::*;
use shared::desk::{Case, Decision, QueueEntry};
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
            <CoursePanel case/>
            <Amendments case sheet/>
            <Queries case sheet/>
            <Related case/>
        </aside>
    }
}

#[component]
fn Related(
    /// The case.
    case: Signal<Arc<Case>>,
) -> impl IntoView {
    let item = |entry: &QueueEntry| {
        let (label, tone, icon) = words::status(entry.status);
        view! {
            <li>
                <a href=case_address(entry.record_id)>
                    <span>{t_of("states.kind", entry.kind.as_str())}</span>
                    <span class="number">{entry.number.to_string()}</span>
                </a>
                <Chip label tone icon/>
                <span class="desk-related-amount">{words::amount(entry.amount)}</span>
            </li>
        }
    };
    let list = move || {
        case.with(|case| match case.related.is_empty() {
            true => {
                view! { <p class="soft small">{t(key!("desk.case.no_related"))}</p> }.into_any()
            }
            false => view! {
                <ul class="desk-related">{case.related.iter().map(item).collect_view()}</ul>
            }
            .into_any(),
        })
    };
    view! {
        <section class="desk-panel">
            <h2>{t(key!("desk.case.related"))}</h2>
            {list}
        </section>
    }
}
