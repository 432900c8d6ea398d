//! What a trainer does with a session and its roster.

use super::change::merged;
use super::correction::{ask, entry_of};
use super::{Check, Known, Sender, Teaching, quarantine, refuse_errors, rejected, with_office};
use crate::answers::Answers;
use crate::finding::Finding;
use crate::id::PersonId;
use crate::note;
use crate::record::{Office, RecordView};
use crate::sync::{Mutation, Operation, Outcome, Quarantine};
use crate::time::Timestamp;
use crate::training::{
    AttendanceRules, Backdated, Cancelled, Presence, PresenceSource, Roster, SessionTimes,
    counts_differently, invited,
};
use std::collections::BTreeSet;

/// Something that waits for the session's time came before it.
const SESSION_NOT_BEGUN: &str = "session_not_begun";
/// The session is closed: its time, audience and hours stay.
const SESSION_CLOSED: &str = "session_closed";
/// The session was called off.
const SESSION_CANCELLED: &str = "session_cancelled";
/// The session was held: it is closed instead of called off.
const SESSION_HELD: &str = "session_held";

/// The roster of a new session: those it is for.
pub(super) fn opened(
    mutation: &Mutation,
    sender: &Sender,
    content: &Answers,
    now: Timestamp,
) -> Result<Roster, Outcome> {
    let teaching = teaching(sender)?;
    let telling = teaching.telling(mutation.made_at, now);
    let reason = ("backdating_reason", content.typed("backdating_reason"));
    refuse_errors(telling.findings(content, reason))?;
    Ok(Roster {
        entries: invited(content, &teaching.members, &[]),
        backdated: telling.of_new(content),
        ..Roster::default()
    })
}

/// The session with another time, place, subject or audience; who is known to have come stays.
pub(super) fn edit(
    mutation: &Mutation,
    sender: &Sender,
    known: Known<'_>,
    check: Check<'_>,
    now: Timestamp,
) -> Result<RecordView, Outcome> {
    let Operation::Amend { note: why, .. } = &mutation.operation else {
        return Err(quarantine(Quarantine::WrongOperation));
    };
    let (record, teaching) = (known.record, teaching(sender)?);
    let mut roster = changeable(record)?;
    refuse_errors(unless_said("note", why, note::MOST_NOTE))?;
    let content = merged(mutation, known)?;
    refuse_errors(check(record.kind, &content))?;
    let telling = teaching.telling(mutation.made_at, now);
    let is_refused = roster.backdated.as_ref().is_some_and(Backdated::is_refused);
    if is_refused || counts_differently(&record.content, &content) {
        refuse_errors(telling.findings(&content, ("note", why)))?;
        let both = (&record.content, &content);
        roster.backdated = telling.of_change(both, why, roster.backdated);
        reopen(&mut roster);
    }
    roster.entries = invited(&content, &teaching.members, &roster.entries);
    take_back_of_others(&mut roster);
    Ok(RecordView {
        content,
        content_version: record.content_version + 1,
        rules: mutation.rules,
        ..with_office(record, Office::Roster(roster))
    })
}

/// Its attendance is to be looked at anew before a second person is asked: who was absent only because nobody had
/// marked them is not known again, and what was asked for of the attendance of before is taken back.
fn reopen(roster: &mut Roster) {
    (roster.closed_at, roster.ended_at) = (None, None);
    roster.take_back(|_| true);
    for entry in &mut roster.entries {
        if entry.source == Some(PresenceSource::Closing) {
            (entry.presence, entry.source) = (None, None);
        }
    }
}

/// Who is not on the roster any more has nothing to be corrected.
fn take_back_of_others(roster: &mut Roster) {
    let ids = roster.entries.iter().map(|entry| entry.person.id);
    let invited: BTreeSet<PersonId> = ids.collect();
    roster.take_back(|asked| !invited.contains(&asked.person));
}

/// The session called off, with the reason; after its day only if nobody came.
pub(super) fn call_off(
    mutation: &Mutation,
    sender: &Sender,
    record: &RecordView,
    reason: &str,
    now: Timestamp,
) -> Result<RecordView, Outcome> {
    let mut roster = changeable(record)?;
    refuse_errors(unless_said("note", reason, note::MOST_NOTE))?;
    let telling = teaching(sender)?.telling(mutation.made_at, now);
    if roster.was_held(&record.content, telling) {
        return Err(rejected(vec![Finding::error(SESSION_HELD, "date")]));
    }
    roster.cancelled = Some(Cancelled {
        at: mutation.made_at,
        reason: reason.to_owned(),
    });
    Ok(with_office(record, Office::Roster(roster)))
}

/// Who is marked by hand, as what, and why.
pub(super) struct Marked<'m> {
    pub(super) person: PersonId,
    pub(super) presence: Presence,
    pub(super) reason: &'m str,
    /// Of a month whose pay is closed.
    pub(super) is_correction: bool,
}

/// The roster with somebody marked; after the day, with the request to a second person.
pub(super) fn mark(
    mutation: &Mutation,
    sender: &Sender,
    record: &RecordView,
    marked: Marked<'_>,
    now: Timestamp,
) -> Result<RecordView, Outcome> {
    let mut roster = held(record)?;
    refuse_errors(unless_said("reason", marked.reason, note::MOST_REASON))?;
    let times = times(record, sender);
    let telling = teaching(sender)?.telling(mutation.made_at, now);
    if marked.presence.came() && times.is_some_and(|times| !times.can_have_come(telling.at)) {
        return Err(not_begun("presence"));
    }
    if roster.is_corrected_by_marking(marked.person, &record.content, telling) {
        let made = (mutation.mutation_id, telling.at);
        ask(made, record, &mut roster, &marked, telling)?;
        return Ok(with_office(record, Office::Roster(roster)));
    }
    let entry = entry_of(&mut roster, &marked)?;
    entry.mark(marked.presence, marked.reason, telling.at);
    roster.take_back(|asked| asked.person == marked.person && asked.at <= telling.at);
    Ok(with_office(record, Office::Roster(roster)))
}

pub(super) fn teaching(sender: &Sender) -> Result<&Teaching, Outcome> {
    let teaching = sender.teaching.as_ref();
    teaching.ok_or_else(|| quarantine(Quarantine::NotYours))
}

pub(super) fn times(record: &RecordView, sender: &Sender) -> Option<SessionTimes> {
    let offset = sender.teaching.as_ref()?.branch_offset;
    SessionTimes::of(&record.content, offset, &AttendanceRules::CURRENT)
}

/// What is wrong with a reason: it is not given, or not text.
fn unless_said(path: &str, reason: &str, most: usize) -> Option<Finding> {
    match reason.trim() {
        "" => Some(Finding::error("required", path)),
        _ => note::check(path, reason, most),
    }
}

pub(super) fn not_begun(path: &str) -> Outcome {
    rejected(vec![Finding::error(SESSION_NOT_BEGUN, path)])
}

/// The roster of a session that was not called off.
pub(super) fn held(record: &RecordView) -> Result<Roster, Outcome> {
    let roster = roster_of(record)?;
    match roster.cancelled {
        Some(_) => Err(rejected(vec![Finding::error(SESSION_CANCELLED, "date")])),
        None => Ok(roster),
    }
}

/// The roster of a session that has not come to count either.
fn changeable(record: &RecordView) -> Result<Roster, Outcome> {
    let roster = held(record)?;
    match roster.may_be_changed() {
        true => Ok(roster),
        false => Err(rejected(vec![Finding::error(SESSION_CLOSED, "date")])),
    }
}

fn roster_of(record: &RecordView) -> Result<Roster, Outcome> {
    match &record.office {
        Office::Roster(roster) => Ok(roster.clone()),
        Office::Review(_) | Office::CheckIn(_) => Err(quarantine(Quarantine::WrongOperation)),
    }
}

#[cfg(test)]
mod tests;
