//! What people paste and type, sent by a phone that keeps it as it came: taken and read as it is meant, or
//! refused with the field named.

use crate::world::{TestServer, catalogue};
use chrono::NaiveDate;
use shared::answers::Answers;
use shared::kinds::form_of;
use shared::record::RecordKind;
use shared::sample::{self, OddInput, odd_inputs};
use shared::sync::Outcome;

fn today() -> NaiveDate {
    "2026-11-20".parse().unwrap()
}

/// A complete application of a parent for a child, with this answer in it and what must agree with it.
fn application(odd: &OddInput) -> Answers {
    let mut samples = (0..).map(|seed| sample::application(seed, today(), catalogue()));
    let plain = |answers: &Answers| {
        answers.is("insured.relation", "child")
            && answers.is("beneficiary_kind", "statutory")
            && answers.items("riders") == 0
    };
    let mut answers = samples.find(plain).unwrap();
    if odd.path == "applicant.name" {
        answers.set("payment.account_holder", &odd.text);
    }
    if odd.path == "applicant.identity_number" {
        answers.set("applicant.sex", "female");
        answers.set("applicant.birth_date", "1949-12-31");
    }
    answers.set("suitability.share_reason", "有其他收入来源");
    answers.set("suitability.age_reason", "身体健康，收入稳定");
    answers.set(odd.path, &odd.text);
    form_of(RecordKind::Application).asked_answers(&answers, today())
}

#[tokio::test]
async fn odd_inputs_are_taken_as_they_are_meant_or_refused_with_the_field_named() {
    let server = TestServer::start().await;
    let mut agent = server.person("zhangmin").await;
    for odd in odd_inputs() {
        let made = agent.submits(RecordKind::Application, application(&odd));
        let outcomes = agent.sends(&[&made]).await;
        match (&outcomes[..], odd.expected) {
            ([Outcome::Applied { .. }], Ok(meant)) => {
                agent.pulls().await;
                let held = agent.holds(made.record).unwrap().content;
                let field = form_of(RecordKind::Application).field_at(odd.path).unwrap();
                let read = field.kept(odd.path, held.typed(odd.path), &held);
                assert_eq!(read, meant, "{odd:?}");
            }
            ([Outcome::Rejected { findings }], Err(code)) => {
                let named = findings
                    .iter()
                    .any(|found| found.path == odd.path && found.code.as_str() == code);
                assert!(named, "{odd:?}: {findings:?}");
            }
            (other, _) => panic!("{odd:?}: {other:?}"),
        }
    }
}
