//! A person, a moment, a catalogue.

use chrono::NaiveDate;
use proptest::prelude::*;
use shared::answers::Answers;
use shared::id::PersonId;
use shared::number::{DeviceNumber, RecordNumber};
use shared::product::Catalogue;
use shared::record::RecordKind;
use shared::sample;
use shared::submission::{Actor, Level, PersonRef};
use std::collections::BTreeMap;
use std::sync::LazyLock;

pub static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::demonstration().unwrap());

pub const AGENT: u128 = 1;

pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, 31).unwrap()
}

pub fn person(number: u128) -> PersonRef {
    PersonRef {
        id: PersonId::from_number(number),
        name: format!("person {number}"),
    }
}

/// The agent, and reviewers of every level; the agent may be one of them.
pub fn actor() -> impl Strategy<Value = Actor> {
    (AGENT..6, proptest::option::weighted(0.8, 1u8..=3)).prop_map(|(number, level)| Actor {
        person: person(number),
        review_level: level.map(Level),
    })
}

pub fn kind() -> impl Strategy<Value = RecordKind> {
    proptest::sample::select(RecordKind::ALL.to_vec())
}

pub fn number(kind: RecordKind) -> RecordNumber {
    RecordNumber::new(kind.letter(), DeviceNumber::new(7), 12)
}

/// A good record of a kind.
pub fn good(kind: RecordKind) -> Answers {
    GOOD[&kind].clone()
}

static GOOD: LazyLock<BTreeMap<RecordKind, Answers>> =
    LazyLock::new(|| RecordKind::ALL.map(|kind| (kind, made_up(kind))).into());

fn made_up(kind: RecordKind) -> Answers {
    match kind {
        RecordKind::Application => sample::application(7, today(), &CATALOGUE),
        RecordKind::LossNotice => sample::loss_notice(7, today()),
        RecordKind::ServiceRequest => sample::service_request(7, today()),
        RecordKind::TrainingSession => sample::training_session(7, today()),
        RecordKind::CheckIn => Answers::new()
            .with("session", "K7QM")
            .with("code", "5720003"),
    }
}

/// Answers nobody gave: any path of the right form, any text.
pub fn any_answers() -> impl Strategy<Value = Answers> {
    let name = prop_oneof![
        2 => "[a-z_]{1,12}",
        2 => proptest::sample::select(vec![
            "applicant", "insured", "beneficiaries", "riders", "product", "payment", "health",
            "loss", "needs", "name", "birth_date", "sum_insured", "code", "share", "secret",
        ]).prop_map(str::to_owned),
        1 => "[0-9]{1,20}",
    ];
    let path = proptest::collection::vec(name, 1..4).prop_map(|names| names.join("."));
    let text = prop_oneof![
        "\\PC{0,30}",
        "-?[0-9]{0,30}\\.?[0-9]{0,30}",
        "[0-9T:.-]{0,30}"
    ];
    proptest::collection::btree_map(path, text, 0..20)
        .prop_map(|answers| answers.into_iter().collect())
}
