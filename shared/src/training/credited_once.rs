//! Nobody is credited twice for the same minutes.
//!
//! Of the sessions at which somebody was and that overlap, the one that credits more counts in full and those
//! that overlap with it credit nothing: a share of a session would be a guess at which room the person sat in.
//! Of two that credit the same, the one that began earlier counts. What gives way to another session displaces
//! none itself: of three in a row of which only neighbours overlap, either the middle one counts or both others
//! may. A session that was closed early overlaps with nothing that began after its closing.

use super::{
    AttendanceRules, Presence, PresenceRules, SessionCredit, SessionTimes, TrainingSession,
};
use crate::id::{PersonId, RecordId};
use core::cmp::Reverse;
use std::collections::BTreeMap;

/// A session that counts, at which somebody was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SatThrough {
    /// Which.
    pub session: RecordId,
    /// When it was held.
    pub times: SessionTimes,
    /// What it credits them where nothing else was held meanwhile (see [`SessionCredit::minutes`]).
    pub minutes: u32,
}

impl SatThrough {
    /// The session, if it counts and credits the person something; at a branch whose clock is so many minutes
    /// ahead of UTC, by these versions.
    pub fn of(
        session: &TrainingSession<'_>,
        person: PersonId,
        here: (i32, &[PresenceRules]),
    ) -> Option<Self> {
        let roster = session.roster;
        let counts = roster.closed_at.is_some() && roster.is_in_force();
        let mut entries = roster.entries.iter().filter(|_| counts);
        let presence: Presence = entries.find(|entry| entry.person.id == person)?.presence?;
        let until = roster.held_until();
        let minutes = SessionCredit::of(session.content, until, here).minutes(presence);
        let times = SessionTimes::of(session.content, here.0, &AttendanceRules::CURRENT)?;
        (minutes > 0).then(|| Self {
            session: session.id,
            times: times.held_until(until),
            minutes,
        })
    }
}

/// Which of the sessions at which one person was credit nothing, each with the one that counts in its place.
pub fn displaced(mut sat_through: Vec<SatThrough>) -> BTreeMap<RecordId, RecordId> {
    sat_through.sort_by_key(|one| (Reverse(one.minutes), one.times.start, one.session));
    let mut counted: Vec<SatThrough> = Vec::new();
    let mut displaced = BTreeMap::new();
    for one in sat_through {
        let mut overlapping = counted
            .iter()
            .filter(|other| other.times.overlaps(&one.times));
        match overlapping.next() {
            Some(other) => {
                displaced.insert(one.session, other.session);
            }
            None => counted.push(one),
        }
    }
    displaced
}

#[cfg(test)]
mod tests;
