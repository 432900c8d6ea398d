//! A change by the agent to a submission that has arrived and is not decided yet.

use super::Query;
use crate::answers::Answers;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// A change by the agent after the submission arrived. What had arrived stays as it was; the office
/// sees what became different, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amendment {
    /// When it arrived, by the server's clock.
    pub at: Timestamp,
    /// Why, in the agent's words.
    pub note: String,
    /// What became different, by path.
    pub answers: Vec<AmendedAnswer>,
}

/// What an answer to a query changes, and why what was not asked is changed with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corrected {
    /// Why, in the agent's words.
    pub note: String,
    /// All that becomes different.
    pub answers: Vec<AmendedAnswer>,
}

impl Corrected {
    /// The amendment beside the answer to `query`, if there is one: what was asked is told there.
    pub(super) fn beside(mut self, query: &Query, at: Timestamp) -> Option<Amendment> {
        self.answers.retain(|answer| !query.asks(&answer.path));
        (!self.answers.is_empty()).then_some(Amendment {
            at,
            note: self.note,
            answers: self.answers,
        })
    }
}

/// One answer before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AmendedAnswer {
    /// Its path.
    pub path: String,
    /// What stood there; empty if nothing did.
    pub before: String,
    /// What stands there; empty if nothing does.
    pub after: String,
}

impl AmendedAnswer {
    /// Everything that differs between two contents.
    pub fn between(before: &Answers, after: &Answers) -> Vec<Self> {
        let amended = |path: String| Self {
            before: before.typed(&path).to_owned(),
            after: after.typed(&path).to_owned(),
            path,
        };
        before
            .differing_paths(after)
            .into_iter()
            .map(amended)
            .collect()
    }
}
