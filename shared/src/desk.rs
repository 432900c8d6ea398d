//! What the review desk and the server say to each other.

mod beside;
mod figures;
mod late_sessions;
mod office_days;
mod queue;
mod service;
mod wanted;

pub use beside::{AgentHistory, ClaimedPolicy, InBoth, Related};
pub use figures::DeskFigures;
pub use late_sessions::{LateSession, SecondWordRequest};
pub use office_days::{OfficeCalendar, OfficeDays};
pub use queue::{
    DeskToday, Held, HoldRequest, Holder, MOST_LEFT, Queue, QueueChoices, QueueEntry, QueueFilter,
    StatusCount, SubjectChoice,
};
pub use service::Service;
pub use wanted::{Order, Standing, UnknownName};

use crate::answers::Answers;
use crate::audit::AuditAction;
use crate::finding::Finding;
use crate::id::{DecisionId, PersonId, QueryId};
use crate::money::Money;
use crate::reason::{ReasonCodes, ReasonFor};
use crate::record::{RecordKind, RecordView};
use crate::submission::{AuthorityNeeded, RaisedItem, Refusal, Review};
use crate::time::Timestamp;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How a case is read: the query of `GET /api/desk/cases/{id}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Reading {
    /// Before it is shown, so that it is there at once; whether it is ever shown is open.
    pub ahead: bool,
}

/// A whole case: `POST /api/desk/cases/{id}/open` and `GET /api/desk/cases/{id}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// The record.
    pub record: RecordView,
    /// The agent's team then.
    pub team: String,
    /// What the rules find in it, today's rules included.
    pub findings: Vec<Finding>,
    /// The content before each change, oldest first.
    pub earlier: Vec<EarlierContent>,
    /// Yearly premium or claim estimate.
    pub amount: Option<Money>,
    /// What the amount asks for.
    pub needed: AuthorityNeeded,
    /// Why the person who asks may not accept it, if so.
    pub accept_refusal: Option<Refusal>,
    /// Why they may not reject it, if so.
    pub reject_refusal: Option<Refusal>,
    /// Why they may not query it, if so.
    pub query_refusal: Option<Refusal>,
    /// Who has it open.
    pub holder: Option<Holder>,
    /// Why they may not take its decision up again, if so.
    pub reopen_refusal: Option<Refusal>,
    /// Other records with the same people, newest first.
    pub related: Vec<Related>,
    /// The policy of a claim report, if the reader sees it.
    pub policy: Option<ClaimedPolicy>,
    /// How the agent's other records fared.
    pub history: AgentHistory,
}

/// Content as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlierContent {
    /// Its version.
    pub content_version: u64,
    /// What it said.
    pub content: Answers,
    /// When the server had it.
    pub received_at: Timestamp,
}

/// `POST /api/desk/cases/{id}/decisions`. The same decision id decides once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecisionRequest {
    /// Made by the desk.
    pub decision_id: DecisionId,
    /// The record version the reviewer read; another one now refuses the decision.
    pub version: u64,
    /// Who decided: it may be sent when somebody else works in the same browser. Not told by an older desk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    /// What the rules had found in the case as the reviewer read it. An older desk tells of nothing: then
    /// nothing was seen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seen: Vec<Finding>,
    /// What is decided.
    pub decision: Decision,
}

/// What a reviewer decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "decision", rename_all = "snake_case", deny_unknown_fields)]
pub enum Decision {
    /// Take it on.
    Accept {},
    /// Turn it down.
    Reject {
        /// A code of [`crate::reason::ReasonCodes`].
        reason: String,
        /// In the reviewer's words.
        note: String,
    },
    /// Take a decision up again.
    Reopen {
        /// A code of [`crate::reason::ReasonCodes`].
        reason: String,
        /// In the reviewer's words.
        note: String,
    },
    /// Ask the agent.
    Query {
        /// Made by the desk.
        query_id: QueryId,
        /// What is asked.
        items: Vec<RaisedItem>,
        /// The last day for an answer.
        #[serde(deserialize_with = "crate::answers::read::civil_date")]
        due: NaiveDate,
    },
}

impl Decision {
    /// Whether nobody takes it without having seen everything that the rules find in the case.
    pub const fn wants_all_seen(&self) -> bool {
        match self {
            Self::Accept {} => true,
            Self::Reject { .. } | Self::Reopen { .. } | Self::Query { .. } => false,
        }
    }

    /// Each reason that it gives: what it explains, where it stands, and its code.
    fn reasons(&self) -> Vec<(ReasonFor, &str, &str)> {
        match self {
            Self::Accept {} => Vec::new(),
            Self::Reject { reason, .. } => vec![(ReasonFor::Rejection, "reason", reason)],
            Self::Reopen { reason, .. } => vec![(ReasonFor::Reopening, "reason", reason)],
            Self::Query { items, .. } => {
                let mut given = Vec::new();
                for RaisedItem { path, reason, .. } in items {
                    given.push((ReasonFor::Query, path.as_str(), reason.as_str()));
                }
                given
            }
        }
    }

    /// Each reason it gives that cannot be given for a record of this kind: a desk may hold a list of before.
    pub fn reasons_out_of_force(&self, codes: &ReasonCodes, kind: RecordKind) -> Vec<Finding> {
        let given = self.reasons().into_iter();
        let out_of_force = given.filter(|(explains, _, code)| {
            // That there is none at all is said otherwise.
            !code.is_empty() && !codes.has(code, *explains, kind)
        });
        let found = out_of_force.map(|(_, path, code)| {
            Finding::error("reason_not_in_force", path).with("reason", code)
        });
        found.collect()
    }

    /// What was done by it, by the review that it led to: the first of two who decide ends nothing.
    pub const fn did(&self, after: &Review) -> AuditAction {
        match self {
            Self::Accept {} if after.status.is_final() => AuditAction::Accept,
            Self::Accept {} => AuditAction::Approve,
            Self::Reject { .. } if after.status.is_final() => AuditAction::Reject,
            Self::Reject { .. } => AuditAction::ProposeRejection,
            Self::Reopen { .. } => AuditAction::Reopen,
            Self::Query { .. } => AuditAction::RaiseQuery,
        }
    }
}
