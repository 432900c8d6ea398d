//! What a reviewer can do with the open case, by key or by button.

use super::opening::Opening;
use super::{holding, query_panel, reject_panel};
use crate::id::new_decision_id;
use crate::pages::desk::draft::{CaseDraft, Panel};
use crate::pages::desk::focus;
use crate::pages::desk::sitting::{Decided, Sitting};
use crate::pages::desk::{case_address, queue_address, words};
use crate::text::t;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use shared::desk::{Case, Decision, DecisionRequest};
use shared::key;
use shared::submission::Refusal;
use std::sync::Arc;

/// What a reviewer can do with the open case.
#[derive(Clone, Copy)]
pub struct Deciding {
    /// Whether the person decides at all.
    pub decides: bool,
    case: Signal<Arc<Case>>,
    opening: Opening,
    sitting: Sitting,
    draft: RwSignal<CaseDraft>,
    navigate: Callback<String>,
}

impl Deciding {
    /// For this case.
    pub fn of(
        case: Signal<Arc<Case>>,
        opening: Opening,
        sitting: Sitting,
        draft: RwSignal<CaseDraft>,
        decides: bool,
    ) -> Self {
        let navigate = use_navigate();
        Self {
            decides,
            case,
            opening,
            sitting,
            draft,
            navigate: Callback::new(move |to: String| navigate(&to, Default::default())),
        }
    }

    /// Whether the server has said what the case is now.
    pub fn is_ready(self) -> bool {
        self.opening.is_current.get()
    }

    /// Whether a query can be written; tracks it.
    pub fn may_query(self) -> bool {
        self.decides
            && self.case.with(|case| case.query_refusal.is_none())
            && !self.is_held_by_another()
    }

    /// Accepts the case and goes on.
    pub fn accept(self) {
        if self.permits(self.case.with_untracked(|case| case.accept_refusal)) {
            self.decide(Decision::Accept {});
        }
    }

    /// Begins a query or a rejection, or goes on writing it.
    pub fn turn_to(self, panel: Panel) {
        if !self.permits(self.case.with_untracked(|case| case.query_refusal)) {
            return;
        }
        self.draft.update(|draft| draft.panel = panel);
        focus::focus_id(match panel {
            Panel::Reject => reject_panel::REASON_ID,
            Panel::Query | Panel::Course => query_panel::TITLE_ID,
        });
    }

    /// Begins or stops to ask about an answer.
    pub fn select(self, path: Option<String>) {
        let refusal = self.case.with_untracked(|case| case.query_refusal);
        if let Some(path) = path
            && self.permits(refusal)
        {
            self.draft.update(|draft| draft.toggle(&path));
        }
    }

    /// Decides and goes on to the next case.
    pub fn decide(self, decision: Decision) {
        if !self.opening.is_current.get_untracked() || untrack(|| self.is_held_by_another()) {
            return;
        }
        let case = self.case.get_untracked();
        let id = case.record.record_id;
        if let Some(failed) = self.sitting.failed_about(id) {
            self.sitting.drop_failed(failed.decided.request.decision_id);
        }
        let request = DecisionRequest {
            decision_id: new_decision_id(),
            version: case.record.version,
            decision,
        };
        self.draft.set(CaseDraft::default());
        self.sitting.decide(Decided {
            case: Arc::unwrap_or_clone(case),
            request,
        });
        self.go_on();
    }

    /// To the next case that is this person's to decide, or back to the queue.
    pub fn go_on(self) {
        let id = self.case.with_untracked(|case| case.record.record_id);
        match self.sitting.after(id) {
            Some(next) => self.navigate.run(case_address(next)),
            None => {
                self.sitting.ended.set(Some(id));
                self.to_queue();
            }
        }
    }

    /// Out of what is being written, else back to the queue. What is written stays.
    pub fn step_back(self) {
        if self.draft.with_untracked(|draft| draft.panel) == Panel::Course {
            return self.to_queue();
        }
        self.draft.update(|draft| draft.panel = Panel::Course);
        focus::focus_id(super::heading::TITLE_ID);
    }

    fn to_queue(self) {
        self.navigate.run(untrack(|| queue_address(self.sitting)));
    }

    /// Whether somebody else has the case open; tracks it.
    pub fn is_held_by_another(self) -> bool {
        let me = self.sitting.person;
        self.case.with(|case| holding::another(case, me).is_some())
    }

    /// Says why not, if not.
    fn permits(self, refusal: Option<Refusal>) -> bool {
        if let Some(refusal) = refusal {
            self.sitting.said.set(untrack(|| words::refusal(refusal)));
        }
        let held = untrack(|| self.is_held_by_another());
        if held {
            self.sitting
                .said
                .set(untrack(|| t(key!("problems.held_by_another"))).to_owned());
        }
        self.decides && refusal.is_none() && !held
    }
}
