//! Sessions that were told, or whose attendance was changed, after they had been held: before a second person.

use crate::record::RecordView;
use serde::{Deserialize, Serialize};

/// A session that waits for a second person, or has their word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LateSession {
    /// The session, without what its codes are made of.
    pub session: RecordView,
    /// Whether whoever asks is its trainer, or their own presence waits: they are no second person.
    pub is_own: bool,
}

/// A second person's word: the body of `POST /api/desk/late-sessions/{id}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SecondWordRequest {
    /// The version of the session they have read.
    pub version: u64,
    /// Whether everything that waits of it counts.
    pub agreed: bool,
    /// Why not; may be empty if it does.
    pub note: String,
}
