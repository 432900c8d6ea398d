//! Where limits are: the last value that passes and the first that does not.

#![allow(clippy::unwrap_used, reason = "a broken fixture fails the test")]

use chrono::NaiveDate;
use shared::answers::Answers;
use shared::form::person::insured_prefix;
use shared::kinds::application::rules::suitability::{
    age_wants_reason, risk_class, share_wants_reason, yearly_premium,
};
use shared::kinds::form_of;
use shared::kinds::loss_notice::rules::is_late;
use shared::kinds::{duplicate_key, summary};
use shared::money::Money;
use shared::product::{Catalogue, RiskClass};
use shared::record::RecordKind;
use shared::rules::Settings;
use shared::sample;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn questionnaire(total: u32) -> Answers {
    let mut rest = total - 6;
    (1..=6)
        .map(|number| {
            let more = rest.min(4);
            rest -= more;
            let answer = ["a", "b", "c", "d", "e"][more as usize];
            (format!("risk.q{number}"), answer)
        })
        .collect()
}

#[test]
fn the_questionnaire_gives_each_total_its_class() {
    let settings = Settings::in_force(day("2026-10-31"));
    let class = |total| risk_class(&questionnaire(total), &settings).unwrap();
    for (total, expected) in [
        (6, RiskClass::R1),
        (10, RiskClass::R1),
        (11, RiskClass::R2),
        (15, RiskClass::R2),
        (16, RiskClass::R3),
        (20, RiskClass::R3),
        (21, RiskClass::R4),
        (25, RiskClass::R4),
        (26, RiskClass::R5),
        (30, RiskClass::R5),
    ] {
        assert_eq!(class(total), expected, "{total}");
    }
    assert_eq!(
        risk_class(&Answers::new().with("risk.q1", "a"), &settings),
        None
    );
}

#[test]
fn a_loss_known_for_ten_days_is_not_late() {
    let known = Answers::new().with("loss.known_at", "2026-10-21T23:59");
    assert!(!is_late(&known, "", day("2026-10-31")));
    assert!(is_late(&known, "", day("2026-11-01")));
}

#[test]
fn a_fifth_of_the_income_is_bearable() {
    let with_premium = |premium: &str| {
        Answers::new()
            .with("applicant.annual_income", "100,000")
            .with("product.payment_mode", "quarterly")
            .with("product.premium", premium)
    };
    let today = day("2026-10-31");
    assert!(!share_wants_reason(&with_premium("5000.00"), "", today));
    assert!(share_wants_reason(&with_premium("5000.01"), "", today));
    let yearly = yearly_premium(&with_premium("5000.01"));
    assert_eq!(yearly, Some(Money::from_fen(2_000_004)));
}

#[test]
fn a_regular_premium_wants_a_reason_from_the_sixtieth_birthday() {
    let born = |birth: &str, mode: &str| {
        Answers::new()
            .with("applicant.birth_date", birth)
            .with("product.effective_date", "2026-11-01")
            .with("product.payment_mode", mode)
    };
    let today = day("2026-10-31");
    assert!(age_wants_reason(&born("1966-11-01", "monthly"), "", today));
    assert!(!age_wants_reason(&born("1966-11-02", "monthly"), "", today));
    assert!(!age_wants_reason(&born("1966-11-01", "single"), "", today));
}

#[test]
fn the_death_benefit_of_a_minor_is_limited_by_age() {
    let settings = Settings::in_force(day("2026-10-31"));
    assert_eq!(
        settings.death_benefit_cap(9),
        Some(Money::from_yuan(200_000))
    );
    assert_eq!(
        settings.death_benefit_cap(10),
        Some(Money::from_yuan(500_000))
    );
    assert_eq!(
        settings.death_benefit_cap(17),
        Some(Money::from_yuan(500_000))
    );
    assert_eq!(settings.death_benefit_cap(18), None);
}

#[test]
fn the_insured_is_asked_only_if_another_person() {
    let form = form_of(RecordKind::Application);
    let asked = |relation: &str| {
        let answers = Answers::new().with("insured.relation", relation);
        let asked = form.asked(&answers, day("2026-10-31"));
        asked.iter().any(|placed| placed.path == "insured.name")
    };
    assert!(!asked("self"));
    assert!(asked("child"));
    assert_eq!(
        insured_prefix(&Answers::new().with("insured.relation", "self")),
        "applicant"
    );
}

#[test]
fn a_summary_names_the_insured_the_product_and_the_yearly_premium() {
    let catalogue = Catalogue::demonstration().unwrap();
    let answers = sample::application(3, day("2026-10-31"), &catalogue);
    let summary = summary(RecordKind::Application, &answers);
    let name = format!("{}.name", insured_prefix(&answers));
    assert_eq!(Some(summary.title.as_str()), answers.get(&name));
    assert_eq!(summary.product.as_deref(), answers.get("product.code"));
    assert_eq!(summary.amount, yearly_premium(&answers));
}

#[test]
fn the_same_loss_has_the_same_key_however_it_is_told() {
    let told = |number: &str, at: &str| {
        let answers = Answers::new()
            .with("policy.number", number)
            .with("loss.kind", "motor")
            .with("loss.occurred_at", at);
        duplicate_key(RecordKind::LossNotice, &answers)
    };
    let key = told("p0000001", "2026-10-01T08:00");
    assert_eq!(
        key.as_deref(),
        Some("loss_notice P0000001 motor 2026-10-01")
    );
    assert_eq!(key, told("P0000001", "2026-10-01T21:30"));
    assert_ne!(key, told("P0000001", "2026-10-02T08:00"));
    assert_eq!(told("P0000001", ""), None);
}
