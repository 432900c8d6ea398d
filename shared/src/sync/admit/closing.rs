//! How a trainer ends a session.

use super::roster::{held, not_begun, teaching, times};
use super::{Sender, refuse_errors, with_office};
use crate::note;
use crate::record::{Office, RecordView};
use crate::sync::{Mutation, Outcome};
use crate::time::Timestamp;
use crate::training::{AttendanceRules, Backdated};

/// What is said when a session is ended.
pub(super) struct Closing<'m> {
    /// Why only after its day.
    pub(super) reason: &'m str,
    /// Of a month whose pay is closed.
    pub(super) is_correction: bool,
}

/// A code that arrives later still counts, so closing only fills what is open. Nobody can have missed what
/// has not begun. What is ended only after its day waits for a second person.
pub(super) fn close(
    mutation: &Mutation,
    sender: &Sender,
    record: &RecordView,
    closing: Closing<'_>,
    now: Timestamp,
) -> Result<RecordView, Outcome> {
    let mut roster = held(record)?;
    let telling = teaching(sender)?.telling(mutation.made_at, now);
    if times(record, sender).is_some_and(|times| telling.at < times.start) {
        return Err(not_begun("start"));
    }
    let late = roster.late_closing(&record.content, telling);
    refuse_errors(note::check("reason", closing.reason, note::MOST_NOTE))?;
    refuse_errors(
        late.into_iter()
            .flat_map(|late| late.findings(closing.reason, closing.is_correction)),
    )?;
    if roster.closed_at.is_none() {
        roster.closed_at = Some(mutation.made_at);
        roster.ended_at = by_clock_set_right(mutation.made_at, telling.at);
        if telling.is_after_day(&record.content) {
            let asked = Backdated::because(closing.reason.to_owned());
            let asked = roster.backdated.get_or_insert(asked);
            asked.closed_month |= late.is_some_and(|late| late.closed_month.is_some());
        }
    }
    for entry in &mut roster.entries {
        entry.close();
    }
    Ok(with_office(record, Office::Roster(roster)))
}

/// The moment by the clock set right, where the two are further apart than clocks may be.
fn by_clock_set_right(said: Timestamp, set_right: Timestamp) -> Option<Timestamp> {
    let apart = said.millis_since(set_right).saturating_abs();
    (AttendanceRules::CURRENT.clock_error * 1_000 < apart).then_some(set_right)
}
