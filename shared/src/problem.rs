//! How the server says no (RFC 9457, `application/problem+json`).

use crate::finding::Finding;
use serde::{Deserialize, Serialize};

/// The code of what tells of one step that somebody else took meanwhile: `name` took it, `step` says what it
/// is called, as in `states.step.<name>`.
pub const CHANGED_BY: &str = "changed_by";

/// A problem document. The text for people is made from `code` in the app: `problems.<code>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The HTTP status.
    pub status: u16,
    /// The name of the problem, in snake case.
    pub code: String,
    /// In English, for the person who reads a log.
    pub detail: String,
    /// What the rules found, by path; of what changed meanwhile also who did what ([`CHANGED_BY`]).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
}
