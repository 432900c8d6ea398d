//! What may happen to a submission, by whom, and why not.

use super::{
    Actor, AmendedAnswer, Amendment, Approval, AuthorityLack, AuthorityNeeded, Corrected,
    DueAction, ExplainedKind, Level, Query, QuerySettings, Review, Status, Step, StepKind, Verdict,
    due_action,
};
use crate::id::{PersonId, QueryId};
use crate::time::Timestamp;
use chrono::NaiveDate;
use core::fmt;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What somebody wants to happen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// A reviewer looks at it.
    Open,
    /// A reviewer asks the agent something.
    RaiseQuery(Query),
    /// The agent answers.
    AnswerQuery {
        /// Which query.
        query: QueryId,
        /// A remark per path.
        remarks: BTreeMap<String, String>,
        /// What the agent changes beside what was asked.
        corrected: Option<Corrected>,
    },
    /// The agent changes something.
    Amend {
        /// In the agent's words.
        note: String,
        /// What becomes different.
        answers: Vec<AmendedAnswer>,
    },
    /// A reviewer takes it on.
    Accept,
    /// A reviewer turns it down.
    Reject {
        /// One of [`super::reason::REJECTION`].
        reason: String,
        /// In the reviewer's words.
        note: String,
    },
    /// A reviewer takes a decision up again.
    Reopen {
        /// One of [`super::reason::REOPENING`].
        reason: String,
        /// In the reviewer's words.
        note: String,
    },
    /// The agent takes it back.
    Withdraw {
        /// In the agent's words.
        note: String,
    },
    /// Nobody answered in time: it is turned down.
    Lapse {
        /// The branch's day.
        today: NaiveDate,
    },
}

/// Why it may not happen. Text key `refusals.<name>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Refusal {
    /// It is decided already.
    AlreadyDecided,
    /// The agent's answer is awaited.
    AwaitingAnswer,
    /// Nobody decides what they captured.
    OwnRecord,
    /// The person is no reviewer of this unit.
    NotAReviewer,
    /// The office has taken no decision that could be taken up again.
    NotDecided,
    /// Two people decide such an amount: who was one of them does not reopen it.
    DecidedYourself,
    /// The amount is above the person's level.
    AboveAuthority {
        /// The level that may.
        needed: Level,
    },
    /// The second of two approvals must come from somebody else.
    SecondPersonNeeded,
    /// A query needs at least one item, each with a known reason and a note, and no answer yet.
    EmptyQuery,
    /// A rejection or a reopening needs a known reason and a note.
    ReasonMissing,
    /// No such query is open.
    NoOpenQuery,
    /// Only the agent who captured it may.
    NotTheAgent,
    /// The time for an answer is not over.
    NotOverdue,
}

impl Refusal {
    /// The name in JSON and text keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AlreadyDecided => "already_decided",
            Self::AwaitingAnswer => "awaiting_answer",
            Self::OwnRecord => "own_record",
            Self::NotAReviewer => "not_a_reviewer",
            Self::NotDecided => "not_decided",
            Self::DecidedYourself => "decided_yourself",
            Self::AboveAuthority { .. } => "above_authority",
            Self::SecondPersonNeeded => "second_person_needed",
            Self::EmptyQuery => "empty_query",
            Self::ReasonMissing => "reason_missing",
            Self::NoOpenQuery => "no_open_query",
            Self::NotTheAgent => "not_the_agent",
            Self::NotOverdue => "not_overdue",
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl core::error::Error for Refusal {}

impl From<AuthorityLack> for Refusal {
    fn from(lack: AuthorityLack) -> Self {
        match lack {
            AuthorityLack::SecondPersonNeeded => Self::SecondPersonNeeded,
            AuthorityLack::AboveAuthority { needed } => Self::AboveAuthority { needed },
        }
    }
}

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

    /// Whether the actor may do this now, content of the action aside: the desk asks before it
    /// shows a button.
    ///
    /// # Errors
    /// The [`Refusal`] that `after` would give.
    pub fn permit(
        &self,
        action: &Action,
        actor: &Actor,
        captured_by: PersonId,
        needed: AuthorityNeeded,
    ) -> Result<(), Refusal> {
        if self.status.is_final() && !matches!(action, Action::Reopen { .. }) {
            return Err(Refusal::AlreadyDecided);
        }
        match action {
            Action::AnswerQuery { .. } | Action::Amend { .. } | Action::Withdraw { .. } => {
                match actor.is(captured_by) {
                    true => Ok(()),
                    false => Err(Refusal::NotTheAgent),
                }
            }
            // Whoever looks without being able to decide leaves no trace in the course.
            Action::Open | Action::Accept => {
                let level = self.permit_reviewer(actor, captured_by)?;
                self.permit_while_waiting()?;
                Ok(needed.permit(actor.person.id, level, &self.approvals)?)
            }
            Action::RaiseQuery(_) => {
                self.permit_reviewer(actor, captured_by)?;
                self.permit_while_waiting()
            }
            Action::Lapse { today } => {
                self.permit_reviewer(actor, captured_by)?;
                self.permit_lapse(*today)
            }
            Action::Reject { .. } => {
                let level = self.permit_reviewer(actor, captured_by)?;
                self.permit_while_waiting()?;
                let given = self.rejection.as_ref().map_or(&[][..], |it| &it.approvals);
                Ok(needed.permit(actor.person.id, level, given)?)
            }
            Action::Reopen { .. } => self.permit_reopening(actor, captured_by, needed),
        }
    }

    /// Who may decide the amount may take its decision up again; of one that two people took, a third.
    fn permit_reopening(
        &self,
        actor: &Actor,
        captured_by: PersonId,
        needed: AuthorityNeeded,
    ) -> Result<(), Refusal> {
        let level = self.permit_reviewer(actor, captured_by)?;
        if !matches!(self.status, Status::Accepted | Status::Rejected) {
            return Err(Refusal::NotDecided);
        }
        if needed.four_eyes && self.deciders().any(|decider| actor.is(decider.id)) {
            return Err(Refusal::DecidedYourself);
        }
        if level < needed.level {
            return Err(Refusal::AboveAuthority {
                needed: needed.level,
            });
        }
        Ok(())
    }

    fn permit_reviewer(&self, actor: &Actor, captured_by: PersonId) -> Result<Level, Refusal> {
        let level = actor.review_level.ok_or(Refusal::NotAReviewer)?;
        if actor.is(captured_by) {
            return Err(Refusal::OwnRecord);
        }
        Ok(level)
    }

    fn permit_while_waiting(&self) -> Result<(), Refusal> {
        match self.status {
            Status::Queried => Err(Refusal::AwaitingAnswer),
            _ => Ok(()),
        }
    }

    fn permit_lapse(&self, today: NaiveDate) -> Result<(), Refusal> {
        let query = self.open_query().ok_or(Refusal::NoOpenQuery)?;
        match due_action(query, today, QuerySettings::in_force(today)) {
            DueAction::Lapse => Ok(()),
            DueAction::Wait | DueAction::Remind { .. } => Err(Refusal::NotOverdue),
        }
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
            Action::Lapse { .. } => Ok(self.turn_down(super::reason::UNANSWERED, String::new())),
        }
    }

    /// A new query or answer voids approvals: they were given for other content.
    fn take_query(&mut self, query: Query) -> Result<StepKind, Refusal> {
        let explained = query.items.iter().all(|item| {
            !item.raised.note.trim().is_empty()
                && super::reason::QUERY.contains(&item.raised.reason.as_str())
        });
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
        explained(&reason, &note, super::reason::REJECTION)?;
        let given = self.agree_to_reject(approval, &reason, &note);
        if needed.is_met_by(given) {
            return Ok(self.turn_down(reason, note));
        }
        self.status = Status::InReview;
        self.explain(ExplainedKind::RejectionProposed, reason, note);
        Ok(StepKind::Opened)
    }

    fn take_reopening(&mut self, reason: String, note: String) -> Result<StepKind, Refusal> {
        explained(&reason, &note, super::reason::REOPENING)?;
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

fn explained(reason: &str, note: &str, known: &[&str]) -> Result<(), Refusal> {
    match known.contains(&reason) && !note.trim().is_empty() {
        true => Ok(()),
        false => Err(Refusal::ReasonMissing),
    }
}
