//! The sample records are complete and the rules find nothing wrong with them.

#![allow(clippy::unwrap_used, reason = "a broken fixture fails the test")]

use chrono::NaiveDate;
use shared::answers::Answers;
use shared::finding::Finding;
use shared::kinds::{check, summary};
use shared::product::Catalogue;
use shared::record::RecordKind;
use shared::rules::Context;
use shared::sample;

fn today() -> NaiveDate {
    "2026-10-31".parse().unwrap()
}

fn findings(kind: RecordKind, answers: &Answers) -> Vec<Finding> {
    let catalogue = Catalogue::demonstration().unwrap();
    check(kind, answers, &Context::complete(today(), &catalogue))
}

#[test]
fn sample_applications_have_no_findings() {
    let catalogue = Catalogue::demonstration().unwrap();
    let context = Context::complete(today(), &catalogue);
    for seed in 0..400 {
        let answers = sample::application(seed, today(), &catalogue);
        let found = check(RecordKind::Application, &answers, &context);
        assert_eq!(found, [], "seed {seed}: {answers:#?}");
    }
}

#[test]
fn sample_applications_differ() {
    let catalogue = Catalogue::demonstration().unwrap();
    let all: Vec<Answers> = (0..200)
        .map(|seed| sample::application(seed, today(), &catalogue))
        .collect();
    let with = |path: &str, value: &str| all.iter().filter(|a| a.is(path, value)).count();
    for relation in ["self", "spouse", "child", "parent"] {
        assert!(with("insured.relation", relation) > 5, "{relation}");
    }
    assert!(with("beneficiary_kind", "named") > 20);
    assert!(all.iter().filter(|a| a.items("riders") > 0).count() > 10);
    let mut products: Vec<_> = all.iter().filter_map(|a| a.get("product.code")).collect();
    products.sort_unstable();
    products.dedup();
    assert!(products.len() >= 6, "{products:?}");
}

#[test]
fn the_same_seed_gives_the_same_application() {
    let catalogue = Catalogue::demonstration().unwrap();
    let once = sample::application(7, today(), &catalogue);
    assert_eq!(once, sample::application(7, today(), &catalogue));
}

#[test]
fn sample_loss_notices_have_no_findings() {
    for seed in 0..200 {
        let answers = sample::loss_notice(seed, today());
        let found = findings(RecordKind::LossNotice, &answers);
        assert_eq!(found, [], "seed {seed}: {answers:#?}");
        let summary = summary(RecordKind::LossNotice, &answers);
        assert!(summary.amount.is_some() && !summary.title.is_empty());
    }
}

#[test]
fn sample_sessions_have_no_findings() {
    for seed in 0..50 {
        let answers = sample::training_session(seed, today());
        let found = findings(RecordKind::TrainingSession, &answers);
        assert_eq!(found, [], "seed {seed}: {answers:#?}");
    }
}
