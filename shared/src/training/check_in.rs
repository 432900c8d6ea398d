//! What becomes of a sign-in once the server holds the session, too.

use super::{AttendanceRules, Presence, SessionCode, SessionSecret, SessionTimes, step_of_code};
use crate::record::{
    CheckInRefusal, CheckInState, Office, PresenceSource, RecordView, Roster, RosterEntry,
};
use crate::time::Timestamp;

/// What the server has learned of the clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignInClocks {
    /// Milliseconds by which the agent's clock is ahead of the trainer's: the difference of what
    /// the server has learned of the two devices.
    pub agent_ahead: i64,
    /// Milliseconds by which the trainer's clock is ahead of the server's.
    pub trainer_ahead: i64,
    /// Minutes the branch's clock is ahead of UTC.
    pub branch_offset: i32,
}

/// Decides a check-in against a session of the same number: what becomes of it, and the session's
/// roster if that changes.
///
/// A code counts if the trainer's phone showed it within the tolerance around the moment it was
/// typed, while signing in was open, and the person is on the roster. The time that counts is the
/// trainer's, taken from the code itself; a code that is shown only after the server had received the
/// check-in was made up by a wrong clock. A presence that stands is kept; only "absent" and "not known"
/// give way.
pub fn resolve_check_in(
    check_in: &RecordView,
    session: &RecordView,
    clocks: SignInClocks,
) -> (CheckInState, Option<Roster>) {
    let rules = AttendanceRules::CURRENT;
    match count(check_in, session, clocks, &rules) {
        Ok((presence, roster)) => {
            let session = session.record_id;
            (CheckInState::Counted { session, presence }, roster)
        }
        Err(reason) => (CheckInState::NotCounted { reason }, None),
    }
}

fn count(
    check_in: &RecordView,
    session: &RecordView,
    clocks: SignInClocks,
    rules: &AttendanceRules,
) -> Result<(Presence, Option<Roster>), CheckInRefusal> {
    let Office::Roster(roster) = &session.office else {
        return Err(CheckInRefusal::WrongCode);
    };
    let times = SessionTimes::of(&session.content, clocks.branch_offset, rules)
        .ok_or(CheckInRefusal::WrongCode)?;
    let shown = shown_at(check_in, session, clocks, rules).ok_or(CheckInRefusal::WrongCode)?;
    if roster.cancelled.is_some() {
        return Err(CheckInRefusal::SessionClosed);
    }
    let over = shown >= times.closes || roster.closed_at.is_some_and(|closed| shown > closed);
    if over {
        return Err(CheckInRefusal::SessionClosed);
    }
    if !times.is_open(shown) {
        return Err(CheckInRefusal::WrongCode);
    }
    sign_in(check_in, roster, shown, times.presence_for(shown, rules))
}

/// When the trainer's phone began to show the code, if it did around the moment it was typed.
fn shown_at(
    check_in: &RecordView,
    session: &RecordView,
    clocks: SignInClocks,
    rules: &AttendanceRules,
) -> Option<Timestamp> {
    let secret: SessionSecret = session.content.get("secret")?.parse().ok()?;
    let code: SessionCode = check_in.content.get("code")?.parse().ok()?;
    let typed = check_in
        .captured_at
        .plus_millis(clocks.agent_ahead.saturating_neg());
    let received = check_in.received_at.plus_millis(clocks.trainer_ahead);
    let tolerance = rules.tolerance * 60_000;
    step_of_code(
        &secret,
        code,
        typed.plus_millis(-tolerance),
        typed.plus_millis(tolerance).min(received),
    )
}

/// Whether two sign-ins with one session number, captured at these moments, are to one session: numbers
/// come again, but not within the longest session and the time around it.
pub const fn is_same_sign_in(one: Timestamp, other: Timestamp) -> bool {
    let rules = AttendanceRules::CURRENT;
    let longest = rules.opens_before + rules.longest + rules.closes_after;
    one.millis_since(other).unsigned_abs() <= longest.unsigned_abs() * 60_000
}

fn sign_in(
    check_in: &RecordView,
    roster: &Roster,
    at: Timestamp,
    presence: Presence,
) -> Result<(Presence, Option<Roster>), CheckInRefusal> {
    let mut roster = roster.clone();
    let entry = roster
        .entries
        .iter_mut()
        .find(|entry| entry.person.id == check_in.captured_by.id)
        .ok_or(CheckInRefusal::NotOnRoster)?;
    if let Some(stands) = standing(entry) {
        return Ok((stands, None));
    }
    entry.presence = Some(presence);
    entry.source = Some(PresenceSource::Code { at });
    Ok((presence, Some(roster)))
}

/// What somebody already counts as; being absent gives way to a code.
fn standing(entry: &RosterEntry) -> Option<Presence> {
    entry
        .presence
        .filter(|presence| *presence != Presence::Absent)
}

#[cfg(test)]
mod tests;
