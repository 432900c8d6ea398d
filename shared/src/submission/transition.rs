//! What may happen to a submission, by whom, and why not.

use super::{
    Actor, Approval, AuthorityLack, AuthorityNeeded, Level, Query, Review, Status, Step, StepKind,
    Verdict,
};
use crate::id::{PersonId, QueryId};
use crate::time::Timestamp;
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
    /// The agent takes it back.
    Withdraw {
        /// In the agent's words.
        note: String,
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
    /// The amount is above the person's level.
    AboveAuthority {
        /// The level that may.
        needed: Level,
    },
    /// The second of two approvals must come from somebody else.
    SecondPersonNeeded,
    /// A query needs at least one item, each with a note.
    EmptyQuery,
    /// A rejection needs a known reason and a note.
    ReasonMissing,
    /// No such query is open.
    NoOpenQuery,
    /// Only the agent who captured it may.
    NotTheAgent,
}

impl Refusal {
    /// The name in JSON and text keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AlreadyDecided => "already_decided",
            Self::AwaitingAnswer => "awaiting_answer",
            Self::OwnRecord => "own_record",
            Self::NotAReviewer => "not_a_reviewer",
            Self::AboveAuthority { .. } => "above_authority",
            Self::SecondPersonNeeded => "second_person_needed",
            Self::EmptyQuery => "empty_query",
            Self::ReasonMissing => "reason_missing",
            Self::NoOpenQuery => "no_open_query",
            Self::NotTheAgent => "not_the_agent",
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
        if self.status.is_final() {
            return Err(Refusal::AlreadyDecided);
        }
        match action {
            Action::AnswerQuery { .. } | Action::Withdraw { .. } if actor.is(captured_by) => Ok(()),
            Action::AnswerQuery { .. } | Action::Withdraw { .. } => Err(Refusal::NotTheAgent),
            Action::Open => {
                self.permit_reviewer(actor, captured_by)?;
                self.permit_while_waiting()
            }
            Action::RaiseQuery(_) | Action::Reject { .. } => {
                self.permit_reviewer(actor, captured_by)?;
                self.permit_while_waiting()
            }
            Action::Accept => {
                let level = self.permit_reviewer(actor, captured_by)?;
                self.permit_while_waiting()?;
                Ok(needed.permit(actor.person.id, level, &self.approvals)?)
            }
        }
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
            Action::AnswerQuery { query, remarks } => self.take_answer(query, &remarks, at),
            Action::Accept => Ok(self.take_approval(actor, needed, at)),
            Action::Reject { reason, note } => self.take_rejection(reason, note),
            Action::Withdraw { note } => {
                self.status = Status::Withdrawn;
                self.verdict = Some(Verdict::Withdrawn { note });
                Ok(StepKind::Withdrawn)
            }
        }
    }

    /// A new query or answer voids approvals: they were given for other content.
    fn take_query(&mut self, query: Query) -> Result<StepKind, Refusal> {
        let explained = query.items.iter().all(|item| {
            !item.raised.note.trim().is_empty()
                && super::reason::QUERY.contains(&item.raised.reason.as_str())
        });
        if query.items.is_empty() || !explained {
            return Err(Refusal::EmptyQuery);
        }
        self.approvals.clear();
        self.queries.push(query);
        self.status = Status::Queried;
        Ok(StepKind::Queried)
    }

    fn take_answer(
        &mut self,
        id: QueryId,
        remarks: &BTreeMap<String, String>,
        at: Timestamp,
    ) -> Result<StepKind, Refusal> {
        let query = self
            .queries
            .last_mut()
            .filter(|query| query.id == id && query.is_open())
            .ok_or(Refusal::NoOpenQuery)?;
        query.answer(remarks, at);
        self.status = Status::Answered;
        Ok(StepKind::Answered)
    }

    fn take_approval(&mut self, actor: &Actor, needed: AuthorityNeeded, at: Timestamp) -> StepKind {
        self.approvals.push(Approval {
            by: actor.person.clone(),
            level: actor.review_level.unwrap_or(Level(0)),
            at,
        });
        if !needed.is_met_by(&self.approvals) {
            self.status = Status::InReview;
            return StepKind::Approved;
        }
        self.status = Status::Accepted;
        self.verdict = Some(Verdict::Accepted);
        StepKind::Accepted
    }

    fn take_rejection(&mut self, reason: String, note: String) -> Result<StepKind, Refusal> {
        let known = super::reason::REJECTION.contains(&reason.as_str());
        if !known || note.trim().is_empty() {
            return Err(Refusal::ReasonMissing);
        }
        self.status = Status::Rejected;
        self.verdict = Some(Verdict::Rejected { reason, note });
        Ok(StepKind::Rejected)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::Answers;
    use crate::money::Money;
    use crate::people::AuthorityTable;
    use crate::submission::{PersonRef, RaisedItem};

    const AGENT: u128 = 1;

    fn person(number: u128) -> PersonRef {
        PersonRef {
            id: PersonId::from_number(number),
            name: format!("person {number}"),
        }
    }

    fn reviewer(number: u128, level: u8) -> Actor {
        Actor {
            person: person(number),
            review_level: Some(Level(level)),
        }
    }

    fn agent() -> Actor {
        Actor {
            person: person(AGENT),
            review_level: None,
        }
    }

    struct Case(Review, Money);

    impl Case {
        fn of_yuan(yuan: i32) -> Self {
            Self(
                Review::received(person(AGENT), Timestamp::from_millis(0)),
                Money::from_yuan(yuan),
            )
        }

        fn try_act(&self, actor: &Actor, action: Action) -> Result<Review, Refusal> {
            self.0.after(
                action,
                actor,
                PersonId::from_number(AGENT),
                AuthorityTable::demonstration().needed(self.1),
                Timestamp::from_millis(1),
            )
        }

        fn act(&mut self, actor: &Actor, action: Action) -> Status {
            self.0 = self.try_act(actor, action).unwrap();
            self.0.status
        }
    }

    fn a_query() -> Query {
        let item = RaisedItem {
            path: "applicant.annual_income".to_owned(),
            reason: "income_proof".to_owned(),
            note: "Where from?".to_owned(),
        };
        Query::raise(
            QueryId::from_number(7),
            vec![item],
            "2026-12-01".parse().unwrap(),
            &Answers::new().with("applicant.annual_income", "90000"),
            person(2),
            Timestamp::from_millis(1),
        )
    }

    #[test]
    fn a_query_is_answered_once_and_keeps_what_stood_there() {
        let mut case = Case::of_yuan(5_000);
        assert_eq!(case.act(&reviewer(2, 1), Action::Open), Status::InReview);
        assert_eq!(
            case.act(&reviewer(2, 1), Action::RaiseQuery(a_query())),
            Status::Queried
        );
        assert_eq!(
            case.try_act(&reviewer(2, 1), Action::Accept),
            Err(Refusal::AwaitingAnswer)
        );
        let answer = Action::AnswerQuery {
            query: QueryId::from_number(7),
            remarks: BTreeMap::from([("applicant.annual_income".to_owned(), "rent".to_owned())]),
        };
        assert_eq!(case.act(&agent(), answer.clone()), Status::Answered);
        assert_eq!(case.0.queries[0].items[0].before, "90000");
        assert_eq!(case.0.queries[0].items[0].remark, "rent");
        assert_eq!(case.try_act(&agent(), answer), Err(Refusal::NoOpenQuery));
        assert_eq!(case.act(&reviewer(2, 1), Action::Accept), Status::Accepted);
    }

    #[test]
    fn nobody_decides_what_they_captured() {
        let mut leader = agent();
        leader.review_level = Some(Level(3));
        let case = Case::of_yuan(100);
        assert_eq!(
            case.try_act(&leader, Action::Accept),
            Err(Refusal::OwnRecord)
        );
    }

    #[test]
    fn amounts_above_the_level_go_to_the_next() {
        let case = Case::of_yuan(20_001);
        let refused = Err(Refusal::AboveAuthority { needed: Level(2) });
        assert_eq!(case.try_act(&reviewer(2, 1), Action::Accept), refused);
        assert!(case.try_act(&reviewer(3, 2), Action::Accept).is_ok());
    }

    #[test]
    fn large_amounts_need_two_people_and_one_of_level_three() {
        let mut case = Case::of_yuan(60_000);
        assert_eq!(
            case.try_act(&reviewer(2, 1), Action::Accept),
            Err(Refusal::AboveAuthority { needed: Level(2) })
        );
        assert_eq!(case.act(&reviewer(2, 2), Action::Accept), Status::InReview);
        assert_eq!(
            case.try_act(&reviewer(2, 2), Action::Accept),
            Err(Refusal::SecondPersonNeeded)
        );
        assert_eq!(
            case.try_act(&reviewer(3, 2), Action::Accept),
            Err(Refusal::AboveAuthority { needed: Level(3) })
        );
        assert_eq!(case.act(&reviewer(4, 3), Action::Accept), Status::Accepted);
    }

    #[test]
    fn a_question_after_the_first_approval_voids_it() {
        let mut case = Case::of_yuan(60_000);
        case.act(&reviewer(2, 2), Action::Accept);
        case.act(&reviewer(4, 3), Action::RaiseQuery(a_query()));
        assert!(case.0.approvals.is_empty());
    }

    #[test]
    fn a_rejection_says_why() {
        let reject = |reason: &str, note: &str| Action::Reject {
            reason: reason.to_owned(),
            note: note.to_owned(),
        };
        let mut case = Case::of_yuan(5_000);
        for (reason, note) in [("duplicate", " "), ("nonsense", "why"), ("", "")] {
            assert_eq!(
                case.try_act(&reviewer(2, 1), reject(reason, note)),
                Err(Refusal::ReasonMissing)
            );
        }
        assert_eq!(
            case.act(&reviewer(2, 1), reject("duplicate", "same as A-1")),
            Status::Rejected
        );
        assert_eq!(
            case.try_act(
                &agent(),
                Action::Withdraw {
                    note: String::new()
                }
            ),
            Err(Refusal::AlreadyDecided)
        );
    }

    #[test]
    fn only_the_agent_withdraws() {
        let case = Case::of_yuan(5_000);
        let withdraw = Action::Withdraw {
            note: "client changed their mind".to_owned(),
        };
        assert_eq!(
            case.try_act(&reviewer(2, 3), withdraw.clone()),
            Err(Refusal::NotTheAgent)
        );
        assert!(case.try_act(&agent(), withdraw).is_ok());
    }
}
