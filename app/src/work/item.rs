//! One line of a person's list: a record, or a change to one.

use super::place::Place;
use chrono::NaiveDate;
use shared::id::{QueryId, RecordId};
use shared::money::Money;
use shared::number::RecordNumber;
use shared::record::RecordKind;
use shared::sync::{Operation, OutboxEntry};
use shared::time::Timestamp;

/// What of a record stands in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The record itself.
    Record,
    /// A correction of it that is not sent.
    Amendment,
    /// An answer to a query of it that is not sent.
    Answer,
}

/// What is said of a record that has arrived, and is not with the office yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outgoing {
    /// An answer to a query.
    Answer,
    /// A correction.
    Amendment,
    /// That it is taken back.
    Withdrawal,
}

impl Outgoing {
    /// What the entry says of a record that has arrived; `None` of one that sends the record itself, or was set
    /// aside.
    pub fn of(entry: &OutboxEntry) -> Option<Self> {
        if entry.is_set_aside() {
            return None;
        }
        match entry.operation()? {
            Operation::Answer { .. } => Some(Self::Answer),
            Operation::Amend { .. } => Some(Self::Amendment),
            Operation::Withdraw { .. } => Some(Self::Withdrawal),
            Operation::Submit { .. } | Operation::Mark { .. } | Operation::Close { .. } => None,
        }
    }
}

/// One record, or a change to one, in a person's lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkItem {
    /// The record.
    pub record_id: RecordId,
    /// What of it.
    pub part: Part,
    /// The key of the draft it still is.
    pub draft: Option<String>,
    /// What kind.
    pub kind: RecordKind,
    /// Its number, unless it was only just begun.
    pub number: Option<RecordNumber>,
    /// Whom it is about; empty while nobody is named.
    pub title: String,
    /// The product's code or the loss type.
    pub subject: Option<String>,
    /// Yearly premium or claim estimate.
    pub amount: Option<Money>,
    /// Where it is.
    pub place: Place,
    /// What is said of it beside, and is on its way.
    pub outgoing: Option<Outgoing>,
    /// The query that is open.
    pub query: Option<QueryId>,
    /// The last day for an answer to it.
    pub due: Option<NaiveDate>,
    /// When something last happened to it, as far as this phone knows.
    pub changed_at: Timestamp,
}

impl WorkItem {
    /// Where it leads: a draft goes on being filled in, anything else is looked at.
    pub fn href(&self) -> String {
        match (&self.draft, self.part) {
            (Some(key), Part::Amendment) => format!("/draft/{key}/check"),
            (Some(key), Part::Answer) => format!("/answer/{key}"),
            (Some(key), Part::Record) if self.place == Place::Draft => format!("/draft/{key}"),
            _ => format!("/records/{}", self.record_id),
        }
    }
}
