//! What of a trainer's sessions matters today.

use super::awaited::{Awaited, awaited};
use super::seen::{Phase, SeenSession};
use super::sessions::Group;
use shared::id::RecordId;
use shared::submission::PersonRef;
use shared::time::Timestamp;
use shared::training::{Presence, RosterEntry, SecondWord};

/// What of a trainer's sessions matters today.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TrainersDay {
    /// Today's: what runs first, then what comes next, then what is over.
    pub today: Vec<SeenSession>,
    /// The next one of a later day, if today has no more.
    pub next: Option<SeenSession>,
    /// Those that wait for something, the most pressing first.
    pub waiting: Vec<Waiting>,
    /// Who is absent from which of today's sessions.
    pub absent: Vec<Absent>,
}

/// A session that waits for something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The session.
    pub session: SeenSession,
    /// For what.
    pub wait: Wait,
}

/// What a session waits for. The first is the most pressing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wait {
    /// The office could not take something of it.
    NotTaken,
    /// A second person did not agree to it: it does not count.
    Refused(SecondWord),
    /// A second person did not agree to a change of somebody's presence: what stood goes on counting.
    PresenceRefused(PersonRef, SecondWord),
    /// So many signed in by code against the trainer's mark.
    Contradicted(usize),
    /// It is of an earlier day, and is not closed.
    ToClose,
    /// A second person has to agree to it.
    SecondPerson,
    /// A second person has to agree to so many changes of presence; what stands counts.
    Corrections(usize),
}

/// Who is absent from a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absent {
    /// The session.
    pub session: RecordId,
    /// Its topic.
    pub topic: String,
    /// Their names.
    pub names: Vec<String>,
}

impl TrainersDay {
    /// Of these sessions, the latest first, at a branch whose clock is `offset` minutes ahead of UTC.
    pub fn of(sessions: &[SeenSession], now: Timestamp, offset: i32) -> Self {
        let phase = |session: &SeenSession| session.phase(offset, now);
        let mut today = Group::Today.of_all(sessions, now, offset);
        today.sort_by_key(|session| place(phase(session)));
        let has_more = today.iter().any(|session| is_to_come(phase(session)));
        let next = sessions
            .iter()
            .rev()
            .find(|one| Group::of(one, now, offset) == Group::Upcoming && is_to_come(phase(one)));
        Self {
            next: next.filter(|_| !has_more).cloned(),
            waiting: waiting(sessions, now, offset),
            absent: today.iter().filter_map(absent).collect(),
            today,
        }
    }
}

const fn is_to_come(phase: Phase) -> bool {
    matches!(phase, Phase::SigningIn | Phase::Upcoming)
}

/// Where a session stands among today's.
const fn place(phase: Phase) -> u8 {
    match phase {
        Phase::SigningIn => 0,
        Phase::Upcoming => 1,
        Phase::Over => 2,
        Phase::Closed => 3,
        Phase::Cancelled => 4,
    }
}

fn waiting(sessions: &[SeenSession], now: Timestamp, offset: i32) -> Vec<Waiting> {
    let of = |session: &SeenSession| {
        let wait = wait(session, now, offset)?;
        let session = session.clone();
        Some(Waiting { session, wait })
    };
    let mut waiting: Vec<Waiting> = sessions.iter().filter_map(of).collect();
    waiting.sort_by_key(|waiting| waiting.wait.place());
    waiting
}

fn wait(session: &SeenSession, now: Timestamp, offset: i32) -> Option<Wait> {
    if session.set_aside {
        return Some(Wait::NotTaken);
    }
    let roster = session.roster();
    if roster.cancelled.is_some() {
        return None;
    }
    if let Some(refused) = awaited(session, now).iter().find_map(refused) {
        return Some(refused);
    }
    let contradicted = |entry: &&RosterEntry| entry.contradiction().is_some();
    let contradicted = roster.entries.iter().filter(contradicted).count();
    if contradicted > 0 {
        return Some(Wait::Contradicted(contradicted));
    }
    let is_over = session.phase(offset, now) == Phase::Over;
    if is_over && Group::of(session, now, offset) == Group::Past {
        return Some(Wait::ToClose);
    }
    if roster.waits_as_a_whole() {
        return Some(Wait::SecondPerson);
    }
    let corrections = session.waiting_corrections();
    (corrections > 0).then_some(Wait::Corrections(corrections))
}

fn refused(awaited: &Awaited) -> Option<Wait> {
    match awaited {
        Awaited::SessionRefused(word) => Some(Wait::Refused(word.clone())),
        Awaited::PresenceRefused(person, _, word) => {
            Some(Wait::PresenceRefused(person.clone(), word.clone()))
        }
        Awaited::ToClose | Awaited::Session | Awaited::Presence(..) => None,
    }
}

impl Wait {
    const fn place(&self) -> u8 {
        match self {
            Self::NotTaken => 0,
            Self::Refused(_) => 1,
            Self::PresenceRefused(..) => 2,
            Self::Contradicted(_) => 3,
            Self::ToClose => 4,
            Self::SecondPerson => 5,
            Self::Corrections(_) => 6,
        }
    }
}

fn absent(session: &SeenSession) -> Option<Absent> {
    let roster = session.roster();
    if roster.cancelled.is_some() {
        return None;
    }
    let entries = roster.entries.into_iter();
    let names: Vec<String> = entries
        .filter(|entry| entry.presence == Some(Presence::Absent))
        .map(|entry| entry.person.name)
        .collect();
    (!names.is_empty()).then(|| Absent {
        session: session.record.record_id,
        topic: session
            .record
            .content
            .get("topic")
            .unwrap_or("–")
            .to_owned(),
        names,
    })
}

#[cfg(test)]
mod tests;
