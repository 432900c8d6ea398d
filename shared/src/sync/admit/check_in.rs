//! What an agent corrects of a sign-in: the session's number, mistyped.

use super::change::merged;
use super::{Check, Known, quarantine, refuse_errors, rejected};
use crate::finding::Finding;
use crate::record::{Office, RecordView};
use crate::sync::{Mutation, Outcome, Quarantine};
use crate::training::CheckInState;

/// The sign-in counts already: its number is right.
const CHECK_IN_COUNTED: &str = "check_in_counted";

/// The sign-in under another number, to be decided anew. The code stays, and so does when it was typed: it
/// proves by itself to which session it belongs.
pub(super) fn correct(
    mutation: &Mutation,
    known: Known<'_>,
    check: Check<'_>,
) -> Result<RecordView, Outcome> {
    let record = known.record;
    if let Office::CheckIn(CheckInState::Counted { .. }) = &record.office {
        let counted = Finding::error(CHECK_IN_COUNTED, "session_number");
        return Err(rejected(vec![counted]));
    }
    let content = merged(mutation, known)?;
    if content.get("code") != record.content.get("code") {
        return Err(quarantine(Quarantine::WrongOperation));
    }
    refuse_errors(check(record.kind, &content))?;
    Ok(RecordView {
        content,
        content_version: record.content_version + 1,
        version: record.version + 1,
        rules: mutation.rules,
        office: Office::CheckIn(CheckInState::WaitingForSession),
        ..record.clone()
    })
}

#[cfg(test)]
mod tests;
