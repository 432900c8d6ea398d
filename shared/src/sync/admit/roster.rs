//! What a trainer does to the roster of a session.

use super::{quarantine, refuse_errors, rejected, with_office};
use crate::finding::Finding;
use crate::id::PersonId;
use crate::note;
use crate::record::{Office, PresenceSource, RecordView, Roster};
use crate::sync::{Mutation, Outcome, Quarantine};
use crate::training::Presence;

pub(super) fn mark(
    mutation: &Mutation,
    record: &RecordView,
    person: PersonId,
    presence: Presence,
    reason: &str,
) -> Result<RecordView, Outcome> {
    let mut roster = roster_of(record)?;
    if reason.trim().is_empty() {
        let finding = Finding::error("required", "reason");
        return Err(rejected(vec![finding]));
    }
    refuse_errors(note::check("reason", reason, note::MOST_REASON))?;
    let entry = roster
        .entries
        .iter_mut()
        .find(|entry| entry.person.id == person)
        .ok_or_else(|| rejected(vec![Finding::error("not_on_roster", "person")]))?;
    entry.presence = Some(presence);
    entry.source = Some(PresenceSource::Hand {
        reason: reason.to_owned(),
        at: mutation.made_at,
    });
    Ok(with_office(record, Office::Roster(roster)))
}

/// A code that arrives later still counts, so closing only fills what is open.
pub(super) fn close(mutation: &Mutation, record: &RecordView) -> Result<RecordView, Outcome> {
    let mut roster = roster_of(record)?;
    roster.closed_at = roster.closed_at.or(Some(mutation.made_at));
    for entry in &mut roster.entries {
        if entry.presence.is_none() {
            entry.presence = Some(Presence::Absent);
            entry.source = Some(PresenceSource::Closing);
        }
    }
    Ok(with_office(record, Office::Roster(roster)))
}

fn roster_of(record: &RecordView) -> Result<Roster, Outcome> {
    match &record.office {
        Office::Roster(roster) => Ok(roster.clone()),
        Office::Review(_) | Office::CheckIn(_) => Err(quarantine(Quarantine::WrongOperation)),
    }
}
