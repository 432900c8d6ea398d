//! What an agent's phone shows after signing in, for the trainer's camera.

use super::{
    AttendanceRules, CheckInRefusal, InvalidCode, Presence, PresenceRules, SessionCode,
    SessionNumber, SessionSecret, SessionTimes, TrainingSession, step_of_code,
};
use crate::id::PersonId;
use crate::submission::PersonRef;
use crate::time::Timestamp;
use core::fmt;
use core::str::FromStr;
use uuid::Uuid;

/// What an agent's phone shows after signing in: who typed which code for which session. The
/// trainer, who sees the person, scans it, and the roster fills without any network.
///
/// Written in the letters that a QR code packs best: `SB1/K7QM/0005724/<person, 32 digits>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckInSlip {
    /// The session's number.
    pub session_number: SessionNumber,
    /// The code as typed.
    pub code: SessionCode,
    /// Who.
    pub person: PersonId,
}

/// The text is not a slip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidSlip;

impl fmt::Display for InvalidSlip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a check-in slip")
    }
}

impl core::error::Error for InvalidSlip {}

impl From<InvalidCode> for InvalidSlip {
    fn from(_: InvalidCode) -> Self {
        Self
    }
}

/// What a slip begins with: the kind of thing and its version.
const MARK: &str = "SB1";

impl fmt::Display for CheckInSlip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            session_number,
            code,
            person,
        } = self;
        write!(
            f,
            "{MARK}/{session_number}/{code}/{:X}",
            person.uuid().simple()
        )
    }
}

impl FromStr for CheckInSlip {
    type Err = InvalidSlip;

    fn from_str(text: &str) -> Result<Self, InvalidSlip> {
        let steps: Vec<&str> = text.split('/').collect();
        let [MARK, number, code, person] = steps[..] else {
            return Err(InvalidSlip);
        };
        Ok(Self {
            session_number: number.parse().map_err(|_| InvalidSlip)?,
            code: code.parse()?,
            person: Uuid::try_parse(person)
                .map(PersonId::new)
                .map_err(|_| InvalidSlip)?,
        })
    }
}

/// Decides a slip that the trainer's phone has just scanned, at `now` by its own clock: who is
/// there, and as what by the `presence` rules of the session. The code must have been shown within [`AttendanceRules::slip_within`] before: longer
/// than for a code alone, for people queue before the camera and the trainer sees who shows the slip.
///
/// # Errors
/// Why it does not count. [`CheckInRefusal::WrongCode`] also for a code that the phone has not shown yet.
pub fn resolve_slip(
    slip: &CheckInSlip,
    session: &TrainingSession<'_>,
    now: Timestamp,
    branch_offset: i32,
    presence: &PresenceRules,
) -> Result<(PersonRef, Presence), CheckInRefusal> {
    let rules = AttendanceRules::CURRENT;
    let times = SessionTimes::of(session.content, branch_offset, &rules)
        .ok_or(CheckInRefusal::SessionClosed)?;
    let shown = shown_at(slip, session, (now, &times), &rules)?;
    let entry = session
        .roster
        .entries
        .iter()
        .find(|entry| entry.person.id == slip.person)
        .ok_or(CheckInRefusal::NotOnRoster)?;
    Ok((entry.person.clone(), times.presence_for(shown, presence)))
}

/// When the trainer's phone began to show the code.
fn shown_at(
    slip: &CheckInSlip,
    session: &TrainingSession<'_>,
    (now, times): (Timestamp, &SessionTimes),
    rules: &AttendanceRules,
) -> Result<Timestamp, CheckInRefusal> {
    let number: Option<SessionNumber> = parsed(session, "session_number");
    if number != Some(slip.session_number) {
        return Err(CheckInRefusal::OtherSession);
    }
    if now < times.opens {
        return Err(CheckInRefusal::NotYetOpen);
    }
    let secret: SessionSecret = parsed(session, "secret").ok_or(CheckInRefusal::WrongCode)?;
    let last = now.min(times.closes.plus_millis(-1));
    let shown =
        step_of_code(&secret, slip.code, times.opens, last).ok_or(CheckInRefusal::WrongCode)?;
    if now.millis_since(shown) <= rules.slip_within * 60_000 {
        return Ok(shown);
    }
    Err(match times.closes <= now {
        true => CheckInRefusal::SessionClosed,
        false => CheckInRefusal::CodeTooOld,
    })
}

fn parsed<T: FromStr>(session: &TrainingSession<'_>, path: &str) -> Option<T> {
    session.content.get(path)?.parse().ok()
}

#[cfg(test)]
mod tests;
