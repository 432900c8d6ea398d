//! Everything that is read from JSON: reading never panics, and what was read is written so that it is read
//! the same again.

use crate::fixtures::{good, number, person, today};
use crate::near::near;
use core::fmt::Debug;
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::answers::Answers;
use shared::claim::Claim;
use shared::commission::example;
use shared::desk::DecisionRequest;
use shared::facts::Fact;
use shared::finding::Finding;
use shared::id::{DecisionId, DeviceId, MutationId, QueryId, RecordId};
use shared::people::AuthorityTable;
use shared::policy::PolicyLife;
use shared::record::{Office, RecordKind, RecordView, RuleVersion};
use shared::rules::DraftChange;
use shared::setting::Setting;
use shared::submission::{RaisedItem, Review};
use shared::sync::{Mutation, Operation, SyncRequest, SyncResponse};
use shared::time::Timestamp;

fn reads_what_it_writes<T: Serialize + DeserializeOwned + PartialEq + Debug>(
    json: &str,
) -> Result<(), TestCaseError> {
    if let Ok(value) = serde_json::from_str::<T>(json) {
        let written = serde_json::to_string(&value).unwrap();
        prop_assert_eq!(serde_json::from_str::<T>(&written).unwrap(), value);
    }
    Ok(())
}

/// A table of what is read, each with a right example.
macro_rules! written {
    ($($name:ident: $type:ty = $right:expr;)*) => {
        $(
            proptest! {
                #[test]
                fn $name(json in near(&serde_json::to_string(&$right).unwrap(), 3)) {
                    reads_what_it_writes::<$type>(&json)?;
                }
            }
        )*
    };
}

fn at() -> Timestamp {
    Timestamp::from_millis(1_790_000_000_000)
}

fn mutation() -> Mutation {
    Mutation {
        mutation_id: MutationId::from_number(1),
        device_id: DeviceId::from_number(2),
        device_seq: 3,
        record_id: RecordId::from_number(4),
        kind: RecordKind::CheckIn,
        base_version: 0,
        base_hash: None,
        made_at: at(),
        rules: RuleVersion::CURRENT,
        operation: Operation::Submit {
            number: number(RecordKind::CheckIn),
            content: good(RecordKind::CheckIn),
        },
    }
}

fn record() -> RecordView {
    RecordView {
        record_id: RecordId::from_number(4),
        kind: RecordKind::LossNotice,
        number: number(RecordKind::LossNotice),
        captured_by: person(1),
        captured_at: at(),
        received_at: at(),
        version: 1,
        content_version: 1,
        rules: RuleVersion::CURRENT,
        content: good(RecordKind::LossNotice),
        office: Office::Review(Review::received(person(1), at())),
    }
}

fn decision() -> DecisionRequest {
    let item = RaisedItem {
        path: "applicant.name".to_owned(),
        reason: "unclear".to_owned(),
        note: "?".to_owned(),
    };
    DecisionRequest {
        decision_id: DecisionId::from_number(1),
        version: 2,
        by: None,
        seen: vec![Finding::warning("duplicate", "").with("number", "A-1")],
        decision: shared::desk::Decision::Query {
            query_id: QueryId::from_number(3),
            items: vec![item],
            due: today(),
        },
    }
}

fn policy() -> PolicyLife {
    let rules = example::rules();
    let book =
        shared::policy::policies(&example::facts(), today(), |on| rules.cooling_off_days(on));
    book.lives[0].clone()
}

written! {
    answers: Answers = good(RecordKind::LossNotice);
    a_mutation: Mutation = mutation();
    a_record: RecordView = record();
    a_decision: DecisionRequest = decision();
    a_finding: Finding = Finding::error("required", "applicant.name").with("max", 3);
    a_fact: Fact = example::facts()[1];
    a_claim: Claim = Claim::reported(person(1), None, at());
    a_policy: PolicyLife = policy();
    an_authority_table: AuthorityTable = AuthorityTable::as_delivered().unwrap().remove(0);
    a_draft_change: DraftChange = DraftChange::Asked { path: "applicant.name".to_owned() };
}

proptest! {
    #[test]
    fn a_request_and_a_response(
        request in near(r#"{"protocol":1,"build":"x","device_id":"019a8f2e-7c41-7b3a-9d52-0242ac120002","device_now":1,"cursor":null,"page_limit":5,"mutations":[{"a":1}]}"#, 3),
        response in near(r#"{"epoch":"e","server_now":1,"outcomes":[{"mutation_id":null,"outcome":"quarantined","reason":"unreadable"}],"from_start":false,"changes":[{"kind":"record","id":"1","version":1,"body":null}],"cursor":"c","remaining":0}"#, 3),
    ) {
        // They hold raw bytes, which are not compared.
        let _ = serde_json::from_str::<SyncRequest>(&request);
        let _ = serde_json::from_str::<SyncResponse>(&response);
    }
}
