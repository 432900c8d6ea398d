//! Another record, as far as the rules compare this one with it.

use super::party::{Party, insured_of, parties};
use super::read;
use crate::answers::Answers;
use crate::record::RecordKind;
use chrono::{NaiveDate, NaiveDateTime};

/// Most records that the findings of one rule name.
pub(super) const MOST_NAMED: usize = 5;

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
        /// One of [`crate::submission::reason::REJECTION`], or
        /// [`crate::submission::reason::UNANSWERED`].
        reason: String,
        /// The civil date of the branch.
        on: NaiveDate,
    },
}

impl OtherRecord {
    /// A record that says this, not decided yet.
    pub fn new(
        number: String,
        kind: RecordKind,
        captured_on: NaiveDate,
        content: &Answers,
    ) -> Self {
        Self {
            number,
            kind,
            captured_on,
            parties: parties(kind, content),
            loss: reported_loss(kind, content),
            decided: None,
        }
    }

    /// Whether its insured is this person.
    pub(super) fn is_of(&self, insured: &Party) -> bool {
        insured_of(&self.parties).is_some_and(|other| other.is_same_as(insured))
    }
}

/// What the answers of a claim report tell of the loss.
pub(super) fn reported_loss(kind: RecordKind, answers: &Answers) -> Option<ReportedLoss> {
    if kind != RecordKind::LossNotice {
        return None;
    }
    Some(ReportedLoss {
        policy: read::policy_number_at(answers, "policy.number")?,
        kind: answers.get("loss.kind")?.to_owned(),
        occurred_at: read::moment_at(answers, "loss.occurred_at")?,
    })
}

/// The numbers for a text, no more than people read.
pub(super) fn named(numbers: &[&str]) -> String {
    let shown: Vec<&str> = numbers.iter().take(MOST_NAMED).copied().collect();
    let more = if numbers.len() > MOST_NAMED {
        " …"
    } else {
        ""
    };
    format!("{}{more}", shown.join(" · "))
}
