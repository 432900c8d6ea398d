//! One change a device makes to one record.

use super::ContentHash;
use crate::answers::{Answers, Changes};
use crate::id::{DeviceId, MutationId, PersonId, QueryId, RecordId};
use crate::number::RecordNumber;
use crate::record::{RecordKind, RuleVersion};
use crate::time::Timestamp;
use crate::training::Presence;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// One change a device makes to one record. Its bytes are fixed when it is made: it is written to
/// JSON once, and those bytes are kept and sent, however often.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mutation {
    /// Made on the device; the server applies an id once.
    pub mutation_id: MutationId,
    /// Which device.
    pub device_id: DeviceId,
    /// 1, 2, 3 … on this device, without gaps.
    pub device_seq: u64,
    /// The record it is about.
    pub record_id: RecordId,
    /// What kind of record that is.
    pub kind: RecordKind,
    /// The content version the device had read; 0 for a new record.
    pub base_version: u64,
    /// The hash of that content, if this changes it: a server that comes back from a backup gives the
    /// same version to another content. Devices of before send none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_hash: Option<ContentHash>,
    /// When it was made, by the device's clock.
    pub made_at: Timestamp,
    /// The rules the device checked it with.
    pub rules: RuleVersion,
    /// What it does.
    pub operation: Operation,
}

/// What a mutation does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "op", rename_all = "snake_case", deny_unknown_fields)]
pub enum Operation {
    /// Sends a complete record.
    Submit {
        /// The number people use for it.
        number: RecordNumber,
        /// Everything that was answered.
        content: Answers,
    },
    /// Answers a query.
    Answer {
        /// Which query.
        query: QueryId,
        /// The new answers, only at queried paths; an unchanged one may be left out.
        changes: Changes,
        /// A remark per queried path.
        remarks: BTreeMap<String, String>,
        /// What else has to be corrected with it: answers hang together, and what is asked may be right only
        /// with what is not. Devices of before send none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        correction: Option<Correction>,
    },
    /// Changes a submission that is not decided yet: what arrived stays as it was, this becomes the
    /// next version of the content.
    Amend {
        /// What is different from the content at the base version.
        changes: Changes,
        /// Why, in the agent's words.
        note: String,
    },
    /// Takes a submission back.
    Withdraw {
        /// Why.
        note: String,
    },
    /// A trainer marks a person's presence by hand. After the day of the session it asks a second person for
    /// the change.
    Mark {
        /// Who was there, or not.
        person: PersonId,
        /// What the trainer saw.
        presence: Presence,
        /// Why by hand.
        reason: String,
        /// That it corrects a month whose pay is closed. Devices of before send none.
        #[serde(default, skip_serializing_if = "core::ops::Not::not")]
        correction: bool,
    },
    /// A trainer ends a session: who is not on the roster as present is absent. After its day it asks a second
    /// person for the session with its attendance.
    Close {
        /// Why only after the day of the session; empty in time. Devices of before send none.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
        /// That it corrects a month whose pay is closed. Devices of before send none.
        #[serde(default, skip_serializing_if = "core::ops::Not::not")]
        correction: bool,
    },
}

impl Operation {
    /// Ends a session in time.
    pub const fn close() -> Self {
        Self::Close {
            reason: String::new(),
            correction: false,
        }
    }

    /// Whether `other`, on the same record, is about the same matter: of two, the later repeats the earlier
    /// or changes what it said.
    pub fn is_of_matter(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Answer { query, .. }, Self::Answer { query: asked, .. }) => query == asked,
            (Self::Mark { person, .. }, Self::Mark { person: marked, .. }) => person == marked,
            (Self::Submit { .. }, Self::Submit { .. })
            | (Self::Amend { .. }, Self::Amend { .. })
            | (Self::Withdraw { .. }, Self::Withdraw { .. })
            | (Self::Close { .. }, Self::Close { .. }) => true,
            (
                Self::Submit { .. }
                | Self::Answer { .. }
                | Self::Amend { .. }
                | Self::Withdraw { .. }
                | Self::Mark { .. }
                | Self::Close { .. },
                _,
            ) => false,
        }
    }

    /// Whether it may undo what `earlier` did to the same record, or let it be done that could not be done
    /// before: a session that is changed may be open again, and take marks that it did not take.
    pub const fn may_undo(&self, earlier: &Self) -> bool {
        matches!(
            (self, earlier),
            (Self::Amend { .. }, Self::Close { .. } | Self::Mark { .. })
        )
    }

    /// Whether it is done once to a record, or once to a query, whatever it says; unless it was undone.
    pub const fn is_done_once(&self) -> bool {
        match self {
            Self::Submit { .. }
            | Self::Answer { .. }
            | Self::Withdraw { .. }
            | Self::Close { .. } => true,
            Self::Amend { .. } | Self::Mark { .. } => false,
        }
    }
}

/// What an answer to a query corrects beside what was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// What is different from the content at the base version, at paths that were not asked.
    pub changes: Changes,
    /// Why, in the agent's words.
    pub note: String,
}

/// The SHA-256 of a mutation's bytes, in hexadecimal: the same id with another fingerprint is refused.
pub fn fingerprint(body: &(impl AsRef<[u8]> + ?Sized)) -> String {
    Sha256::digest(body)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::number::DeviceNumber;

    pub fn a_submission() -> Mutation {
        Mutation {
            mutation_id: MutationId::from_number(1),
            device_id: DeviceId::from_number(2),
            device_seq: 3,
            record_id: RecordId::from_number(4),
            kind: RecordKind::Application,
            base_version: 0,
            base_hash: None,
            made_at: Timestamp::from_millis(1_790_000_000_000),
            rules: RuleVersion(1),
            operation: Operation::Submit {
                number: RecordNumber::new('A', DeviceNumber::new(7), 12),
                content: Answers::new().with("applicant.name", "王芳"),
            },
        }
    }

    #[test]
    fn the_written_form_is_stable() {
        insta::assert_json_snapshot!(a_submission(), @r#"
        {
          "mutation_id": "00000000-0000-0000-0000-000000000001",
          "device_id": "00000000-0000-0000-0000-000000000002",
          "device_seq": 3,
          "record_id": "00000000-0000-0000-0000-000000000004",
          "kind": "application",
          "base_version": 0,
          "made_at": 1790000000000,
          "rules": 1,
          "operation": {
            "op": "submit",
            "number": "A-0007-000012-3",
            "content": {
              "applicant.name": "王芳"
            }
          }
        }
        "#);
    }

    #[test]
    fn unknown_and_doubled_fields_are_refused() {
        let good = serde_json::to_string(&a_submission()).unwrap();
        assert!(serde_json::from_str::<Mutation>(&good).is_ok());
        let extra = good.replacen('{', r#"{"extra":1,"#, 1);
        assert!(serde_json::from_str::<Mutation>(&extra).is_err());
        let doubled = good.replacen('{', r#"{"device_seq":3,"#, 1);
        assert!(serde_json::from_str::<Mutation>(&doubled).is_err());
        let inner = good.replace(r#""op":"submit","#, r#""op":"submit","extra":1,"#);
        assert!(serde_json::from_str::<Mutation>(&inner).is_err());
        let twice = good.replace(
            r#""applicant.name":"#,
            r#""applicant.name":"x","applicant.name":"#,
        );
        assert!(serde_json::from_str::<Mutation>(&twice).is_err());
    }
}
