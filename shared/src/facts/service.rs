//! Facts about the office's own work.

use super::name::EventCode;
use crate::id::{PersonId, RecordId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A submission was decided; the day of the fact is the day of the decision.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decided {
    /// Which record.
    pub record: RecordId,
    /// The day it was received.
    pub received_on: NaiveDate,
    /// Whose it was.
    pub agent: PersonId,
    /// Accepted; rejected otherwise.
    pub accepted: bool,
    /// How often it was queried (照会) before.
    pub queries: u16,
    /// The reason code of each finding that the reviewer made.
    #[serde(default)]
    pub findings: Vec<EventCode>,
    /// Whether it was decided inside the service level.
    pub in_time: bool,
}
