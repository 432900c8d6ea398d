//! What a reviewer can do with the open case, by key or by button.

mod going_on;
mod writing;

use super::holding;
use super::opening::Opening;
use super::seen::Seen;
use super::shown::Shown;
use crate::clock::now;
use crate::components::toast::{Toasts, use_toasts};
use crate::id::new_decision_id;
use crate::pages::desk::sitting::Sitting;
use crate::pages::desk::{consequence, course, words};
use crate::session::use_profile;
use crate::store::{CaseDraft, DecisionState, KeptDecision, UNDO_MS};
use crate::text::{t, tf};
use crate::work::decisions::Contact;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use shared::desk::{Case, Decision, DecisionRequest};
use shared::id::PersonId;
use shared::key;
use shared::submission::Refusal;
use std::sync::Arc;

/// What a reviewer can do with the open case.
#[derive(Clone, Copy)]
pub struct Deciding {
    /// Whether the person decides at all.
    pub decides: bool,
    /// What is to be confirmed first.
    pub asked: RwSignal<Option<Decision>>,
    shown: Shown,
    seen: Seen,
    me: PersonId,
    case: Signal<Arc<Case>>,
    opening: Opening,
    sitting: Sitting,
    draft: RwSignal<CaseDraft>,
    navigate: Callback<String>,
    toasts: Toasts,
}

impl Deciding {
    /// For this case.
    pub fn of(
        case: Signal<Arc<Case>>,
        opening: Opening,
        sitting: Sitting,
        draft: RwSignal<CaseDraft>,
        seen: Seen,
        decides: bool,
    ) -> Self {
        let navigate = use_navigate();
        Self {
            decides,
            asked: RwSignal::new(None),
            shown: Shown::follow(opening),
            seen,
            me: use_profile().with_untracked(|profile| profile.person.id),
            case,
            opening,
            sitting,
            draft,
            navigate: Callback::new(move |to: String| navigate(&to, Default::default())),
            toasts: use_toasts(),
        }
    }

    /// Whether the server has said what the case is now.
    pub fn is_ready(self) -> bool {
        self.opening.is_current.get()
    }

    /// Whether the case has been shown to somebody who is signed in, so that it can be decided; tracks it.
    pub fn is_armed(self) -> bool {
        let signed_in = self.sitting.decisions.contact.get() != Contact::SignInNeeded;
        signed_in && self.is_ready() && self.shown.long_enough.get() && !self.is_held_by_another()
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
            self.propose(Decision::Accept {});
        }
    }

    /// Whether what matters was on the screen, if the decision wants that; the next of what was not is
    /// shown.
    fn is_seen_for(self, decision: &Decision) -> bool {
        if !decision.wants_all_seen() {
            return true;
        }
        match self.seen.show_next() {
            0 => true,
            left => {
                self.shown.anew();
                let n = left.to_string();
                self.toasts
                    .warn(untrack(|| tf(key!("desk.decide.unseen"), &[("n", &n)])));
                false
            }
        }
    }

    /// Decides, or asks first if much depends on it. Nobody decides what has not been shown to them.
    pub fn propose(self, decision: Decision) {
        if !self.loses_nothing_by(&decision) || !self.is_seen_for(&decision) {
            return;
        }
        if !untrack(|| self.is_armed()) {
            return self
                .toasts
                .warn(untrack(|| t(key!("desk.decide.not_shown")).to_owned()));
        }
        let asks = |case: &Arc<Case>| consequence::is_confirmed(case, &decision);
        match self.case.with_untracked(asks) {
            true => self.asked.set(Some(decision)),
            false => self.decide(decision),
        }
    }

    /// What was asked about is decided. The case may have come anew since it was asked.
    pub fn confirm(self) {
        if !untrack(|| self.is_armed()) {
            return;
        }
        let asked = self.asked.try_update(Option::take).flatten();
        let may = |it: &Decision| self.loses_nothing_by(it) && self.is_seen_for(it);
        if let Some(decision) = asked.filter(may) {
            self.decide(decision);
        }
    }

    /// Decides and goes on to the next case.
    fn decide(self, decision: Decision) {
        let kept = self.case.with_untracked(|case| self.kept(case, decision));
        self.sitting.decide(kept);
        self.toasts.hush();
        self.draft.set(CaseDraft::default());
        self.go_on();
    }

    fn kept(self, case: &Case, decision: Decision) -> KeptDecision {
        KeptDecision {
            record_id: case.record.record_id,
            number: case.record.number.clone(),
            read: course::what_is_read(case, &decision),
            request: DecisionRequest {
                decision_id: new_decision_id(),
                version: case.record.version,
                by: Some(self.me),
                seen: case.findings.clone(),
                decision,
            },
            sent_at: now().plus_millis(UNDO_MS),
            state: DecisionState::Undoable,
        }
    }

    /// Whether somebody else has the case open; tracks it.
    pub fn is_held_by_another(self) -> bool {
        let me = self.sitting.person;
        self.case.with(|case| holding::another(case, me).is_some())
    }

    /// Says why not, if not.
    fn permits(self, refusal: Option<Refusal>) -> bool {
        if let Some(refusal) = refusal {
            self.toasts.warn(untrack(|| words::refusal(refusal)));
        }
        let me = self.sitting.person;
        let holder = self
            .case
            .with_untracked(|case| holding::another(case, me).map(|it| it.person.name.clone()));
        let held = holder.is_some();
        if let Some(name) = holder {
            self.toasts.warn(untrack(|| {
                tf(key!("desk.held_by.take_first"), &[("name", &name)])
            }));
        }
        self.decides && refusal.is_none() && !held
    }
}
