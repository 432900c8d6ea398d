//! The audit log as the server writes it and an auditor reads it.

mod action;
mod log;
mod sought;

pub use action::AuditAction;
pub use log::{
    ChangedAnswer, ChangedPresence, Log, LogActor, LogChain, LogEntry, LogFilter, LogSubject,
    LookedFor,
};
pub use sought::NumberSought;

use crate::submission::Status;
use serde::{Deserialize, Serialize};

/// Where a submission stood before and after what was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// Before; `None` when it arrived.
    pub before: Option<Status>,
    /// After.
    pub after: Status,
}
