//! The back office's document about a submission.

use super::{Amendment, Explained, Query, Rejection};
use crate::answers::Answers;
use crate::id::PersonId;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// A person as a record names them: the id, and the name as it was.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonRef {
    /// Who.
    pub id: PersonId,
    /// Their name then.
    pub name: String,
}

/// Where a submission stands. Text key `states.status.<name>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// The server has it durably; nobody has looked yet.
    Received,
    /// A reviewer has opened it, or one of two approvals is given.
    InReview,
    /// The agent is asked something.
    Queried,
    /// The agent has answered.
    Answered,
    /// Taken on.
    Accepted,
    /// Turned down, with a reason.
    Rejected,
    /// Taken back by the agent before a decision.
    Withdrawn,
}

impl Status {
    /// All, in the order of a submission's life.
    pub const ALL: [Self; 7] = [
        Self::Received,
        Self::InReview,
        Self::Queried,
        Self::Answered,
        Self::Accepted,
        Self::Rejected,
        Self::Withdrawn,
    ];

    /// The name in JSON, columns and text keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::InReview => "in_review",
            Self::Queried => "queried",
            Self::Answered => "answered",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The status with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == name)
    }

    /// Whether nothing more happens to it.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Accepted | Self::Rejected | Self::Withdrawn)
    }

    /// Whether the back office has to act.
    pub const fn waits_for_office(self) -> bool {
        matches!(self, Self::Received | Self::InReview | Self::Answered)
    }
}

/// One person's acceptance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Approval {
    /// Who accepted.
    pub by: PersonRef,
    /// At which level.
    pub level: super::Level,
    /// When.
    pub at: Timestamp,
}

/// How it ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "verdict", rename_all = "snake_case", deny_unknown_fields)]
pub enum Verdict {
    /// Taken on.
    Accepted,
    /// Turned down.
    Rejected {
        /// A code of [`super::ReasonCodes`].
        reason: String,
        /// In the reviewer's words.
        note: String,
    },
    /// Taken back by the agent.
    Withdrawn {
        /// In the agent's words.
        note: String,
    },
}

/// What kind of step it was. Text key `states.step.<name>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// The record arrived.
    Received,
    /// A reviewer opened it.
    Opened,
    /// A query was raised.
    Queried,
    /// The query was answered.
    Answered,
    /// The agent changed something.
    Amended,
    /// The first of two approvals.
    Approved,
    /// The decision.
    Accepted,
    /// The decision.
    Rejected,
    /// Taken back.
    Withdrawn,
}

impl StepKind {
    /// The name in text keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Opened => "opened",
            Self::Queried => "queried",
            Self::Answered => "answered",
            Self::Amended => "amended",
            Self::Approved => "approved",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// One step of a submission's course.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// What happened.
    pub kind: StepKind,
    /// When, by the server's clock.
    pub at: Timestamp,
    /// Who did it.
    pub by: PersonRef,
}

/// Everything the back office has said about a submission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// Goes up by one with every step.
    pub version: u64,
    /// Where it stands.
    pub status: Status,
    /// Queries, oldest first; at most the last one is open.
    pub queries: Vec<Query>,
    /// What the agent changed since it arrived, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amendments: Vec<Amendment>,
    /// Acceptances so far.
    pub approvals: Vec<Approval>,
    /// How it ended, once it has.
    pub verdict: Option<Verdict>,
    /// The rejection, proposed or taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rejection: Option<Box<Rejection>>,
    /// Its course, oldest first.
    pub steps: Vec<Step>,
    /// Why the office took some of the steps, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub explained: Vec<Explained>,
}

impl Review {
    /// The review of a record that has just arrived.
    pub fn received(by: PersonRef, at: Timestamp) -> Self {
        Self {
            version: 1,
            status: Status::Received,
            queries: Vec::new(),
            amendments: Vec::new(),
            approvals: Vec::new(),
            verdict: None,
            rejection: None,
            explained: Vec::new(),
            steps: vec![Step {
                kind: StepKind::Received,
                at,
                by,
            }],
        }
    }

    /// Whether nobody of the office has looked at what came last.
    pub const fn is_unopened(&self) -> bool {
        matches!(self.status, Status::Received | Status::Answered)
    }

    /// The query the agent still has to answer.
    pub fn open_query(&self) -> Option<&Query> {
        self.queries.last().filter(|query| query.is_open())
    }

    /// What stood at `path` at that time, of a record that says `content` now: what was changed there since
    /// tells what stood there before.
    pub fn stood_at<'a>(&'a self, path: &str, at: Timestamp, content: &'a Answers) -> &'a str {
        let amended = self.amendments.iter().flat_map(|amendment| {
            let answers = amendment.answers.iter();
            let there = answers.filter(|answer| answer.path == path);
            there.map(|answer| (amendment.at, answer.before.as_str()))
        });
        let asked = self.queries.iter().flat_map(|query| {
            let there = query.items.iter().filter(|it| it.raised.path == path);
            there.map(|item| (query.raised_at, item.before.as_str()))
        });
        let later = amended.chain(asked).filter(|(when, _)| *when > at);
        later
            .min_by_key(|(when, _)| *when)
            .map_or_else(|| content.typed(path), |(_, before)| before)
    }

    /// Why the office turned it down, and when; `None` while that is not how it ended.
    pub fn rejected(&self) -> Option<(&str, Timestamp)> {
        let Some(Verdict::Rejected { reason, .. }) = &self.verdict else {
            return None;
        };
        let mut steps = self.steps.iter().rev();
        let taken = steps.find(|step| step.kind == StepKind::Rejected)?;
        Some((reason, taken.at))
    }

    /// When the record arrived.
    pub fn received_at(&self) -> Option<Timestamp> {
        self.steps.first().map(|step| step.at)
    }
}
