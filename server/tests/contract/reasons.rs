//! By which codes the desk explains what it does: the company decides it, from a day on.

use crate::person::{Made, Person, decision_in};
use crate::settings::{from, publish};
use crate::world::{DAY, TestServer};
use serde_json::{Value, json};
use shared::desk::{Case, Decision};
use shared::id::QueryId;
use shared::reason::{ReasonCodes, ReasonFor};
use shared::record::{Office, RecordKind};
use shared::submission::RaisedItem;

/// What is offered with `code` in place of `duplicate`, from tomorrow on.
fn with_another_reason() -> ReasonCodes {
    let demonstrated: ReasonCodes = from("2026-11-21", &[]);
    let mut reasons = serde_json::to_value(demonstrated.reasons).unwrap();
    let reasons = reasons.as_array_mut().unwrap();
    reasons.retain(|reason| reason["code"] != "duplicate");
    reasons.push(json!({
        "code": "sent_elsewhere",
        "words": { "zh-Hans": "已转其他公司", "en": "Went to another insurer" },
        "explains": ["rejection"],
        "kinds": ["loss_notice"],
    }));
    from("2026-11-21", &[("reasons", Value::from(reasons.clone()))])
}

fn turned_down(reason: &str) -> Decision {
    Decision::Reject {
        reason: reason.to_owned(),
        note: "已电话说明".to_owned(),
    }
}

fn asked(reason: &str) -> Decision {
    let item = RaisedItem {
        path: "loss.description".to_owned(),
        reason: reason.to_owned(),
        note: "请补充".to_owned(),
    };
    Decision::Query {
        query_id: QueryId::from_number(77),
        items: vec![item],
        due: "2026-11-25".parse().unwrap(),
    }
}

async fn out_of_force(reviewer: &Person<'_>, made: &Made, decision: Decision, path: &str) {
    let answer = reviewer.decides(made.record, decision).await;
    assert_eq!(
        answer.refusal(),
        (422, "invalid".to_owned()),
        "{}",
        answer.text
    );
    let finding = &answer.json::<Value>()["findings"][0];
    assert_eq!(finding["code"], "reason_not_in_force", "{}", answer.text);
    assert_eq!(finding["path"], path, "{}", answer.text);
}

/// The codes that a desk offers of whom this was told at the sign-in.
fn offered(person: &Person<'_>, day: &str) -> Vec<String> {
    use shared::setting::Setting;
    let codes = &person.profile.reason_codes;
    let codes = ReasonCodes::in_force(codes, day.parse().unwrap()).unwrap();
    let offered = codes.offered(ReasonFor::Rejection, RecordKind::LossNotice);
    offered.map(|reason| reason.code.to_string()).collect()
}

#[tokio::test]
async fn a_reason_is_given_from_its_day_on_and_one_of_before_stays_readable() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let [first, second, third] = [3_000, 3_001, 3_002].map(|yuan| agent.a_loss_of(yuan));
    agent.sends(&[&first, &second, &third]).await;
    publish(&server, with_another_reason()).await;
    let reviewer = server.person("linmei").await;
    out_of_force(&reviewer, &second, turned_down("sent_elsewhere"), "reason").await;
    let answer = reviewer
        .decides(first.record, turned_down("duplicate"))
        .await;
    assert_eq!(answer.status, 200, "{}", answer.text);

    server.wait(DAY);
    let reviewer = server.person("linmei").await;
    // A desk that holds the list of yesterday.
    out_of_force(&reviewer, &second, turned_down("duplicate"), "reason").await;
    let case: Case = reviewer.reads(second.record).await.json();
    let Office::Review(review) = &case.record.office else {
        panic!("a claim report is reviewed");
    };
    assert_eq!(
        review.verdict, None,
        "nothing is decided by what is refused"
    );
    let answer = reviewer
        .decides(second.record, turned_down("sent_elsewhere"))
        .await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let told = (
        offered(&reviewer, "2026-11-20"),
        offered(&reviewer, "2026-11-21"),
    );
    let has = |codes: &[String], code: &str| codes.iter().any(|known| known == code);
    assert!(has(&told.0, "duplicate") && !has(&told.0, "sent_elsewhere"));
    assert!(!has(&told.1, "duplicate") && has(&told.1, "sent_elsewhere"));

    let agent = server.person_again(&agent).await;
    for (code, words) in [
        ("duplicate", "重复提交"),
        ("sent_elsewhere", "已转其他公司"),
    ] {
        let codes = &agent.profile.reason_codes;
        let named = ReasonCodes::named(codes, code, "2026-11-21".parse().unwrap());
        assert_eq!(named.unwrap().words.zh_hans, words);
    }
}

#[tokio::test]
async fn what_was_decided_by_a_reason_stays_decided_when_it_is_sent_again_later() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let made = agent.a_loss_of(3_000);
    agent.sends(&[&made]).await;
    publish(&server, with_another_reason()).await;
    let reviewer = server.person("linmei").await;
    let case: Case = reviewer.reads(made.record).await.json();
    let request = decision_in(&case, turned_down("duplicate"));
    assert_eq!(
        reviewer.sends_decision(made.record, &request).await.status,
        200
    );
    server.wait(DAY);
    let reviewer = server.person("linmei").await;
    let again = reviewer.sends_decision(made.record, &request).await;
    assert_eq!(again.status, 200, "{}", again.text);
}

#[tokio::test]
async fn a_reason_explains_what_it_is_for() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let made = agent.a_loss_of(3_000);
    agent.sends(&[&made]).await;
    let reviewer = server.person("linmei").await;
    for code in ["health_not_accepted", "unclear", "unanswered", "nonsense"] {
        out_of_force(&reviewer, &made, turned_down(code), "reason").await;
    }
    out_of_force(&reviewer, &made, asked("not_covered"), "loss.description").await;
    let answer = reviewer.decides(made.record, turned_down("")).await;
    assert_eq!(answer.refusal(), (422, "reason_missing".to_owned()));
    let answer = reviewer.decides(made.record, asked("unclear")).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
}
