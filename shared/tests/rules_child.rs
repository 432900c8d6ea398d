//! What a child is not asked, and what of it is still taken.

#![allow(clippy::unwrap_used, reason = "a broken fixture fails the test")]

use chrono::NaiveDate;
use shared::answers::Answers;
use shared::kinds::application::form::{FORM, ONCE_ASKED_OF_CHILDREN};
use shared::kinds::application::rules::product::insured;
use shared::kinds::check;
use shared::product::{Catalogue, OccupationClass};
use shared::record::RecordKind;
use shared::rules::Context;
use shared::sample;

fn today() -> NaiveDate {
    "2026-10-31".parse().unwrap()
}

/// Asked of somebody born on that day, who is insured by another and smokes and pays tax abroad.
fn asked(relation: &str, born: &str) -> Vec<String> {
    let answers = Answers::new()
        .with("insured.relation", relation)
        .with("insured.birth_date", born)
        .with("insured.tax_residency", "other_only")
        .with("health.smoking", "yes");
    let asked = FORM.asked(&answers, today()).into_iter();
    asked.map(|placed| placed.path).collect()
}

fn of_those(asked: &[String]) -> Vec<&str> {
    let once = ONCE_ASKED_OF_CHILDREN.into_iter();
    once.filter(|path| asked.iter().any(|asked| asked == path))
        .collect()
}

#[test]
fn a_child_is_asked_nothing_of_work_smoking_marriage_and_tax() {
    let asked = asked("child", "2010-11-01");
    assert_eq!(of_those(&asked), Vec::<&str>::new());
    assert!(!asked.contains(&"insured.marital_status".to_owned()));
    assert!(!asked.contains(&"insured.mobile".to_owned()));
    assert!(asked.contains(&"insured.address".to_owned()));
    assert!(asked.contains(&"health.drinking".to_owned()));
}

#[test]
fn whoever_may_work_and_whose_age_nobody_knows_is_asked_everything() {
    for born in ["2010-10-31", "1990-01-01", ""] {
        let asked = asked("spouse", born);
        assert_eq!(of_those(&asked), ONCE_ASKED_OF_CHILDREN, "{born}");
    }
    let adult = asked("spouse", "1990-01-01");
    for path in ["insured.marital_status", "insured.mobile"] {
        assert!(adult.contains(&path.to_owned()), "{path}");
    }
}

#[test]
fn who_is_grown_enough_when_cover_begins_is_asked_for_work() {
    let answers = Answers::new()
        .with("insured.relation", "child")
        .with("insured.birth_date", "2010-11-02")
        .with("product.effective_date", "2026-11-01");
    let asks = |answers: &Answers| {
        let asked = FORM.asked(answers, today());
        asked.iter().any(|it| it.path == "insured.occupation")
    };
    assert!(!asks(&answers));
    assert!(asks(&answers.with("product.effective_date", "2026-11-02")));
}

#[test]
fn what_an_older_build_asked_of_a_child_is_taken_and_the_premium_is_the_same() {
    let catalogue = Catalogue::demonstration().unwrap();
    let mut samples = (0..).map(|seed| sample::application(seed, today(), &catalogue));
    let is_child = |answers: &Answers| {
        answers.is("insured.relation", "child") && answers.get("insured.occupation").is_none()
    };
    let child = samples.find(is_child).unwrap();
    let class = |answers: &Answers| insured(answers).unwrap().occupation_class;
    assert_eq!(class(&child), OccupationClass::LOWEST);
    let older = child
        .with("insured.tax_residency", "china_only")
        .with("insured.occupation", "学龄前儿童")
        .with("insured.occupation_class", "1")
        .with("insured.annual_income", "0.00")
        .with("health.smoking", "no");
    let context = Context::complete(today(), &catalogue);
    assert_eq!(check(RecordKind::Application, &older, &context), []);
}
