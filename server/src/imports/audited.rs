//! What the log is told of an import.

use super::command::Import;
use crate::store::audit::{Act, Actor};
use serde::Serialize;
use shared::audit::AuditAction;
use shared::sync::fingerprint;

impl Import<'_> {
    /// The file and what came of it, with its SHA-256.
    pub(super) fn act(&self, action: AuditAction, counts: impl core::fmt::Display) -> Act {
        let subject = format!("{}: {counts}", self.name);
        Act {
            before: self.hash.clone(),
            ..Act::new(self.now, Actor::CommandLine, action, subject)
        }
    }

    /// Something that it brought or changed.
    pub(super) fn act_on(
        &self,
        action: AuditAction,
        subject: String,
        before: Option<&impl Serialize>,
        after: &impl Serialize,
    ) -> Act {
        Act {
            before: before.map_or_else(String::new, hash_of),
            after: hash_of(after),
            ..Act::new(self.now, Actor::CommandLine, action, subject)
        }
    }
}

fn hash_of(thing: &impl Serialize) -> String {
    let json = serde_json::to_string(thing).unwrap_or_default();
    fingerprint(&json)
}
