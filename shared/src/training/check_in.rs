//! What becomes of a sign-in once the server holds the session, too.
//!
//! What a code proves: that whoever typed it had read it, or was told it, after the trainer's phone had begun
//! to show it. How soon after, only the agent's phone says. The server sets that right by what it has learned
//! of the phone's clock, and never takes a code that was received before it was shown; so a code sent on to
//! somebody counts for no longer than typing it takes. What no code can prove is that its reader was in the
//! room: who types a code sent on within that time is counted, and so is who, without network, sets the phone's
//! clock back for the moment of typing and right again before sending. The trainer's scan of the slip, and the
//! trainer's mark, which stands over any code, are what answers that.

use super::{
    AttendanceRules, CheckIn, CheckInRefusal, CheckInState, CheckedIn, Presence, PresenceRules,
    Roster, STEP_MILLIS, SessionCode, SessionSecret, SessionTimes, TrainingSession, step_of_code,
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

/// Decides a check-in against a session of the same number at `now` of the server's clock: what becomes of
/// it, and the session's roster if that changes. Who is late goes by the `presence` rules of the session.
///
/// A code counts if the trainer's phone showed it just before the moment it was typed
/// ([`AttendanceRules::typed_within`], [`AttendanceRules::clock_error`]), while signing in was open, and the
/// person is on the roster. The time that counts is the one the agent's phone says, not before the code was
/// shown, nor later than it could have been typed or was received. Where the trainer has marked the person,
/// the mark stands and both are kept ([`RosterEntry::sign_in`](super::RosterEntry::sign_in)).
pub fn resolve_check_in(
    check_in: &CheckIn<'_>,
    session: &TrainingSession<'_>,
    clocks: SignInClocks,
    presence: &PresenceRules,
    now: Timestamp,
) -> (CheckInState, Option<Roster>) {
    let counted = typed_at(check_in, session, clocks, presence)
        .and_then(|(at, presence)| sign_in(check_in, session, (at, presence, now)));
    match counted {
        Ok((presence, roster)) => {
            let session = session.id;
            (CheckInState::Counted { session, presence }, roster)
        }
        Err(reason) => (CheckInState::NotCounted { reason }, None),
    }
}

/// When the code was typed, by the trainer's clock, and what that counts as.
fn typed_at(
    check_in: &CheckIn<'_>,
    session: &TrainingSession<'_>,
    clocks: SignInClocks,
    presence: &PresenceRules,
) -> Result<(Timestamp, Presence), CheckInRefusal> {
    let rules = &AttendanceRules::CURRENT;
    let times = SessionTimes::of(session.content, clocks.branch_offset, rules)
        .ok_or(CheckInRefusal::WrongCode)?;
    let typed = Typed::of(check_in, session, clocks).ok_or(CheckInRefusal::WrongCode)?;
    match typed.shown_just_before(rules) {
        Some(shown) => not_open(shown, &times, session.roster).map_or_else(
            || {
                let at = typed.bounded_by(shown, rules);
                Ok((at, times.presence_for(at, presence)))
            },
            Err,
        ),
        None if typed.was_shown_since(times.opens) => Err(CheckInRefusal::CodeTooOld),
        None => {
            Err(not_open(typed.at, &times, session.roster).unwrap_or(CheckInRefusal::WrongCode))
        }
    }
}

/// Why nobody could sign in at a moment.
fn not_open(at: Timestamp, times: &SessionTimes, roster: &Roster) -> Option<CheckInRefusal> {
    let closed = roster.closed_at.is_some_and(|closed| closed < at);
    if closed || roster.cancelled.is_some() || times.closes <= at {
        return Some(CheckInRefusal::SessionClosed);
    }
    (at < times.opens).then_some(CheckInRefusal::NotYetOpen)
}

/// A code as it was typed; the times by the trainer's clock.
struct Typed {
    secret: SessionSecret,
    code: SessionCode,
    at: Timestamp,
    received: Timestamp,
}

impl Typed {
    fn of(
        check_in: &CheckIn<'_>,
        session: &TrainingSession<'_>,
        clocks: SignInClocks,
    ) -> Option<Self> {
        let agent_ahead = clocks.agent_ahead.saturating_neg();
        Some(Self {
            secret: session.content.get("secret")?.parse().ok()?,
            code: check_in.content.get("code")?.parse().ok()?,
            at: check_in.captured_at.plus_millis(agent_ahead),
            received: check_in.received_at.plus_millis(clocks.trainer_ahead),
        })
    }

    /// When the trainer's phone began to show the code, if that was just before it was typed.
    fn shown_just_before(&self, rules: &AttendanceRules) -> Option<Timestamp> {
        let error = rules.clock_error * SECOND;
        let earliest = self.at.plus_millis(-rules.typed_within * SECOND - error);
        let latest = self.at.plus_millis(error).min(self.received);
        step_of_code(&self.secret, self.code, earliest, latest)
    }

    /// Whether the trainer's phone showed the code at all before it was typed.
    fn was_shown_since(&self, opens: Timestamp) -> bool {
        let latest = self.at.min(self.received);
        let earliest = opens.max(latest.plus_millis(-longest_session()));
        step_of_code(&self.secret, self.code, earliest, latest).is_some()
    }

    /// The moment of typing, as far as a code that began to be shown at `shown` bears it out.
    fn bounded_by(&self, shown: Timestamp, rules: &AttendanceRules) -> Timestamp {
        let longest = STEP_MILLIS + rules.typed_within * SECOND;
        let latest = shown.plus_millis(longest).min(self.received);
        self.at.min(latest).max(shown)
    }
}

const SECOND: i64 = 1_000;

/// The longest session and the time around it, in milliseconds.
const fn longest_session() -> i64 {
    let rules = AttendanceRules::CURRENT;
    (rules.opens_before + rules.longest + rules.closes_after) * 60 * SECOND
}

/// Whether two sign-ins with one session number, captured at these moments, are to one session: numbers
/// come again, but not within the longest session and the time around it.
pub const fn is_same_sign_in(one: Timestamp, other: Timestamp) -> bool {
    one.millis_since(other).unsigned_abs() <= longest_session().unsigned_abs()
}

fn sign_in(
    check_in: &CheckIn<'_>,
    session: &TrainingSession<'_>,
    (at, presence, known_at): (Timestamp, Presence, Timestamp),
) -> Result<(Presence, Option<Roster>), CheckInRefusal> {
    let mut roster = session.roster.clone();
    let entry = roster
        .entries
        .iter_mut()
        .find(|entry| entry.person.id == check_in.person)
        .ok_or(CheckInRefusal::NotOnRoster)?;
    entry.sign_in(CheckedIn {
        presence,
        at,
        known_at,
    });
    Ok((presence, (roster != *session.roster).then_some(roster)))
}

#[cfg(test)]
mod tests;
