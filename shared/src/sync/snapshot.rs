//! What the device holds when an exchange begins, and what of it goes.

use super::{Cursor, EntryState, OutboxEntry};
use crate::id::{DeviceId, RecordId};
use std::collections::BTreeMap;

/// What the device holds when an exchange begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// Which device this is.
    pub device_id: DeviceId,
    /// Where it has read to.
    pub cursor: Option<Cursor>,
    /// The server's epoch it last met.
    pub epoch: Option<String>,
    /// All entries, by their number.
    pub outbox: Vec<OutboxEntry>,
    /// The versions held of records that have an entry.
    pub held: BTreeMap<RecordId, u64>,
}

/// Most mutations that are sent at once; a server takes more.
const SENT_AT_ONCE: usize = 50;
/// Most bytes of mutations in one exchange, unless the first alone is larger.
const MOST_BYTES: usize = 512 * 1024;

/// What of an outbox may go, in order: what waits, except behind an entry of the same record that is set aside (first
/// in, first out for each record).
pub fn ready(outbox: &[OutboxEntry]) -> Vec<&OutboxEntry> {
    let waits = |entry: &OutboxEntry| entry.state == EntryState::Waiting;
    let places = unblocked(outbox, waits);
    places.filter_map(|at| outbox.get(at)).collect()
}

/// The places of the entries that go, each unless one before it of the same record does not.
fn unblocked(
    outbox: &[OutboxEntry],
    goes: impl Fn(&OutboxEntry) -> bool,
) -> impl Iterator<Item = usize> {
    let mut blocked = Vec::new();
    let places = outbox.iter().enumerate().filter(move |(_, entry)| {
        let is_there = matches!(entry.state, EntryState::Applied { .. });
        let is_held = blocked.contains(&entry.record_id) || !goes(entry);
        if !is_there && is_held {
            blocked.push(entry.record_id);
        }
        !is_there && !is_held
    });
    places.map(|(at, _)| at)
}

impl Snapshot {
    /// What to send now, in order: what waits, except behind an entry of the same record that is set
    /// aside or not offered (first in, first out for each record).
    pub fn batch(&self) -> Vec<&OutboxEntry> {
        let goes = |entry: &OutboxEntry| entry.state == EntryState::Waiting && !entry.unsent;
        let places = self.first_that(goes).into_iter();
        places.filter_map(|at| self.outbox.get(at)).collect()
    }

    /// Offers what waits: from now on the next batch may have been sent, whatever becomes of it. Returns
    /// the entries of which that was not so before. They have to be kept in the transaction in which the
    /// snapshot was read: whoever takes an entry back does so before, or not at all.
    pub fn offer(&mut self) -> Vec<OutboxEntry> {
        let next = self.first_that(|entry| entry.state == EntryState::Waiting);
        let mut offered = Vec::new();
        for at in next {
            if let Some(entry) = self.outbox.get_mut(at).filter(|entry| entry.unsent) {
                entry.unsent = false;
                offered.push(entry.clone());
            }
        }
        offered
    }

    /// Whether something waits that is not offered yet.
    pub fn holds_back(&self) -> bool {
        !self.clone().offer().is_empty()
    }

    /// The places of the first entries that go, as many as are sent at once.
    fn first_that(&self, goes: impl Fn(&OutboxEntry) -> bool) -> Vec<usize> {
        let mut places = Vec::new();
        let mut bytes = 0;
        for at in unblocked(&self.outbox, goes) {
            bytes += self.outbox.get(at).map_or(0, |entry| entry.body.len());
            let full = places.len() == SENT_AT_ONCE || bytes > MOST_BYTES;
            if full && !places.is_empty() {
                break;
            }
            places.push(at);
        }
        places
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sync::Quarantine;
    use crate::sync::outbox::tests::entry;

    fn snapshot(outbox: Vec<OutboxEntry>) -> Snapshot {
        Snapshot {
            device_id: DeviceId::from_number(1),
            cursor: None,
            epoch: None,
            outbox,
            held: BTreeMap::new(),
        }
    }

    fn sent(snapshot: &Snapshot) -> Vec<u64> {
        snapshot.batch().iter().map(|entry| entry.seq).collect()
    }

    #[test]
    fn what_was_not_offered_is_not_sent_nor_what_was_made_after_it() {
        let mut held = snapshot(vec![
            entry(1, 1, true),
            entry(2, 1, false),
            entry(3, 2, false),
        ]);
        assert_eq!(sent(&held), [3]);
        assert!(held.holds_back());
        let offered = held.offer();
        assert_eq!(offered.iter().map(|it| it.seq).collect::<Vec<_>>(), [1]);
        assert_eq!(sent(&held), [1, 2, 3]);
        assert!(!held.holds_back());
    }

    #[test]
    fn what_stands_behind_a_set_aside_entry_stays_nobody_elses() {
        let mut first = entry(1, 1, false);
        first.state = EntryState::SetAside(Quarantine::NumberTaken.into());
        let mut held = snapshot(vec![first, entry(2, 1, true)]);
        assert!(held.offer().is_empty());
        assert!(held.batch().is_empty());
    }
}
