//! What the desk sees beside a case without looking for it: other records of its people, the policy of
//! a claim, how the agent's records fared.

use super::QueueEntry;
use crate::policy::PolicyView;
use crate::submission::PersonRef;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Another record with somebody of this one in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Related {
    /// The record as a list shows it.
    pub entry: QueueEntry,
    /// Who is in both, in the order of this one.
    pub people: Vec<InBoth>,
}

/// Somebody who is in two records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InBoth {
    /// Their name here; where it is another there, both: `何强 / 董勇`.
    pub name: String,
    /// Where their answers are in the other record: `applicant`, `beneficiaries.0`.
    pub there: String,
}

/// The policy that a claim is about, as the client book has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimedPolicy {
    /// The policy.
    pub policy: PolicyView,
    /// Who serves it.
    pub agent: PersonRef,
}

/// How an agent's other records fared that arrived since a day and that the reader sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgentHistory {
    /// The first day that counts.
    pub since: NaiveDate,
    /// How many arrived.
    pub sent: u32,
    /// How many of them are accepted.
    pub accepted: u32,
    /// How many are rejected.
    pub rejected: u32,
    /// How many were queried, whatever became of them.
    pub queried: u32,
}
