//! A presence that is changed after the day of the session, or after a second person had agreed to it.

use super::rejected;
use super::roster::Marked;
use crate::finding::Finding;
use crate::id::MutationId;
use crate::record::RecordView;
use crate::sync::Outcome;
use crate::time::Timestamp;
use crate::training::{CorrectionState, PresenceCorrection, Roster, RosterEntry, Telling};

/// The pay of that month is closed: presence changes in it only as a correction.
const PRESENCE_IN_CLOSED_MONTH: &str = "presence_in_closed_month";

/// Asks a second person for it.
pub(super) fn ask(
    (id, at): (MutationId, Timestamp),
    record: &RecordView,
    roster: &mut Roster,
    marked: &Marked<'_>,
    telling: Telling,
) -> Result<(), Outcome> {
    let closed_month = telling.closed_month(&record.content);
    if let Some(month) = closed_month.filter(|_| !marked.is_correction) {
        let closed = Finding::error(PRESENCE_IN_CLOSED_MONTH, "correction").with("month", month);
        return Err(rejected(vec![closed]));
    }
    let entry = entry_of(roster, marked)?;
    let asked = PresenceCorrection {
        id,
        person: marked.person,
        before: entry.presence,
        presence: marked.presence,
        reason: marked.reason.to_owned(),
        at,
        closed_month: closed_month.is_some(),
        state: CorrectionState::Waits,
    };
    roster.ask(asked);
    Ok(())
}

/// The line of who is marked.
pub(super) fn entry_of<'r>(
    roster: &'r mut Roster,
    marked: &Marked<'_>,
) -> Result<&'r mut RosterEntry, Outcome> {
    let mut entries = roster.entries.iter_mut();
    entries
        .find(|entry| entry.person.id == marked.person)
        .ok_or_else(|| rejected(vec![Finding::error("not_on_roster", "person")]))
}
