//! What an answer to a query may change, and what hangs together with it.

use super::*;
use crate::id::{DeviceId, MutationId, PersonId, QueryId, RecordId};
use crate::number::{DeviceNumber, RecordNumber};
use crate::record::{RecordKind, RuleVersion};
use crate::submission::{PersonRef, Query, RaisedItem, Review, Status};
use crate::sync::{Admission, Correction, admit};
use chrono::NaiveDate;

/// In this world a birth date and a number have to agree.
fn check(_: RecordKind, content: &Answers) -> Vec<Finding> {
    match content.get("birth_date") == content.get("number") {
        true => Vec::new(),
        false => vec![Finding::error("disagrees", "number")],
    }
}

fn agent() -> PersonRef {
    PersonRef {
        id: PersonId::from_number(1),
        name: "李雷".to_owned(),
    }
}

/// A record of which the birth date is asked.
fn asked(kind: RecordKind) -> RecordView {
    let content = Answers::new()
        .with("birth_date", "1990")
        .with("number", "1990");
    let raised = RaisedItem {
        path: "birth_date".to_owned(),
        reason: "identity_unclear".to_owned(),
        note: "?".to_owned(),
    };
    let at = Timestamp::from_millis(1);
    let query = Query::raise(
        QueryId::from_number(7),
        vec![raised],
        NaiveDate::default(),
        &content,
        agent(),
        at,
    );
    let review = Review {
        status: Status::Queried,
        queries: vec![query],
        ..Review::received(agent(), at)
    };
    RecordView {
        record_id: RecordId::from_number(4),
        kind,
        number: RecordNumber::new('A', DeviceNumber::new(1), 1),
        captured_by: agent(),
        captured_at: at,
        received_at: at,
        version: 2,
        content_version: 1,
        rules: RuleVersion::CURRENT,
        content,
        office: Office::Review(review),
    }
}

fn answer(kind: RecordKind, correction: Option<Correction>) -> Mutation {
    Mutation {
        mutation_id: MutationId::from_number(1),
        device_id: DeviceId::from_number(2),
        device_seq: 1,
        record_id: RecordId::from_number(4),
        kind,
        base_version: 1,
        base_hash: None,
        made_at: Timestamp::from_millis(5),
        rules: RuleVersion::CURRENT,
        operation: Operation::Answer {
            query: QueryId::from_number(7),
            changes: Changes::new().with("birth_date", "1991"),
            remarks: BTreeMap::new(),
            correction,
        },
    }
}

fn with_the_number(note: &str) -> Option<Correction> {
    Some(Correction {
        changes: Changes::new().with("number", "1991"),
        note: note.to_owned(),
    })
}

/// Sends it when the record says this, having read what was asked.
fn sent(record: &RecordView, mutation: &Mutation) -> Admission {
    let base = asked(record.kind).content;
    let sender = Sender {
        person: agent(),
        teaching: None,
    };
    let known = Known {
        record,
        base: Some(&base),
    };
    admit(
        mutation,
        &sender,
        Some(known),
        &check,
        Timestamp::from_millis(9),
    )
}

#[test]
fn what_is_right_only_together_is_answered_together() {
    let kind = RecordKind::Application;
    let alone = sent(&asked(kind), &answer(kind, None));
    assert!(matches!(alone, Admission::Refuse(Outcome::Rejected { .. })));
    let Admission::Apply(record) = sent(&asked(kind), &answer(kind, with_the_number("both")))
    else {
        panic!("it fits");
    };
    assert_eq!(record.content.get("number"), Some("1991"));
    assert_eq!((record.version, record.content_version), (3, 2));
    let Office::Review(review) = record.office else {
        panic!("a review");
    };
    assert_eq!(review.status, Status::Answered);
    assert_eq!(review.amendments[0].note, "both");
    assert_eq!(review.amendments[0].answers[0].path, "number");
}

#[test]
fn a_correction_beside_an_answer_says_why() {
    let kind = RecordKind::LossNotice;
    let refused = sent(&asked(kind), &answer(kind, with_the_number(" ")));
    let findings = vec![Finding::error("required", "note")];
    assert_eq!(refused, Admission::Refuse(Outcome::Rejected { findings }));
}

#[test]
fn a_correction_of_what_people_sign_is_not_put_together_with_anothers() {
    for (kind, merges) in [
        (RecordKind::Application, false),
        (RecordKind::LossNotice, true),
    ] {
        let mut moved = asked(kind);
        moved.content.set("mobile", "1");
        moved.content_version = 2;
        let outcome = sent(&moved, &answer(kind, with_the_number("both")));
        assert_eq!(matches!(outcome, Admission::Apply(_)), merges, "{kind:?}");
    }
}

#[test]
fn an_answer_of_a_build_of_before_is_read() {
    let written = serde_json::to_string(&answer(RecordKind::Application, None)).unwrap();
    assert!(!written.contains("correction"));
    assert!(serde_json::from_str::<Mutation>(&written).is_ok());
}
