//! A decision for tests.

use crate::store::{DecisionState, KeptDecision, WhatWasRead};
use shared::desk::{Decision, DecisionRequest};
use shared::id::{DecisionId, RecordId};
use shared::number::{DeviceNumber, RecordNumber};
use shared::submission::{AuthorityNeeded, Level};
use shared::time::Timestamp;

/// An acceptance that can be taken back until `sent_at`.
pub fn kept(number: u128, sent_at: i64) -> KeptDecision {
    KeptDecision {
        record_id: RecordId::from_number(number),
        number: RecordNumber::new('A', DeviceNumber::new(1), 1),
        request: DecisionRequest {
            decision_id: DecisionId::from_number(number),
            version: 1,
            by: None,
            seen: Vec::new(),
            decision: Decision::Accept {},
        },
        read: WhatWasRead {
            content_version: 1,
            steps: 1,
            first_of_two: false,
            needed: AuthorityNeeded {
                level: Level(1),
                four_eyes: false,
            },
            agent: "王芳".to_owned(),
        },
        sent_at: Timestamp::from_millis(sent_at),
        state: DecisionState::Undoable,
    }
}
