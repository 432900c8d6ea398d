//! What a person has typed on a phone.

use serde::{Deserialize, Serialize};
use shared::answers::{Answers, Changes};
use shared::id::{QueryId, RecordId};
use shared::number::RecordNumber;
use shared::record::{RecordKind, RecordView};
use shared::sync::device_store;
use shared::sync::{Correction, Operation};
use shared::time::Timestamp;
use std::collections::BTreeMap;

/// What a draft is to become.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Purpose {
    Submission,
    Answer(QueryId),
    Amendment,
    Withdrawal,
}

/// A draft as the person left it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Draft {
    pub(crate) key: String,
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

/// What the office of this world asks about.
const ASKED: &str = "text";

impl device_store::Draft for Draft {
    fn sent(self, _: Timestamp) -> Self {
        Self { sent: true, ..self }
    }

    fn reopened(self, _: Timestamp) -> Option<Self> {
        Some(Self {
            sent: false,
            ..self
        })
    }
}

impl Draft {
    /// One about a record as the phone holds it.
    pub(crate) fn on(record: &RecordView, key: String, purpose: Purpose, answers: Answers) -> Self {
        Self {
            key,
            record_id: record.record_id,
            kind: record.kind,
            number: record.number.clone(),
            answers,
            purpose,
            base_version: record.content_version,
            base: record.content.clone(),
            read: record.content.clone(),
            sent: false,
        }
    }

    /// Writes something else where the person had typed; what stood there before. A withdrawal says
    /// nothing that could be corrected.
    pub(crate) fn correct(&mut self, text: &str) -> Option<String> {
        let typed = |(_, said): &(&str, &str)| said.starts_with("text ");
        let (path, before) = self.answers.iter().find(typed)?;
        let (path, before) = (path.to_owned(), before.to_owned());
        self.answers.set(&path, text);
        Some(before)
    }

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
            Purpose::Answer(query) => {
                let beside = changes.clone().only(|path| path != ASKED);
                let note = "and this".to_owned();
                Operation::Answer {
                    query,
                    changes: changes.only(|path| path == ASKED),
                    remarks: BTreeMap::new(),
                    correction: (!beside.is_empty()).then_some(Correction {
                        changes: beside,
                        note,
                    }),
                }
            }
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
