//! What the tabs of one person say to each other.

use super::SyncStatus;
use serde::{Deserialize, Serialize};

/// What one tab tells the others.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Message {
    /// Something may be there to send or fetch: whoever does the exchange, begin one.
    Nudge,
    /// The person asks for an exchange now.
    Ask,
    /// What the exchange is doing; also says that whoever does it is awake.
    Status(SyncStatus),
    /// Drafts have changed.
    DraftsChanged,
    /// Anything may have changed.
    Changed,
}
