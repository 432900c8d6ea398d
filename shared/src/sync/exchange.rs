//! What goes over the network: one request, one response.

use super::{Acknowledgement, Clash};
use crate::finding::Finding;
use crate::id::{DeviceId, MutationId};
use crate::submission::Refusal;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// The version of the protocol this build speaks.
pub const PROTOCOL: u32 = 1;

/// Where a device has read to. Opaque to the device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cursor(pub String);

/// What waits, and where the device has read to.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SyncRequest {
    /// [`PROTOCOL`].
    pub protocol: u32,
    /// The build the device runs.
    pub build: String,
    /// Which device.
    pub device_id: DeviceId,
    /// The device's clock now, so that the server learns how wrong it is.
    pub device_now: Timestamp,
    /// `None` to begin from the start.
    pub cursor: Option<Cursor>,
    /// Most changes wanted; 0 only sends.
    pub page_limit: u32,
    /// The bytes of each mutation, as they were made, in the order they were made; at most
    /// [`super::MOST_MUTATIONS`].
    #[serde(deserialize_with = "super::limits::read_mutations")]
    pub mutations: Vec<Box<RawValue>>,
}

/// The outcome of each mutation, and a page of changes.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SyncResponse {
    /// Which life of the server's store this is; a restored backup begins a new one.
    pub epoch: String,
    /// The server's clock.
    pub server_now: Timestamp,
    /// In the order of the request. A server that is busy does as much as it can in a while: what has
    /// no outcome here is sent again.
    pub outcomes: Vec<MutationOutcome>,
    /// The page begins from the start: what the device holds is of another epoch or scope.
    pub from_start: bool,
    /// The changes after the cursor, oldest first.
    pub changes: Vec<Change>,
    /// Where the page ends.
    pub cursor: Option<Cursor>,
    /// How many changes come after this page.
    pub remaining: u64,
}

/// What became of one mutation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MutationOutcome {
    /// Which; `None` if its bytes could not be read.
    pub mutation_id: Option<MutationId>,
    /// What became of it.
    #[serde(flatten)]
    pub outcome: Outcome,
    /// The server's proof, if the mutation was applied and brought content. Servers of before give none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acknowledgement: Option<Acknowledgement>,
}

impl MutationOutcome {
    /// An outcome without content to acknowledge.
    pub const fn bare(mutation_id: Option<MutationId>, outcome: Outcome) -> Self {
        Self {
            mutation_id,
            outcome,
            acknowledgement: None,
        }
    }
}

/// What became of a mutation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Outcome {
    /// Done, durably.
    Applied {
        /// The record's version with it.
        version: u64,
    },
    /// It had been done before.
    AlreadyApplied {
        /// The record's version with it.
        version: u64,
    },
    /// The record has moved on.
    Conflict {
        /// The record's version now.
        version: u64,
        /// Why it no longer fits, if a rule of the record's course says so.
        refusal: Option<Refusal>,
        /// The answers that were changed here and there, each to something else.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        clashes: Vec<Clash>,
    },
    /// The rules found errors.
    Rejected {
        /// What they found.
        findings: Vec<Finding>,
    },
    /// It cannot be applied as it is, and sending it again will not help.
    Quarantined {
        /// Why.
        #[serde(flatten)]
        quarantine: Quarantine,
        /// What could not be read, where and why. Servers of before say nothing.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        findings: Vec<Finding>,
    },
    /// Not now.
    RetryLater {
        /// Milliseconds to wait.
        after_ms: u64,
    },
}

impl From<Quarantine> for Outcome {
    fn from(quarantine: Quarantine) -> Self {
        let findings = Vec::new();
        Self::Quarantined {
            quarantine,
            findings,
        }
    }
}

/// Why a mutation cannot be applied. Text key `ui.set_aside.<name>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Quarantine {
    /// Not a mutation this server can read: perhaps of a newer app.
    Unreadable,
    /// The same id came before with other bytes.
    DifferentBody,
    /// The device's number came before with another mutation: a copied phone.
    SequenceReused,
    /// The person may not change this record.
    NotYours,
    /// The operation does not fit this kind of record.
    WrongOperation,
    /// The record is unknown here.
    UnknownRecord,
    /// The human number belongs to another record.
    NumberTaken,
}

impl Quarantine {
    /// The name in JSON and text keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::DifferentBody => "different_body",
            Self::SequenceReused => "sequence_reused",
            Self::NotYours => "not_yours",
            Self::WrongOperation => "wrong_operation",
            Self::UnknownRecord => "unknown_record",
            Self::NumberTaken => "number_taken",
        }
    }
}

/// One thing as it is now, or that it is gone.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Change {
    /// The name of a [`super::Pulled`], or of something newer.
    pub kind: String,
    /// The thing's id.
    pub id: String,
    /// Its version.
    pub version: u64,
    /// The thing; `None` if it is gone from this person's scope.
    pub body: Option<Box<RawValue>>,
}
