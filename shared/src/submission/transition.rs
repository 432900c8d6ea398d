//! What becomes of a submission when something happens to it.

use super::{
    Action, Actor, AmendedAnswer, Amendment, Approval, AuthorityNeeded, Corrected, ExplainedKind,
    Level, Query, Refusal, Review, Status, Step, StepKind, Verdict,
};
use crate::id::{PersonId, QueryId};
use crate::time::Timestamp;
use std::collections::BTreeMap;

/// Why a record is turned down whose query nobody answered; no reviewer chooses it. Text key `reasons.unanswered`.
pub const UNANSWERED: &str = "unanswered";

impl Review {
    /// The review after `action` by `actor` at `at`, on a record captured by `captured_by` whose
    /// amount asks for `needed`.
    ///
    /// # Errors
    /// A [`Refusal`]; the review is unchanged.
    pub fn after(
        &self,
        action: Action,
        actor: &Actor,
        captured_by: PersonId,
        needed: AuthorityNeeded,
        at: Timestamp,
    ) -> Result<Self, Refusal> {
        self.permit(&action, actor, captured_by, needed)?;
        let mut next = self.clone();
        let kind = next.take(action, actor, needed, at)?;
        next.version += 1;
        next.steps.push(Step {
            kind,
            at,
            by: actor.person.clone(),
        });
        Ok(next)
    }

    fn take(
        &mut self,
        action: Action,
        actor: &Actor,
        needed: AuthorityNeeded,
        at: Timestamp,
    ) -> Result<StepKind, Refusal> {
        match action {
            Action::Open => {
                self.status = Status::InReview;
                Ok(StepKind::Opened)
            }
            Action::RaiseQuery(query) => self.take_query(query),
            Action::AnswerQuery {
                query,
                remarks,
                corrected,
            } => self.take_answer(query, &remarks, corrected, at),
            Action::Amend { note, answers } => Ok(self.take_amendment(note, answers, at)),
            Action::Accept => Ok(self.take_approval(approval_of(actor, at), needed)),
            Action::Reject { reason, note } => {
                self.take_rejection(reason, note, approval_of(actor, at), needed)
            }
            Action::Reopen { reason, note } => self.take_reopening(reason, note),
            Action::Withdraw { note } => {
                self.status = Status::Withdrawn;
                self.verdict = Some(Verdict::Withdrawn { note });
                Ok(StepKind::Withdrawn)
            }
            Action::Lapse { .. } => Ok(self.turn_down(UNANSWERED, String::new())),
        }
    }

    /// A new query or answer voids approvals: they were given for other content.
    fn take_query(&mut self, query: Query) -> Result<StepKind, Refusal> {
        let mut items = query.items.iter().map(|item| &item.raised);
        let explained = items.all(|item| is_explained(&item.reason, &item.note));
        if query.items.is_empty() || !explained || !query.is_open() {
            return Err(Refusal::EmptyQuery);
        }
        self.void_approvals();
        self.queries.push(query);
        self.status = Status::Queried;
        Ok(StepKind::Queried)
    }

    fn take_answer(
        &mut self,
        id: QueryId,
        remarks: &BTreeMap<String, String>,
        corrected: Option<Corrected>,
        at: Timestamp,
    ) -> Result<StepKind, Refusal> {
        let query = self
            .queries
            .last_mut()
            .filter(|query| query.id == id && query.is_open())
            .ok_or(Refusal::NoOpenQuery)?;
        query.answer(remarks, at);
        let beside = corrected.and_then(|corrected| corrected.beside(query, at));
        self.amendments.extend(beside);
        self.status = Status::Answered;
        Ok(StepKind::Answered)
    }

    /// The office has not seen the changed content: approvals are void, and what was opened is as
    /// good as unopened.
    fn take_amendment(
        &mut self,
        note: String,
        answers: Vec<AmendedAnswer>,
        at: Timestamp,
    ) -> StepKind {
        self.void_approvals();
        if self.status == Status::InReview {
            self.status = Status::Received;
        }
        self.amendments.push(Amendment { at, note, answers });
        StepKind::Amended
    }

    /// One more person takes it on; a rejection that somebody proposed is void.
    fn take_approval(&mut self, approval: Approval, needed: AuthorityNeeded) -> StepKind {
        self.rejection = None;
        self.approvals.push(approval);
        if !needed.is_met_by(&self.approvals) {
            self.status = Status::InReview;
            return StepKind::Approved;
        }
        self.status = Status::Accepted;
        self.verdict = Some(Verdict::Accepted);
        StepKind::Accepted
    }

    fn take_rejection(
        &mut self,
        reason: String,
        note: String,
        approval: Approval,
        needed: AuthorityNeeded,
    ) -> Result<StepKind, Refusal> {
        explained(&reason, &note)?;
        let given = self.agree_to_reject(approval, &reason, &note);
        if needed.is_met_by(given) {
            return Ok(self.turn_down(reason, note));
        }
        self.status = Status::InReview;
        self.explain(ExplainedKind::RejectionProposed, reason, note);
        Ok(StepKind::Opened)
    }

    fn take_reopening(&mut self, reason: String, note: String) -> Result<StepKind, Refusal> {
        explained(&reason, &note)?;
        self.void_approvals();
        self.verdict = None;
        self.status = Status::InReview;
        self.explain(ExplainedKind::Reopened, reason, note);
        Ok(StepKind::Opened)
    }

    fn turn_down(&mut self, reason: impl Into<String>, note: String) -> StepKind {
        self.status = Status::Rejected;
        self.verdict = Some(Verdict::Rejected {
            reason: reason.into(),
            note,
        });
        StepKind::Rejected
    }
}

fn approval_of(actor: &Actor, at: Timestamp) -> Approval {
    Approval {
        by: actor.person.clone(),
        level: actor.review_level.unwrap_or(Level(0)),
        at,
    }
}

/// Which reasons there are says [`super::ReasonCodes`], of the day of the decision.
fn is_explained(reason: &str, note: &str) -> bool {
    !reason.is_empty() && !note.trim().is_empty()
}

fn explained(reason: &str, note: &str) -> Result<(), Refusal> {
    match is_explained(reason, note) {
        true => Ok(()),
        false => Err(Refusal::ReasonMissing),
    }
}
