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
    /// The mutation's bytes.
    pub body: String,
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
    /// What to send now, in order: what waits, except behind an entry of the same record that is
    /// set aside (first in, first out for each record).
    pub fn batch(&self) -> Vec<&OutboxEntry> {
        let mut blocked = Vec::new();
        let mut batch = Vec::new();
        let mut bytes = 0;
        for entry in &self.outbox {
            match &entry.state {
                EntryState::SetAside(_) => blocked.push(entry.record_id),
                EntryState::Waiting if !blocked.contains(&entry.record_id) => {
                    bytes += entry.body.len();
                    let full = batch.len() == SENT_AT_ONCE || bytes > MOST_BYTES;
                    if full && !batch.is_empty() {
                        break;
                    }
                    batch.push(entry);
                }
                EntryState::Waiting | EntryState::Applied { .. } => {}
            }
        }
        batch
    }
}
