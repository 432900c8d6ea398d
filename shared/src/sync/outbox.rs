//! What waits on the phone.

use super::{Clash, Mutation, Operation, Quarantine};
use crate::finding::Finding;
use crate::id::{MutationId, RecordId};
use crate::submission::Refusal;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

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

/// What goes with an entry that is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finish {
    /// Nothing: it has left the outbox already, and perhaps another stands under its number.
    NotThere,
    /// The entry; something else was made of its draft and still needs it.
    Entry,
    /// The entry, and its draft if that is on its way.
    WithDraft,
}

/// What goes of the outbox when this entry is done.
pub fn finish<'a>(outbox: impl IntoIterator<Item = &'a OutboxEntry>, done: &OutboxEntry) -> Finish {
    let (mut is_there, mut is_needed) = (false, false);
    for entry in outbox {
        if entry.mutation_id == done.mutation_id && entry.seq == done.seq {
            is_there = true;
        } else {
            is_needed |= entry.draft == done.draft;
        }
    }
    match (is_there, is_needed) {
        (false, _) => Finish::NotThere,
        (true, true) => Finish::Entry,
        (true, false) => Finish::WithDraft,
    }
}

impl OutboxEntry {
    /// The mutation, read from its bytes; `None` if this build cannot read them.
    pub fn mutation(&self) -> Option<Mutation> {
        serde_json::from_str(&self.body).ok()
    }

    /// What it does, as far as this build can read it.
    pub fn operation(&self) -> Option<Operation> {
        self.mutation().map(|mutation| mutation.operation)
    }

    /// Whether the server did not take it.
    pub const fn is_set_aside(&self) -> bool {
        matches!(self.state, EntryState::SetAside(_))
    }
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

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// An entry that waits; nothing is known of what it does.
    pub fn entry(seq: u64, record: u128, unsent: bool) -> OutboxEntry {
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

    #[test]
    fn only_what_certainly_nobody_has_can_be_taken_back() {
        let outbox = [entry(1, 1, true), entry(2, 2, false), entry(3, 3, true)];
        let found = |seq| still_to_take_back(&outbox, seq).map(|entry| entry.seq);
        assert_eq!([1, 2, 3, 4].map(found), [Some(1), None, Some(3), None]);
        let outbox = [entry(1, 1, true), entry(2, 1, true)];
        assert_eq!(still_to_take_back(&outbox, 1), None, "2 rests on it");
    }

    #[test]
    fn a_draft_goes_with_the_last_that_was_made_of_it() {
        let of = |seq, draft: &str| OutboxEntry {
            draft: draft.to_owned(),
            ..entry(seq, 1, false)
        };
        let outbox = [of(1, "a"), of(2, "a"), of(3, "b")];
        let goes = |entry: &OutboxEntry| finish(&outbox, entry);
        assert_eq!(goes(&outbox[0]), Finish::Entry, "2 needs it");
        assert_eq!(goes(&outbox[2]), Finish::WithDraft);
        assert_eq!(goes(&of(4, "c")), Finish::NotThere);
        let another = OutboxEntry {
            mutation_id: MutationId::from_number(9),
            ..of(1, "a")
        };
        assert_eq!(goes(&another), Finish::NotThere, "another took its number");
    }

    #[test]
    fn an_entry_of_before_counts_as_sent() {
        let mut written = serde_json::to_value(entry(1, 1, true)).unwrap();
        written.as_object_mut().unwrap().remove("unsent");
        let read: OutboxEntry = serde_json::from_value(written).unwrap();
        assert!(!read.unsent);
    }
}
