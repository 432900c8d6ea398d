//! Sessions that were told, or whose attendance was changed, after they had been held: before a second person.

use crate::month::Month;
use crate::record::RecordView;
use serde::{Deserialize, Serialize};

/// A session that waits for a second person, or has their word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LateSession {
    /// The session, without what its codes are made of.
    pub session: RecordView,
    /// Whether whoever asks is its trainer, or their own presence waits: they are no second person.
    pub is_own: bool,
    /// In the pay of which month it counts if a second person agrees now: its own, or, where that is closed by
    /// now, the first that is not. Servers of before say nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts_in: Option<Month>,
}

impl LateSession {
    /// The month of the session, if its pay is closed: then a yes corrects it.
    pub fn closed_month(&self) -> Option<Month> {
        let month = self.session.held_in()?;
        self.counts_in
            .is_some_and(|counts_in| month < counts_in)
            .then_some(month)
    }
}

/// A second person's word: the body of `POST /api/desk/late-sessions/{id}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SecondWordRequest {
    /// The version of the session they have read.
    pub version: u64,
    /// In the pay of which month it counts, as they have read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts_in: Option<Month>,
    /// Whether everything that waits of it counts.
    pub agreed: bool,
    /// Why not; may be empty if it does.
    pub note: String,
}
