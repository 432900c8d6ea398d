//! An agent corrects a mistyped session number.

use crate::answers::{Answers, Changes};
use crate::finding::Finding;
use crate::id::{DeviceId, MutationId, PersonId, RecordId};
use crate::number::{DeviceNumber, RecordNumber};
use crate::record::{Office, RecordKind, RecordView, RuleVersion};
use crate::submission::PersonRef;
use crate::sync::{Admission, Known, Mutation, Operation, Outcome, Quarantine, Sender, admit};
use crate::time::Timestamp;
use crate::training::{CheckInRefusal, CheckInState, Presence};

const TYPED: Timestamp = Timestamp::from_millis(1_795_222_800_000);

fn agent() -> PersonRef {
    PersonRef {
        id: PersonId::from_number(1),
        name: "王芳".to_owned(),
    }
}

/// A sign-in with the number of another session.
fn sign_in(state: CheckInState) -> RecordView {
    RecordView {
        record_id: RecordId::from_number(7),
        kind: RecordKind::CheckIn,
        number: RecordNumber::new('S', DeviceNumber::new(1), 1),
        captured_by: agent(),
        captured_at: TYPED,
        received_at: TYPED,
        version: 1,
        content_version: 1,
        rules: RuleVersion::CURRENT,
        content: Answers::new()
            .with("session_number", "K0Q1C")
            .with("code", "0005724"),
        office: Office::CheckIn(state),
    }
}

fn changed(record: &RecordView, path: &str, text: &str) -> Admission {
    let mutation = Mutation {
        mutation_id: MutationId::from_number(2),
        device_id: DeviceId::from_number(1),
        device_seq: 2,
        record_id: record.record_id,
        kind: RecordKind::CheckIn,
        base_version: 1,
        base_hash: None,
        made_at: TYPED.plus_millis(3_600_000),
        rules: RuleVersion::CURRENT,
        operation: Operation::Amend {
            changes: Changes::new().with(path, text),
            note: String::new(),
        },
    };
    let sender = Sender {
        person: agent(),
        teaching: None,
    };
    let known = Known {
        record,
        base: Some(&record.content),
    };
    let rules = |_: RecordKind, _: &Answers| Vec::<Finding>::new();
    admit(&mutation, &sender, Some(known), &rules, mutation.made_at)
}

#[test]
fn a_number_is_corrected_and_the_moment_of_typing_stays() {
    let wrong = CheckInRefusal::WrongCode;
    for state in [
        CheckInState::WaitingForSession,
        CheckInState::NotCounted { reason: wrong },
    ] {
        let Admission::Apply(corrected) = changed(&sign_in(state), "session_number", "K7QMY")
        else {
            panic!("a correction that fits is taken");
        };
        assert_eq!(corrected.content.get("session_number"), Some("K7QMY"));
        assert_eq!(
            (corrected.captured_at, corrected.content_version),
            (TYPED, 2)
        );
        assert_eq!(
            corrected.office,
            Office::CheckIn(CheckInState::WaitingForSession)
        );
    }
}

#[test]
fn the_code_stays_as_it_was_typed() {
    let waits = sign_in(CheckInState::WaitingForSession);
    let refused = Admission::Refuse(Quarantine::WrongOperation.into());
    assert_eq!(changed(&waits, "code", "1005721"), refused);
}

#[test]
fn a_sign_in_that_counts_has_the_right_number() {
    let counted = sign_in(CheckInState::Counted {
        session: RecordId::from_number(9),
        presence: Presence::Present,
    });
    let findings = vec![Finding::error("check_in_counted", "session_number")];
    let refused = Admission::Refuse(Outcome::Rejected { findings });
    assert_eq!(changed(&counted, "session_number", "K7QMY"), refused);
}
