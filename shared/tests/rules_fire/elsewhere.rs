//! What is found beside other records of the same people.

use crate::good::{at_desk, catalogue, good, loss, today, watch};
use chrono::TimeDelta;
use shared::answers::Answers;
use shared::finding::{Finding, Severity};
use shared::kinds::check;
use shared::record::RecordKind;
use shared::rules::{AtDesk, Context, OtherRecord, Watch};
use shared::text::{Language, fill, lookup};

const KIND: RecordKind = RecordKind::Application;

/// A record captured so many days ago that says this.
pub fn other(number: &str, days_ago: i64, kind: RecordKind, answers: &Answers) -> OtherRecord {
    let captured_on = today() - TimeDelta::days(days_ago);
    OtherRecord::new(number.to_owned(), kind, captured_on, answers)
}

/// What is found only because of the other records.
pub fn found_beside(kind: RecordKind, answers: &Answers, others: &[OtherRecord]) -> Vec<Finding> {
    found_beside_by(at_desk(today()), kind, answers, others)
}

/// The same at a desk of a company's own.
fn found_beside_by(
    desk: AtDesk<'_>,
    kind: RecordKind,
    answers: &Answers,
    others: &[OtherRecord],
) -> Vec<Finding> {
    let mut context = Context::complete(today(), catalogue());
    context.desk = Some(desk);
    let alone = check(kind, answers, &context);
    context.others = others;
    let mut found = check(kind, answers, &context);
    found.retain(|finding| !alone.contains(finding));
    found
}

/// What a finding says with its parameters filled in.
pub fn in_words(text: &str, finding: &Finding) -> String {
    let params = finding.params.iter();
    fill(
        text,
        params.map(|(name, value)| (name.as_str(), value.as_str())),
    )
}

/// The only finding, a warning whose text has all it names.
pub fn only(found: &[Finding]) -> (&str, &str, &Finding) {
    let [finding] = found else {
        panic!("one finding, not {found:#?}");
    };
    assert_eq!(finding.severity, Severity::Warning);
    for language in [Language::ZhHans, Language::En] {
        let text = lookup(language, &format!("findings.{}", finding.code)).unwrap();
        assert!(!in_words(text, finding).contains('{'), "{text}");
    }
    (finding.code.as_str(), &finding.path, finding)
}

/// The same application of somebody who has nothing in common with its applicant.
fn of_a_stranger(answers: &Answers) -> Answers {
    answers
        .clone()
        .with("applicant.name", "诸葛明远")
        .with("applicant.identity_number", "11010519491231002X")
        .with("applicant.mobile", "19900000001")
        .with("payment.account_number", "6222021234567890128")
}

#[test]
fn the_third_application_of_one_person_within_half_a_year_is_found() {
    let (_, own) = good("own");
    let (one, two) = (other("A-1", 180, KIND, &own), other("A-2", 0, KIND, &own));
    assert_eq!(found_beside(KIND, &own, std::slice::from_ref(&one)), []);
    let long_ago = other("A-1", 181, KIND, &own);
    assert_eq!(found_beside(KIND, &own, &[long_ago, two.clone()]), []);
    let found = found_beside(KIND, &own, &[two, one]);
    let (code, path, finding) = only(&found);
    assert_eq!(code, "applications_of_one_person");
    assert_eq!(path, "applicant.identity_number");
    assert_eq!(finding.params["n"], "3");
    assert_eq!(finding.params["numbers"], "A-2 · A-1");
}

#[test]
fn how_many_applications_are_many_is_what_the_company_decides() {
    let (_, own) = good("own");
    let before = other("A-1", 31, KIND, &own);
    let found_by = |watch: &Watch| {
        let desk = AtDesk {
            watch,
            ..at_desk(today())
        };
        found_beside_by(desk, KIND, &own, std::slice::from_ref(&before))
    };
    assert_eq!(found_by(watch()), []);
    let mut theirs = watch().clone();
    (theirs.many_applications, theirs.many_within_days) = (2, 31);
    let found = found_by(&theirs);
    let (code, _, finding) = only(&found);
    assert_eq!(code, "applications_of_one_person");
    assert_eq!(finding.params["days"], "31");
    theirs.many_within_days = 30;
    assert_eq!(found_by(&theirs), []);
}

#[test]
fn one_document_under_two_names_is_found() {
    let (_, own) = good("own");
    let same = other("A-1", 9, KIND, &own.clone().with("applicant.name", "李 娜"));
    let written = own.typed("applicant.name").to_owned();
    let spaced: String = written.chars().flat_map(|c| [c, ' ']).collect();
    let as_written = other("A-2", 9, KIND, &own.clone().with("applicant.name", &spaced));
    assert_eq!(found_beside(KIND, &own, &[as_written]), []);
    let found = found_beside(KIND, &own, &[same]);
    let (code, path, finding) = only(&found);
    assert_eq!((code, path), ("number_of_another_name", "applicant.name"));
    assert_eq!(finding.params["numbers"], "A-1");
}

#[test]
fn one_document_of_two_people_of_a_case_is_found() {
    let (_, spouse) = good("spouse");
    let mut same = spouse.clone();
    for part in ["identity_kind", "identity_number"] {
        let text = spouse.typed(&format!("applicant.{part}")).to_owned();
        same.set(format!("insured.{part}"), text);
    }
    let mut context = Context::complete(today(), catalogue());
    context.desk = Some(at_desk(today()));
    let found = check(KIND, &same, &context);
    let at: Vec<&str> = found
        .iter()
        .filter(|it| it.code.as_str() == "number_of_two_names")
        .map(|it| it.path.as_str())
        .collect();
    assert_eq!(at, ["applicant.name", "insured.name"]);
}

#[test]
fn who_is_insured_by_others_has_these_applications_too() {
    let (_, spouse) = good("spouse");
    let mut own = spouse.clone().with("insured.relation", "self");
    for part in ["name", "identity_kind", "identity_number", "mobile"] {
        let text = spouse.typed(&format!("insured.{part}")).to_owned();
        own.set(format!("applicant.{part}"), text);
    }
    let own = own.with("payment.account_number", "6222021234567890128");
    let others = ["A-1", "A-2"].map(|number| other(number, 9, KIND, &own));
    let found = found_beside(KIND, &spouse, &others);
    let (code, path, _) = only(&found);
    assert_eq!(code, "applications_of_one_person");
    assert_eq!(path, "insured.identity_number");
}

#[test]
fn a_mobile_of_several_people_is_found_and_one_of_the_same_person_is_not() {
    let (_, own) = good("own");
    assert_eq!(found_beside(KIND, &own, &[other("A-1", 0, KIND, &own)]), []);
    let mobile = own.typed("applicant.mobile").to_owned();
    let stranger = of_a_stranger(&own);
    let spaced = format!("+86 {} {}", &mobile[..3], &mobile[3..]);
    let theirs = stranger.clone().with("applicant.mobile", &spaced);
    let twice = ["A-1", "A-2"].map(|number| other(number, 900, KIND, &theirs));
    let found = found_beside(KIND, &own, &twice);
    let (code, path, finding) = only(&found);
    assert_eq!((code, path), ("mobile_of_several", "applicant.mobile"));
    assert_eq!(finding.params["people"], "2");
    assert_eq!(finding.params["numbers"], "A-1 · A-2");
    assert_eq!(
        found_beside(KIND, &own, &[other("A-1", 0, KIND, &stranger)]),
        []
    );

    // An agent reports losses for many.
    let reported = loss("motor").with("reporter.mobile", &mobile);
    let reported = other("C-1", 0, RecordKind::LossNotice, &reported);
    assert_eq!(found_beside(KIND, &own, &[reported]), []);
}

#[test]
fn an_account_of_several_people_is_found_whether_they_pay_or_are_paid() {
    let (_, own) = good("own");
    let account = own.typed("payment.account_number").to_owned();
    let paid = loss("motor").with("payee.account_number", &account);
    let (pays, is_paid) = (
        other("A-1", 0, KIND, &own),
        other("C-1", 0, RecordKind::LossNotice, &paid),
    );
    let found = found_beside(KIND, &own, &[is_paid]);
    let (code, path, _) = only(&found);
    assert_eq!(
        (code, path),
        ("account_of_several", "payment.account_number")
    );
    let found = found_beside(RecordKind::LossNotice, &paid, std::slice::from_ref(&pays));
    let (code, path, finding) = only(&found);
    assert_eq!((code, path), ("account_of_several", "payee.account_number"));
    assert_eq!(finding.params["numbers"], "A-1");
    assert_eq!(
        found_beside(RecordKind::LossNotice, &loss("motor"), &[pays]),
        []
    );
}

#[test]
fn of_many_records_the_newest_are_named() {
    let (_, own) = good("own");
    let mobile = own.typed("applicant.mobile").to_owned();
    let theirs = of_a_stranger(&own).with("applicant.mobile", &mobile);
    let others: Vec<OtherRecord> = (1..=6)
        .map(|number| other(&format!("A-{number}"), 0, KIND, &theirs))
        .collect();
    let found = found_beside(KIND, &own, &others);
    let (_, _, finding) = only(&found);
    assert_eq!(finding.params["numbers"], "A-1 · A-2 · A-3 · A-4 · A-5 …");
}
