//! What somebody may want to happen to a submission.

use super::{AmendedAnswer, Corrected, Query};
use crate::id::QueryId;
use chrono::NaiveDate;
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
        /// A code of [`super::ReasonCodes`].
        reason: String,
        /// In the reviewer's words.
        note: String,
    },
    /// A reviewer takes a decision up again.
    Reopen {
        /// A code of [`super::ReasonCodes`].
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
