//! What the log is told of an import.

use super::command::Import;
use crate::store::audit::{Act, Actor};
use shared::audit::AuditAction;

impl Import<'_> {
    /// The file and what came of it, with its SHA-256.
    pub(super) fn act(&self, action: AuditAction, counts: impl core::fmt::Display) -> Act {
        let subject = format!("{}: {counts}", self.name);
        Act {
            before: self.hash.clone(),
            ..Act::new(self.now, Actor::CommandLine, action, subject)
        }
    }
}
