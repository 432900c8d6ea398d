//! A trainer of three agents with a session of nine to eleven on 20 November 2026: what tests of what trainers
//! do begin with.

use super::{Admission, Known, Mutation, Operation, Sender, Teaching, admit};
use crate::answers::Answers;
use crate::finding::Finding;
use crate::id::{DeviceId, MutationId, PersonId, RecordId};
use crate::number::{DeviceNumber, RecordNumber};
use crate::pay_calendar::PayCalendar;
use crate::record::{RecordKind, RecordView, RuleVersion};
use crate::submission::PersonRef;
use crate::time::{CHINA_OFFSET_MINUTES, Timestamp};
use crate::training::{Member, Presence};

/// The session.
pub(super) const SESSION: RecordId = RecordId::from_number(1);

/// The agents are 1, 2 and 3, the trainer 9.
pub(super) fn person(number: u128) -> PersonRef {
    PersonRef {
        id: PersonId::from_number(number),
        name: format!("代理人{number}"),
    }
}

/// The trainer of the three.
pub(super) fn trainer() -> Sender {
    let member = |number| Member {
        person: person(number),
        units: Vec::new(),
        roles: Vec::new(),
        joined: None,
    };
    Sender {
        person: person(9),
        teaching: Some(Teaching {
            members: [1, 2, 3].map(member).to_vec(),
            branch_offset: CHINA_OFFSET_MINUTES,
            clock_ahead: 0,
            pay_calendar: PayCalendar::demonstration().ok(),
        }),
    }
}

/// What the session says.
pub(super) fn session() -> Answers {
    Answers::new()
        .with("date", "2026-11-20")
        .with("start", "09:00")
        .with("end", "11:00")
        .with("topic", "早会")
}

/// Opening a session of this content.
pub(super) fn opening(content: &Answers) -> Operation {
    Operation::Submit {
        number: RecordNumber::new('T', DeviceNumber::new(1), 1),
        content: content.clone(),
    }
}

/// Calling the session off.
pub(super) fn calling_off(note: &str) -> Operation {
    Operation::Withdraw {
        note: note.to_owned(),
    }
}

/// Marking somebody by hand.
pub(super) fn marking(number: u128, presence: Presence) -> Operation {
    Operation::Mark {
        person: person(number).id,
        presence,
        reason: "phone_flat".to_owned(),
        correction: false,
    }
}

/// A moment at the branch, such as `2026-11-20T09:00`.
pub(super) fn moment(text: &str) -> Timestamp {
    let civil = format!("{text}:00").parse().expect("a civil time");
    Timestamp::from_civil(civil, CHINA_OFFSET_MINUTES)
}

/// What the trainer's device does with the session as its `seq`th act.
pub(super) fn act(
    seq: u64,
    made_at: Timestamp,
    base_version: u64,
    operation: Operation,
) -> Mutation {
    Mutation {
        mutation_id: MutationId::from_number(seq.into()),
        device_id: DeviceId::from_number(1),
        device_seq: seq,
        record_id: SESSION,
        kind: RecordKind::TrainingSession,
        base_version,
        base_hash: None,
        made_at,
        rules: RuleVersion::CURRENT,
        operation,
    }
}

/// What comes of an act on the session as it is stored, received at `now`; its answers are not looked at.
pub(super) fn admitted(
    act: &Mutation,
    trainer: &Sender,
    stored: Option<&RecordView>,
    now: Timestamp,
) -> Admission {
    let known = stored.map(|record| Known {
        record,
        base: Some(&record.content).filter(|_| record.content_version == act.base_version),
    });
    let rules = |_: RecordKind, _: &Answers| Vec::<Finding>::new();
    admit(act, trainer, known, &rules, now)
}
