//! What our own records say of an insured is told at the desk, whatever the agent answers.

use crate::elsewhere::{application, arrives, case, found, is_also, sends};
use crate::person::{Made, Person};
use crate::world::{DAY, TestServer};
use shared::answers::Answers;
use shared::desk::Decision;
use shared::kinds::application::rules::suitability::yearly_premium;
use shared::money::Money;
use shared::record::RecordKind;
use shared::time::CHINA_OFFSET_MINUTES;

/// An application for oneself that says there was neither a refusal nor a claim, and that a reviewer of the
/// first level may decide.
fn of_the_unblemished(agent: &Person<'_>) -> Answers {
    let within = |answers: &Answers| {
        yearly_premium(answers).is_some_and(|premium| premium <= Money::from_yuan(20_000))
    };
    (0..500)
        .map(|_| application(agent, &[]))
        .find(|it| {
            it.is("insured.relation", "self")
                && it.is("health.declined_before", "no")
                && it.is("health.claimed_before", "no")
                && within(it)
        })
        .unwrap()
}

/// The same, with cover from so many days from now on.
fn effective_in(content: &Answers, server: &TestServer, days: i64) -> Answers {
    let today = server.now().civil_date(CHINA_OFFSET_MINUTES).unwrap();
    let effect = today + chrono::TimeDelta::days(days);
    content
        .clone()
        .with("product.effective_date", &effect.to_string())
}

/// A claim report of that loss type, of the applicant of this application.
async fn claims_for(agent: &mut Person<'_>, content: &Answers, kind: &str) -> Made {
    let today = agent.server.now().civil_date(CHINA_OFFSET_MINUTES).unwrap();
    let loss = (800_000..800_200)
        .map(|seed| shared::sample::loss_notice(seed, today))
        .find(|loss| loss.is("loss.kind", kind))
        .unwrap();
    let loss = is_also(loss, (content, "applicant"), "insured");
    let loss = shared::kinds::form_of(RecordKind::LossNotice).asked_answers(&loss, today);
    let made = agent.submits(RecordKind::LossNotice, loss);
    arrives(agent, &made).await;
    made
}

#[tokio::test]
async fn a_life_refused_for_health_does_not_come_back_without_a_word() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let reviewer = server.person("linmei").await;
    let content = of_the_unblemished(&agent);
    let first = sends(&mut agent, &effective_in(&content, &server, 1)).await;
    let rejection = Decision::Reject {
        reason: "health_not_accepted".to_owned(),
        note: "健康状况不符合承保条件".to_owned(),
    };
    let answer = reviewer.decides(first.record, rejection).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let refused_on = server.now().civil_date(CHINA_OFFSET_MINUTES).unwrap();
    let first = case(&reviewer, &first).await;
    assert_eq!(found(&first, "refusal_denied"), None);

    server.wait(DAY);
    let mut other = server.person("zhouxin").await;
    let second = sends(&mut other, &effective_in(&content, &server, 2)).await;
    let second = case(&server.person("linmei").await, &second).await;
    let finding = found(&second, "refusal_denied").unwrap();
    assert_eq!(finding.path, "health.declined_before");
    assert_eq!(finding.params["number"], first.record.number.to_string());
    assert_eq!(finding.params["on"], refused_on.to_string());
    assert_eq!(finding.params["reason"], "health_not_accepted");
}

#[tokio::test]
async fn a_claim_and_the_applications_of_its_insured_name_each_other() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let mut other = server.person("zhouxin").await;
    let reviewer = server.person("linmei").await;
    let content = of_the_unblemished(&agent);
    let claim = claims_for(&mut agent, &content, "critical_illness").await;
    let made = sends(&mut other, &content).await;

    let claim = case(&reviewer, &claim).await;
    let made = case(&reviewer, &made).await;
    let denied = found(&made, "claim_denied").unwrap();
    assert_eq!(denied.path, "health.claimed_before");
    assert_eq!(denied.params["number"], claim.record.number.to_string());
    assert_eq!(denied.params["loss"], "critical_illness");
    let applies = found(&claim, "claimant_applies").unwrap();
    assert_eq!(applies.params["numbers"], made.record.number.to_string());
}

#[tokio::test]
async fn cover_that_we_took_on_contradicts_none_held() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let reviewer = server.person("linmei").await;
    let content = of_the_unblemished(&agent);
    let wanted = content.typed("needs.cover_wanted").to_owned();
    let content = content
        .with("needs.cover_held", "0")
        .with("needs.protection_gap", &wanted);
    let first = sends(&mut agent, &effective_in(&content, &server, 1)).await;
    let second = sends(&mut agent, &effective_in(&content, &server, 2)).await;
    let code = "cover_held_denied";
    assert_eq!(found(&case(&reviewer, &second).await, code), None);
    let answer = reviewer.decides(first.record, Decision::Accept {}).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let number = case(&reviewer, &first).await.record.number.to_string();
    let second = case(&reviewer, &second).await;
    assert_eq!(found(&second, code).unwrap().params["numbers"], number);
}
