//! Beginning to write about the open case, and not losing what is written.

use super::super::{explain_panel, proposed, query_panel};
use super::Deciding;
use crate::pages::desk::focus;
use crate::store::Panel;
use crate::text::t;
use leptos::prelude::*;
use shared::desk::Decision;
use shared::key;

impl Deciding {
    /// Begins a query or a rejection, or goes on writing it.
    pub fn turn_to(self, panel: Panel) {
        let refusal = self.case.with_untracked(|case| match panel {
            Panel::Reject => case.reject_refusal,
            Panel::Reopen => case.reopen_refusal,
            Panel::Query | Panel::Course => case.query_refusal,
        });
        if !self.permits(refusal) {
            return;
        }
        self.show(panel);
    }

    fn show(self, panel: Panel) {
        self.draft.update(|draft| draft.panel = panel);
        match panel {
            Panel::Reject => self.case.with_untracked(|case| {
                self.draft
                    .with_untracked(|draft| proposed::focus_beginning(case, draft));
            }),
            Panel::Reopen => focus::focus_id(explain_panel::REASON_ID),
            Panel::Query | Panel::Course => focus::focus_id(query_panel::TITLE_ID),
        }
    }

    /// Whether nothing half written would be lost; what would be is shown.
    pub(super) fn loses_nothing_by(self, decision: &Decision) -> bool {
        let left = self.draft.with_untracked(|draft| draft.left_by(decision));
        if let Some(panel) = left {
            self.toasts
                .warn(untrack(|| t(key!("desk.decide.unfinished")).to_owned()));
            self.show(panel);
        }
        left.is_none()
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
}
