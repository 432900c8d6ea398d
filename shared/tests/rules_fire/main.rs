//! Each rule is shown firing where one answer of a good record is spoilt; the good record itself
//! has no finding, so each is shown not firing too. The spoilt records stand in `cases.txt`.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a broken fixture fails the test"
)]

mod case;
mod claimed_policy;
mod elsewhere;
mod good;
mod loss_times;
mod other_claims;
mod own_records;
mod service_request;

use case::{Case, cases};
use chrono::TimeDelta;
use good::{at_desk, catalogue, good, loss, today};
use shared::answers::Answers;
use shared::finding::{Finding, Severity};
use shared::kinds::{check, duplicate_key};
use shared::product::RiskClass;
use shared::record::RecordKind;
use shared::rules::{CODES, Context, EarlierRecord};
use shared::text::{Language, lookup};
use std::collections::BTreeSet;

fn found_in(kind: RecordKind, answers: &Answers) -> Vec<Finding> {
    let forms = ["TB0001".to_owned()];
    let mut context = Context::complete(today(), catalogue());
    context.paper_forms = Some(&forms);
    check(kind, answers, &context)
}

fn names(found: &[Finding], code: &str, path: &str) -> bool {
    found
        .iter()
        .any(|finding| finding.code.as_str() == code && finding.path == path)
}

#[test]
fn each_spoilt_record_is_found_and_the_good_one_is_not() {
    for case in cases() {
        let Case {
            code, path, line, ..
        } = case;
        let (kind, good) = good(case.good);
        assert_eq!(found_in(kind, &good), [], "{line}: the good record");
        let found = found_in(kind, &case.spoil(&good));
        assert!(names(&found, code, path), "{line}: found {found:#?}");
    }
}

#[test]
fn every_finding_fills_every_parameter_of_its_text() {
    for case in cases() {
        let (kind, good) = good(case.good);
        for finding in found_in(kind, &case.spoil(&good)) {
            assert!(CODES.contains(&finding.code.as_str()), "{}", finding.code);
            let text = lookup(Language::En, &format!("findings.{}", finding.code)).unwrap();
            let told = elsewhere::in_words(text, &finding);
            assert!(!told.contains('{'), "{}: {told}", finding.code);
        }
    }
}

#[test]
fn a_duplicate_is_a_warning_with_the_earlier_number() {
    for name in ["own", "loss_motor"] {
        let (kind, answers) = good(name);
        let earlier = [EarlierRecord {
            number: "A-0001-000001-X".to_owned(),
            key: duplicate_key(kind, &answers).unwrap(),
        }];
        let mut context = Context::complete(today(), catalogue());
        context.earlier = &earlier;
        let found = check(kind, &answers, &context);
        let [duplicate] = &found[..] else {
            panic!("one finding, not {found:#?}");
        };
        assert_eq!(duplicate.code.as_str(), "duplicate");
        assert_eq!(duplicate.severity, Severity::Warning);
        assert_eq!(duplicate.params["number"], "A-0001-000001-X");
    }
}

fn found_on_receipt(kind: RecordKind, answers: &Answers, days: i64) -> Vec<Finding> {
    let mut context = Context::complete(today(), catalogue());
    context.desk = Some(at_desk(today() + TimeDelta::days(days)));
    check(kind, answers, &context)
}

#[test]
fn what_was_long_under_way_is_shown_to_the_desk() {
    for name in ["own", "loss_motor"] {
        let (kind, answers) = good(name);
        assert_eq!(found_on_receipt(kind, &answers, 3), []);
        let found = found_on_receipt(kind, &answers, 4);
        let [late] = &found[..] else {
            panic!("one finding, not {found:#?}");
        };
        assert_eq!(
            (late.code.as_str(), late.path.as_str()),
            ("received_late", "")
        );
        assert_eq!(late.severity, Severity::Warning);
        assert_eq!(late.params["days"], "4");
    }
}

#[test]
fn a_clock_set_back_does_not_hide_a_late_report() {
    let known = today() - TimeDelta::days(9);
    let moment = format!("{known}T10:00");
    let answers = loss("motor")
        .with("loss.occurred_at", &moment)
        .with("loss.known_at", &moment);
    let kind = RecordKind::LossNotice;
    assert_eq!(found_on_receipt(kind, &answers, 1), []);
    let found = found_on_receipt(kind, &answers, 2);
    let [late] = &found[..] else {
        panic!("one finding, not {found:#?}");
    };
    assert_eq!(late.code.as_str(), "reported_late_by_receipt");
    assert_eq!(late.params["days"], "11");
    let explained = answers.with(
        "loss.known_at",
        &format!("{}T10:00", known - TimeDelta::days(2)),
    );
    let explained = explained.with(
        "loss.occurred_at",
        &format!("{}T09:00", known - TimeDelta::days(2)),
    );
    let found = found_on_receipt(kind, &explained.with("loss.late_reason", "住院"), 2);
    assert!(
        !names(&found, "reported_late_by_receipt", "loss.known_at"),
        "{found:#?}"
    );
}

#[test]
fn a_rider_above_the_clients_risk_class_is_found_like_a_main_product() {
    let (kind, answers) = good("illness");
    let mut products = catalogue().clone();
    for product in &mut products.products {
        if product.code.as_str() == answers.typed("riders.0.code") {
            product.risk = RiskClass::R5;
        }
    }
    let found = check(kind, &answers, &Context::complete(today(), &products));
    let [exceeded] = &found[..] else {
        panic!("one finding, not {found:#?}");
    };
    assert_eq!(exceeded.code.as_str(), "risk_class_exceeded");
    assert!(exceeded.is_error());
    assert_eq!(exceeded.path, "riders.0.code");
    assert_eq!(exceeded.params["product"], "R5");
}

/// Answers by path.
type Changes = &'static [(&'static str, &'static str)];

/// The name of a good record, what is found at the desk alone and where, and what it takes.
const AT_THE_DESK: [(&str, &str, &str, Changes); 11] = [
    (
        "own",
        "health_yes",
        "health.tumour",
        &[
            ("health.tumour", "yes"),
            ("health.tumour_details", "甲状腺结节"),
        ],
    ),
    (
        "own",
        "health_yes",
        "health.smoking",
        &[
            ("health.smoking", "yes"),
            ("health.smoking_details", "每天五支"),
        ],
    ),
    (
        "own",
        "declined_before",
        "health.declined_before",
        &[
            ("health.declined_before", "yes"),
            ("health.declined_before_details", "加费"),
        ],
    ),
    (
        "own",
        "claimed_before",
        "health.claimed_before",
        &[
            ("health.claimed_before", "yes"),
            ("health.claimed_before_details", "骨折"),
        ],
    ),
    (
        "spouse",
        "occupation_dangerous",
        "insured.occupation_class",
        &[("insured.occupation_class", "5")],
    ),
    (
        "life",
        "sum_high_for_income",
        "product.sum_insured",
        &[("applicant.annual_income", "1000")],
    ),
    (
        "life",
        "sum_high_for_age",
        "product.sum_insured",
        &[
            ("product.sum_insured", "1000000"),
            ("applicant.birth_date", "1976-10-01"),
        ],
    ),
    (
        "loss_motor",
        "traffic_without_police",
        "loss.police",
        &[("loss.police", "no"), ("loss.police_reference", "")],
    ),
    (
        "loss_motor",
        "traffic_without_police",
        "loss.police_reference",
        &[("loss.police", "yes"), ("loss.police_reference", "")],
    ),
    (
        "loss_hospital_stay",
        "traffic_without_police",
        "loss.police",
        &[
            ("loss.description", "骑车途中发生交通事故"),
            ("loss.police", "no"),
            ("loss.police_reference", ""),
        ],
    ),
    (
        "loss_critical_illness",
        "diagnosis_not_listed",
        "loss.diagnosis",
        &[("loss.diagnosis", "急性阑尾炎")],
    ),
];

#[test]
fn what_the_office_looks_at_is_a_warning_at_the_desk_alone() {
    for (name, code, path, changes) in AT_THE_DESK {
        let (kind, mut answers) = good(name);
        let before = found_on_receipt(kind, &answers, 0);
        assert!(
            !names(&before, code, path),
            "{name}: {code} in the good record"
        );
        for (path, text) in changes {
            answers.set(*path, *text);
        }
        let found = found_on_receipt(kind, &answers, 0);
        let found = found
            .iter()
            .find(|it| it.code.as_str() == code && it.path == path);
        assert_eq!(
            found.map(|it| it.severity),
            Some(Severity::Warning),
            "{name}: {code}"
        );
        let phone = check(kind, &answers, &Context::complete(today(), catalogue()));
        assert!(
            !names(&phone, code, path),
            "{name}: the phone does not say {code}"
        );
    }
}

#[test]
fn a_listed_diagnosis_is_no_finding() {
    for diagnosis in [
        "乳腺癌",
        "急性心肌梗死",
        "脑梗死后遗症",
        "慢性肾衰竭（尿毒症期）",
    ] {
        let answers = loss("critical_illness").with("loss.diagnosis", diagnosis);
        let found = found_on_receipt(RecordKind::LossNotice, &answers, 0);
        assert!(
            !names(&found, "diagnosis_not_listed", "loss.diagnosis"),
            "{diagnosis}"
        );
    }
}

/// Shown firing beside the quote: no form can ask for them, or only a broken table gives them.
const OF_THE_QUOTE: &[&str] = &[
    "premium_out_of_range",
    "product_is_a_main",
    "rate_missing",
    "rider_covers_longer",
    "rider_paid_longer",
];
/// Shown firing above and in the modules beside this one, with what the context knows.
const OF_THE_CONTEXT: &[&str] = &[
    "account_of_several",
    "applications_of_one_person",
    "claim_denied",
    "claimant_applies",
    "claimed_before",
    "claimed_here",
    "cover_held_denied",
    "declined_before",
    "diagnosis_not_listed",
    "duplicate",
    "estimate_above_sum_insured",
    "event_claimed_otherwise",
    "health_yes",
    "illness_not_covered",
    "loss_after_death",
    "loss_not_covered",
    "loss_outside_cover",
    "mobile_of_several",
    "number_of_another_name",
    "number_of_two_names",
    "occupation_dangerous",
    "other_claim_on_policy",
    "policy_insured_differs",
    "policy_not_in_force",
    "policy_nowhere",
    "policy_of_another_agent",
    "policy_unknown",
    "policyholder_differs",
    "received_late",
    "refusal_denied",
    "refused_here",
    "reported_late_by_receipt",
    "service_policy_not_in_force",
    "sum_high_for_age",
    "sum_high_for_income",
    "traffic_without_police",
];

#[test]
fn every_code_is_listed_has_texts_and_is_shown_firing() {
    let mut shown: BTreeSet<&str> = cases().iter().map(|case| case.code).collect();
    shown.extend(OF_THE_QUOTE);
    shown.extend(OF_THE_CONTEXT);
    let listed: BTreeSet<&str> = CODES.iter().copied().collect();
    assert_eq!(shown, listed);
    assert!(CODES.is_sorted());
    for code in CODES {
        for language in [Language::ZhHans, Language::En] {
            let text = lookup(language, &format!("findings.{code}"));
            assert!(text.is_some(), "{code}");
        }
    }
}

#[test]
fn a_draft_is_not_told_what_is_missing() {
    for kind in RecordKind::ALL {
        let draft = Context::draft(today(), catalogue());
        assert_eq!(check(kind, &Answers::new(), &draft), [], "{kind:?}");
        let complete = Context::complete(today(), catalogue());
        let missing = check(kind, &Answers::new(), &complete);
        assert!(names_only_required(&missing), "{kind:?} {missing:#?}");
    }
}

fn names_only_required(found: &[Finding]) -> bool {
    !found.is_empty()
        && found
            .iter()
            .all(|finding| finding.code.as_str() == "required")
}
