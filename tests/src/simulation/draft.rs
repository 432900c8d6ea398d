//! What a person has typed on a phone.

use shared::answers::{Answers, Changes};
use shared::id::{QueryId, RecordId};
use shared::number::RecordNumber;
use shared::record::RecordKind;
use shared::sync::Operation;
use std::collections::BTreeMap;

/// What a draft is to become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    Submission,
    Answer(QueryId),
    Amendment,
    Withdrawal,
}

/// A draft as the person left it.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) record_id: RecordId,
    pub(crate) kind: RecordKind,
    pub(crate) number: RecordNumber,
    pub(crate) answers: Answers,
    pub(crate) purpose: Purpose,
    pub(crate) base_version: u64,
    pub(crate) base: Answers,
    /// The answers of the record as the person has seen them.
    pub(crate) read: Answers,
    pub(crate) sent: bool,
}

impl Draft {
    /// What it makes different; a draft of what is there already holds only that.
    pub(crate) fn changes(&self) -> Changes {
        self.answers.iter().collect()
    }

    /// What is put on its way.
    pub(crate) fn operation(&self) -> Operation {
        let changes = self.changes();
        match self.purpose {
            Purpose::Submission => Operation::Submit {
                number: self.number.clone(),
                content: self.answers.clone(),
            },
            Purpose::Answer(query) => Operation::Answer {
                query,
                changes,
                remarks: BTreeMap::new(),
            },
            Purpose::Amendment => Operation::Amend {
                changes,
                note: "a slip".to_owned(),
            },
            Purpose::Withdrawal => Operation::Withdraw {
                note: "changed their mind".to_owned(),
            },
        }
    }
}
