//! Another record, as far as the rules compare this one with it.

use super::party::{Party, insured_of};
use crate::record::RecordKind;
use chrono::{NaiveDate, NaiveDateTime};

/// Most records that the findings of one rule name.
pub(crate) const MOST_NAMED: usize = 5;

/// A record that another might repeat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierRecord {
    /// Its number, for the text.
    pub number: String,
    /// Its [`duplicate_key`](crate::kinds::duplicate_key).
    pub key: String,
}

/// Another record in which somebody of this one may appear, or something they have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherRecord {
    /// Its number, for the text.
    pub number: String,
    /// Of which kind it is.
    pub kind: RecordKind,
    /// The day on which it was captured.
    pub captured_on: NaiveDate,
    /// Who appears in it.
    pub parties: Vec<Party>,
    /// What a claim report tells of the loss.
    pub loss: Option<ReportedLoss>,
    /// What the office decided, if it has.
    pub decided: Option<Decided>,
}

/// What a claim report tells of the loss.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportedLoss {
    /// Under which policy, in capitals.
    pub policy: String,
    /// The loss type.
    pub kind: String,
    /// When it happened.
    pub occurred_at: NaiveDateTime,
}

/// What the office decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decided {
    /// It was taken on.
    Accepted,
    /// It was turned down.
    Rejected {
        /// A code of [`crate::reason::ReasonCodes`], or
        /// [`crate::submission::UNANSWERED`].
        reason: String,
        /// Whether an insurer declines a person by it.
        declines: bool,
        /// The civil date of the branch.
        on: NaiveDate,
    },
}

impl OtherRecord {
    /// Whether its insured is this person.
    pub(crate) fn is_of(&self, insured: &Party) -> bool {
        insured_of(&self.parties).is_some_and(|other| other.is_same_as(insured))
    }
}

/// The numbers for a text, no more than people read.
pub(crate) fn named(numbers: &[&str]) -> String {
    let shown: Vec<&str> = numbers.iter().take(MOST_NAMED).copied().collect();
    let more = if numbers.len() > MOST_NAMED {
        " …"
    } else {
        ""
    };
    format!("{}{more}", shown.join(" · "))
}
