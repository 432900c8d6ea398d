//! The queue: what of it is wanted, and a page of it.

use super::{Order, Standing};
use crate::id::RecordId;
use crate::money::Money;
use crate::number::RecordNumber;
use crate::record::RecordKind;
use crate::submission::{AuthorityNeeded, PersonRef, Refusal, Status};
use crate::time::Timestamp;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What of the queue is wanted: the body of `POST /api/desk/queue`, because what people search for
/// must not stand in an address. What is left out does not matter.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct QueueFilter {
    /// Only this kind.
    pub kind: Option<RecordKind>,
    /// Only what stands there.
    pub status: Standing,
    /// Only where every word is the beginning or end of a number, or in a name.
    pub search: Option<String>,
    /// Only what agents of the team with this name captured.
    pub team: Option<String>,
    /// Only this product's code, or type of loss.
    pub subject: Option<String>,
    /// Only from this amount on.
    pub amount_from: Option<Money>,
    /// Only up to this amount.
    pub amount_until: Option<Money>,
    /// Only what arrived on this day or later.
    pub received_from: Option<NaiveDate>,
    /// Only what arrived on this day or earlier.
    pub received_until: Option<NaiveDate>,
    /// Only what the rules warn of.
    pub with_warnings: bool,
    /// Only what these have open.
    pub held: Option<Held>,
    /// What comes first.
    pub order: Order,
    /// Where the page before ended.
    pub after: Option<String>,
}

/// Who has a case open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Held {
    /// Whoever asks.
    Mine,
    /// Nobody.
    Free,
}

impl Held {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Mine, Self::Free];

    /// The name in JSON, addresses and text keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mine => "mine",
            Self::Free => "free",
        }
    }

    /// The one with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|held| held.as_str() == name)
    }
}

/// A page of the queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Queue {
    /// The page.
    pub entries: Vec<QueueEntry>,
    /// How many there are in all.
    pub total: u64,
    /// Where this page ended, if there is another.
    pub next: Option<String>,
    /// How many of each status there are, whichever is wanted.
    pub counts: Vec<StatusCount>,
    /// What can be chosen from; only with the first page.
    pub choices: Option<QueueChoices>,
    /// How far the person is today.
    pub today: DeskToday,
}

/// How many have a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusCount {
    /// The status.
    pub status: Status,
    /// How many.
    pub count: u64,
}

/// Of what the cases that the person sees are, whatever is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct QueueChoices {
    /// The teams, by name.
    pub teams: Vec<String>,
    /// The products and types of loss.
    pub subjects: Vec<SubjectChoice>,
}

/// A product or a type of loss.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SubjectChoice {
    /// Of which kind of record.
    pub kind: RecordKind,
    /// The product's code, or the loss type.
    pub subject: String,
}

/// How far somebody is today, by the day of their branch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DeskToday {
    /// How many cases they have decided, queries among them.
    pub decided: u64,
    /// How many wait that they may decide, in this list or not; no further than
    /// [`MOST_LEFT`] is counted.
    pub left: u64,
}

/// So far is counted what is left.
pub const MOST_LEFT: u64 = 1_000;

/// One case in the queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueEntry {
    /// The record.
    pub record_id: RecordId,
    /// What kind.
    pub kind: RecordKind,
    /// Its number.
    pub number: RecordNumber,
    /// The insured person's name.
    pub title: String,
    /// The product's code, or the loss type.
    pub subject: String,
    /// Yearly premium or claim estimate.
    pub amount: Option<Money>,
    /// Who captured it.
    pub captured_by: PersonRef,
    /// Their team then.
    pub team: String,
    /// When it arrived.
    pub received_at: Timestamp,
    /// Where it stands.
    pub status: Status,
    /// How many warnings the rules gave.
    pub warnings: u32,
    /// What the amount asks for.
    pub needed: AuthorityNeeded,
    /// Why the person who asks may not accept it, if so.
    pub refusal: Option<Refusal>,
    /// Who has it open.
    pub holder: Option<Holder>,
}

/// Who has a case open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// Who.
    pub person: PersonRef,
    /// Since when.
    pub since: Timestamp,
}

/// To have a case open: the body of `POST /api/desk/cases/{id}/hold`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HoldRequest {
    /// Also if somebody else has.
    pub take_over: bool,
}
