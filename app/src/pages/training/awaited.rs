//! What of a trainer's session needs a second person: what waits, and what they did not agree to.

use super::seen::SeenSession;
use shared::submission::PersonRef;
use shared::time::Timestamp;
use shared::training::{PresenceCorrection, Roster, SecondWord};

/// How long a refused change of presence is named, in milliseconds: whoever leaves it at that has nothing to do.
const NAMED_FOR: i64 = 30 * 24 * 60 * 60_000;

/// One thing that needs a second person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Awaited {
    /// They are asked once the session is closed, its attendance known.
    ToClose,
    /// The session, told after it was held, waits for them.
    Session,
    /// They did not agree to the session.
    SessionRefused(SecondWord),
    /// A change of presence waits for them.
    Presence(PersonRef, PresenceCorrection),
    /// They did not agree to a change of presence.
    PresenceRefused(PersonRef, PresenceCorrection, SecondWord),
}

/// What of the session needs a second person at `now`: the session itself first, then presences by name.
pub fn awaited(session: &SeenSession, now: Timestamp) -> Vec<Awaited> {
    let roster = session.roster();
    if roster.cancelled.is_some() {
        return Vec::new();
    }
    let whole = of_session(&roster);
    let entries = roster.entries.iter();
    let presences = entries.filter_map(|entry| of_presence(&roster, &entry.person, now));
    whole.into_iter().chain(presences).collect()
}

fn of_session(roster: &Roster) -> Option<Awaited> {
    let backdated = roster.backdated.as_ref();
    let word = backdated.and_then(|it| it.word.as_ref());
    if let Some(word) = word.filter(|word| !word.agreed) {
        return Some(Awaited::SessionRefused(word.clone()));
    }
    let waits = roster.waits_as_a_whole() || roster.waiting_corrections().next().is_some();
    match roster.closed_at {
        None if waits => Some(Awaited::ToClose),
        Some(_) if roster.waits_as_a_whole() => Some(Awaited::Session),
        _ => None,
    }
}

fn of_presence(roster: &Roster, person: &PersonRef, now: Timestamp) -> Option<Awaited> {
    let asked = roster.correction_of(person.id)?;
    let (person, whole) = (person.clone(), asked.clone());
    match asked.word() {
        None => Some(Awaited::Presence(person, whole)),
        Some(word) if !word.agreed && now.millis_since(word.at) < NAMED_FOR => {
            Some(Awaited::PresenceRefused(person, whole, word.clone()))
        }
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests;
