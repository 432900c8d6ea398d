//! What follows from what.

use super::*;

const WOMAN: &str = "11010519491231002X";

fn typed(answers: Answers, path: &str, text: &str) -> Answers {
    let known = Known::default();
    let before = suggestions(RecordKind::Application, &answers, &known);
    let mut answers = answers.with(path, text);
    let after = suggestions(RecordKind::Application, &answers, &known);
    apply(&before, &after, &mut answers);
    answers
}

#[test]
fn a_resident_id_tells_birth_date_and_sex() {
    let answers = typed(Answers::new(), "applicant.nationality", "cn");
    assert_eq!(answers.get("applicant.identity_kind"), Some("resident_id"));
    let answers = typed(answers, "applicant.identity_number", WOMAN);
    assert_eq!(answers.get("applicant.birth_date"), Some("1949-12-31"));
    assert_eq!(answers.get("applicant.sex"), Some("female"));
}

#[test]
fn what_somebody_typed_is_never_replaced() {
    let answers = Answers::new()
        .with("applicant.identity_kind", "resident_id")
        .with("applicant.sex", "male");
    let answers = typed(answers, "applicant.identity_number", WOMAN);
    assert_eq!(answers.get("applicant.sex"), Some("male"));
}

#[test]
fn a_prefilled_answer_follows_its_source_until_it_is_changed() {
    let answers = typed(Answers::new(), "applicant.name", "王");
    let answers = typed(answers, "applicant.name", "王芳");
    assert_eq!(answers.get("payment.account_holder"), Some("王芳"));
    let answers = typed(answers, "payment.account_holder", "王方");
    let answers = typed(answers, "applicant.name", "王芳芳");
    assert_eq!(answers.get("payment.account_holder"), Some("王方"));
}

#[test]
fn the_second_beneficiary_gets_what_the_first_leaves() {
    let answers = typed(Answers::new(), "beneficiaries.0.name", "王小明");
    assert_eq!(answers.get("beneficiaries.0.share"), Some("100"));
    let answers = typed(answers, "beneficiaries.0.share", "60");
    let answers = typed(answers, "beneficiaries.1.name", "王小红");
    assert_eq!(answers.get("beneficiaries.1.order"), Some("1"));
    assert_eq!(answers.get("beneficiaries.0.share"), Some("60"));
}

#[test]
fn a_client_of_an_earlier_application_is_known() {
    let earlier = Answers::new()
        .with("insured.identity_kind", "resident_id")
        .with("insured.identity_number", WOMAN)
        .with("insured.mobile", "13800138000");
    let known = Known {
        earlier: vec![earlier],
        ..Known::default()
    };
    let answers = Answers::new()
        .with("applicant.identity_kind", "resident_id")
        .with("applicant.identity_number", WOMAN);
    let found = suggestions(RecordKind::Application, &answers, &known);
    assert_eq!(found["applicant.mobile"].value, "13800138000");
}

#[test]
fn what_was_emptied_on_purpose_stays_empty() {
    let mut answers = typed(Answers::new(), "applicant.name", "王芳");
    answers.remove("payment.account_holder");
    let answers = typed(answers, "applicant.mobile", "13800138000");
    assert_eq!(answers.get("payment.account_holder"), None);
}
