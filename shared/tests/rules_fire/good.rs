//! The good records that the table spoils, by name.

use crate::case::cases;
use chrono::NaiveDate;
use shared::answers::Answers;
use shared::product::Catalogue;
use shared::record::RecordKind;
use shared::rules::{AtDesk, Watch};
use shared::sample;
use shared::setting::Setting;
use shared::training::SessionCode;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The day all of them are captured.
pub fn today() -> NaiveDate {
    "2026-10-31".parse().unwrap()
}

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::demonstration().unwrap());

/// The products.
pub fn catalogue() -> &'static Catalogue {
    &CATALOGUE
}

static WATCH: LazyLock<Watch> = LazyLock::new(|| Watch::as_delivered().unwrap().remove(0));

/// What the demonstration's desk looks at.
pub fn watch() -> &'static Watch {
    &WATCH
}

/// The demonstration's desk, which had the record on this day.
pub fn at_desk(received_on: NaiveDate) -> AtDesk<'static> {
    AtDesk {
        received_on,
        watch: watch(),
    }
}

/// The good record of each name in the table: found once, there are many cases.
static GOOD: LazyLock<BTreeMap<&str, (RecordKind, Answers)>> = LazyLock::new(|| {
    cases()
        .iter()
        .map(|case| (case.good, find(case.good)))
        .collect()
});

/// The good record of this name.
pub fn good(name: &str) -> (RecordKind, Answers) {
    GOOD.get(name).cloned().unwrap_or_else(|| find(name))
}

fn find(name: &str) -> (RecordKind, Answers) {
    if let Some(kind) = name.strip_prefix("loss_") {
        return (RecordKind::LossNotice, loss(kind));
    }
    if let Some(change) = name.strip_prefix("service_") {
        return (RecordKind::ServiceRequest, service(change));
    }
    match name {
        "session" => (
            RecordKind::TrainingSession,
            sample::training_session(1, today()),
        ),
        "check_in" => (RecordKind::CheckIn, check_in()),
        _ => (RecordKind::Application, application(wanted(name))),
    }
}

/// What the sample application of this name has been answered with.
fn wanted(name: &str) -> &'static [(&'static str, &'static str)] {
    const OWN: (&str, &str) = ("insured.relation", "self");
    match name {
        "own" => &[
            OWN,
            ("product.payment_mode", "yearly"),
            ("health.family_history", "no"),
            ("health.claimed_before", "no"),
        ],
        "own_named" => &[OWN, ("beneficiary_kind", "named")],
        "two_beneficiaries" => &[OWN, ("beneficiaries.1.share", "50")],
        "child" => &[("insured.relation", "child"), ("product.code", "WL-A")],
        "parent" => &[("insured.relation", "parent")],
        "spouse" => &[("insured.relation", "spouse")],
        "annuity" => &[("product.code", "AN-A")],
        "life" => &[
            OWN,
            ("product.code", "TL-A"),
            ("product.payment_mode", "yearly"),
            ("riders.0.code", "MD-R"),
        ],
        "medical" => &[OWN, ("product.code", "MD-A")],
        "illness" => &[OWN, ("riders.0.code", "CI-R")],
        "waiver" => &[OWN, ("riders.0.code", "WP-R")],
        _ => panic!("no good record is called {name}"),
    }
}

/// The first sample application with these answers.
fn application(wanted: &[(&str, &str)]) -> Answers {
    (0..5_000)
        .map(|seed| sample::application(seed, today(), catalogue()))
        .find(|answers| wanted.iter().all(|(path, value)| answers.is(path, value)))
        .unwrap_or_else(|| panic!("no sample with {wanted:?}"))
}

/// The first sample service request of this change.
pub fn service(change: &str) -> Answers {
    (0..500)
        .map(|seed| sample::service_request(seed, today()))
        .find(|answers| answers.is("service.change", change))
        .unwrap_or_else(|| panic!("no sample of {change}"))
}

/// The first sample claim report of this loss type.
pub fn loss(kind: &str) -> Answers {
    (0..500)
        .map(|seed| sample::loss_notice(seed, today()))
        .find(|answers| answers.is("loss.kind", kind))
        .unwrap()
}

/// Of each ten codes one has the right check digit.
fn check_in() -> Answers {
    let code = (1_234_560..=1_234_569)
        .map(|code| code.to_string())
        .find(|code| code.parse::<SessionCode>().is_ok())
        .unwrap();
    Answers::new()
        .with("session_number", "7K2M")
        .with("code", &code)
}
