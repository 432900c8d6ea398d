//! Steps of the office that are explained: a rejection that waits for the second person, a decision
//! that is taken up again.

use super::{Approval, PersonRef, Review, Step};
use serde::{Deserialize, Serialize};

/// A rejection: proposed until as many people agree as the amount asks, then taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejection {
    /// A code of [`super::ReasonCodes`].
    pub reason: String,
    /// In the words of who agreed last.
    pub note: String,
    /// Who has agreed.
    pub approvals: Vec<Approval>,
}

/// What an explained step did. Text key `states.step.<name>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExplainedKind {
    /// The first of two people turned it down.
    RejectionProposed,
    /// A decision was taken up again.
    Reopened,
}

impl ExplainedKind {
    /// The name in JSON and text keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::RejectionProposed => "rejection_proposed",
            Self::Reopened => "reopened",
        }
    }
}

/// Why a step was taken. Kept beside the steps: phones of before this release know only the kinds of
/// steps they were built with, and read this one as `opened`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explained {
    /// Which of the review's steps.
    pub step: usize,
    /// What it did.
    pub kind: ExplainedKind,
    /// A code of [`super::ReasonCodes`].
    pub reason: String,
    /// In the words of who took it.
    pub note: String,
}

impl Review {
    /// The course with the name of each step, oldest first; text keys `states.step.<name>`.
    pub fn course(&self) -> impl Iterator<Item = (&'static str, &Step)> {
        self.steps.iter().enumerate().map(|(at, step)| {
            let explained = self.explained.iter().find(|explained| explained.step == at);
            let name = explained.map_or(step.kind.as_str(), |explained| explained.kind.as_str());
            (name, step)
        })
    }

    /// Why the decision was taken up again, until there is a new one.
    pub fn reopening(&self) -> Option<&Explained> {
        let last = self
            .explained
            .iter()
            .rev()
            .find(|explained| explained.kind == ExplainedKind::Reopened);
        last.filter(|_| !self.status.is_final())
    }

    /// The rejection that waits for the second person.
    pub fn proposed_rejection(&self) -> Option<&Rejection> {
        self.rejection
            .as_deref()
            .filter(|_| !self.status.is_final())
    }

    /// Who took the decision that stands.
    pub(super) fn deciders(&self) -> impl Iterator<Item = &PersonRef> {
        let rejection = self.rejection.iter().flat_map(|it| &it.approvals);
        let approvals = self.approvals.iter().chain(rejection);
        let last = self.steps.last().map(|step| &step.by);
        approvals.map(|approval| &approval.by).chain(last)
    }

    pub(super) fn explain(&mut self, kind: ExplainedKind, reason: String, note: String) {
        self.explained.push(Explained {
            step: self.steps.len(),
            kind,
            reason,
            note,
        });
    }

    pub(super) fn void_approvals(&mut self) {
        self.approvals.clear();
        self.rejection = None;
    }

    /// One more person turns it down; an acceptance that somebody proposed is void.
    pub(super) fn agree_to_reject(
        &mut self,
        approval: Approval,
        reason: &str,
        note: &str,
    ) -> &[Approval] {
        let proposed = self.rejection.take();
        let mut approvals = proposed.map(|it| it.approvals).unwrap_or_default();
        approvals.push(approval);
        self.approvals.clear();
        let rejection = Box::new(Rejection {
            reason: reason.to_owned(),
            note: note.to_owned(),
            approvals,
        });
        &self.rejection.insert(rejection).approvals
    }
}
