//! What waits on the phone.

use super::{Clash, Cursor, Quarantine};
use crate::finding::Finding;
use crate::id::{DeviceId, MutationId, RecordId};
use crate::submission::Refusal;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One mutation that waits on the phone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutboxEntry {
    /// The mutation's number on this device.
    pub seq: u64,
    /// The mutation's id.
    pub mutation_id: MutationId,
    /// The record it is about.
    pub record_id: RecordId,
    /// The draft it was made of: goes when the entry goes.
    pub draft: String,
    /// When it was made, by the device's clock.
    pub made_at: Timestamp,
    /// Where it stands.
    pub state: EntryState,
    /// Nobody but this device can have it: it was not in any exchange yet, and may still be taken back.
    /// Of entries of before nobody knows.
    #[serde(default, skip_serializing_if = "is_false")]
    pub unsent: bool,
    /// The mutation's bytes.
    pub body: String,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands in a reference"
)]
const fn is_false(flag: &bool) -> bool {
    !*flag
}

/// The entry with this number, if it may be taken out of the outbox as if it had never been made: nobody
/// but this device can have it, and nothing that was made later of the same record rests on it.
pub fn still_to_take_back(outbox: &[OutboxEntry], seq: u64) -> Option<&OutboxEntry> {
    let entry = outbox.iter().find(|entry| entry.seq == seq)?;
    let mut later = outbox.iter().filter(|other| other.seq > seq);
    let rests_on_it = later.any(|other| other.record_id == entry.record_id);
    (entry.unsent && entry.state == EntryState::Waiting && !rests_on_it).then_some(entry)
}

/// Where an outbox entry stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryState {
    /// To be sent.
    Waiting,
    /// The server has it; the record's view of that version has not come yet.
    Applied {
        /// The record's version with it.
        version: u64,
    },
    /// Set aside until the person acts; others pass.
    SetAside(SetAside),
}

/// Why an entry is set aside, and by that the way out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum SetAside {
    /// The rules found errors: mend the draft and send it again.
    Rejected {
        /// What they found.
        findings: Vec<Finding>,
    },
    /// The record moved on: choose between the answers that clash; or look at it, then drop this or
    /// send it anew.
    Conflict {
        /// The record's version now.
        version: u64,
        /// Why it no longer fits.
        refusal: Option<Refusal>,
        /// The answers of which one has to be chosen.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        clashes: Vec<Clash>,
    },
    /// The server cannot apply it: send it anew, or give it to the office.
    Quarantined {
        /// Why.
        #[serde(flatten)]
        quarantine: Quarantine,
        /// What could not be read, where and why.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        findings: Vec<Finding>,
    },
}

impl From<Quarantine> for SetAside {
    fn from(quarantine: Quarantine) -> Self {
        let findings = Vec::new();
        Self::Quarantined {
            quarantine,
            findings,
        }
    }
}

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
        let mut blocked = Vec::new();
        let mut places = Vec::new();
        let mut bytes = 0;
        for (at, entry) in self.outbox.iter().enumerate() {
            if matches!(entry.state, EntryState::Applied { .. }) {
                continue;
            }
            if blocked.contains(&entry.record_id) || !goes(entry) {
                blocked.push(entry.record_id);
                continue;
            }
            bytes += entry.body.len();
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

    fn entry(seq: u64, record: u128, unsent: bool) -> OutboxEntry {
        OutboxEntry {
            seq,
            mutation_id: MutationId::from_number(seq.into()),
            record_id: RecordId::from_number(record),
            draft: String::new(),
            made_at: Timestamp::default(),
            state: EntryState::Waiting,
            unsent,
            body: String::new(),
        }
    }

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

    #[test]
    fn only_what_certainly_nobody_has_can_be_taken_back() {
        let outbox = [entry(1, 1, true), entry(2, 2, false), entry(3, 3, true)];
        let found = |seq| still_to_take_back(&outbox, seq).map(|entry| entry.seq);
        assert_eq!([1, 2, 3, 4].map(found), [Some(1), None, Some(3), None]);
        let outbox = [entry(1, 1, true), entry(2, 1, true)];
        assert_eq!(still_to_take_back(&outbox, 1), None, "2 rests on it");
    }

    #[test]
    fn an_entry_of_before_counts_as_sent() {
        let mut written = serde_json::to_value(entry(1, 1, true)).unwrap();
        written.as_object_mut().unwrap().remove("unsent");
        let read: OutboxEntry = serde_json::from_value(written).unwrap();
        assert!(!read.unsent);
    }
}
