//! What the desk is told of the policy that a claim names, and of the other claims under it.

use crate::elsewhere::{a_policy, arrives, case, claims, found};
use crate::person::{Made, Person};
use crate::world::{TestServer, next};
use shared::record::RecordKind;
use shared::time::CHINA_OFFSET_MINUTES;

#[tokio::test]
async fn the_desk_is_told_who_serves_the_policy() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let mut other = server.person("zhouxin").await;
    let reviewer = server.person("linmei").await;
    let policy = a_policy(&mut agent).await;
    let (another, nowhere, agents) = (
        "policy_of_another_agent",
        "policy_nowhere",
        "policy_unknown",
    );
    let own = claims(&mut agent, &policy.number).await;
    let own = case(&reviewer, &own).await;
    for code in [another, nowhere, agents] {
        assert_eq!(found(&own, code), None);
    }
    let typed = format!(" {} ", policy.number.to_lowercase());
    let of_another = claims(&mut other, &typed).await;
    let of_another = case(&reviewer, &of_another).await;
    let finding = found(&of_another, another).unwrap();
    assert_eq!(finding.params["agent"], agent.profile.person.name);
    assert_eq!(finding.params["reporter"], other.profile.person.name);
    assert_eq!(found(&of_another, agents), None);
    let unknown = claims(&mut other, "P2099000000").await;
    let unknown = case(&reviewer, &unknown).await;
    assert!(found(&unknown, nowhere).is_some());
    assert_eq!(found(&unknown, agents), None);
}

/// A claim report of that loss type under this policy, of a loss so many days ago.
async fn claims_of(agent: &mut Person<'_>, kind: &str, policy: &str, days_ago: i64) -> Made {
    let today = agent.server.now().civil_date(CHINA_OFFSET_MINUTES).unwrap();
    let day = |ago: i64| today - chrono::TimeDelta::days(ago);
    let content = (0..200)
        .map(|_| shared::sample::loss_notice(900_000 + next(), today))
        .find(|loss| loss.is("loss.kind", kind))
        .unwrap();
    let content = content
        .with("policy.number", policy)
        .with("loss.occurred_at", &format!("{}T08:00", day(days_ago)))
        .with("loss.known_at", &format!("{}T18:00", day(1)));
    let made = agent.submits(RecordKind::LossNotice, content);
    arrives(agent, &made).await;
    made
}

#[tokio::test]
async fn claims_under_one_policy_name_each_other_whoever_reported_them() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let mut other = server.person("zhouxin").await;
    let reviewer = server.person("linmei").await;
    let first = claims_of(&mut agent, "property", "PZ-2026-4711", 5).await;
    let later = claims_of(&mut other, "liability", "pz-2026-4711", 2).await;
    let same_day = claims_of(&mut other, "motor", "PZ-2026-4711", 5).await;
    let elsewhere = claims_of(&mut other, "property", "PZ-2026-4712", 5).await;

    let later = case(&reviewer, &later).await.record.number.to_string();
    let same_day = case(&reviewer, &same_day).await.record.number.to_string();
    let shown = case(&reviewer, &first).await;
    let beside = found(&shown, "other_claim_on_policy").unwrap();
    assert_eq!(beside.params["number"], later);
    assert_eq!(beside.params["loss"], "liability");
    let otherwise = found(&shown, "event_claimed_otherwise").unwrap();
    assert_eq!(otherwise.params["number"], same_day);
    let shown = case(&reviewer, &elsewhere).await;
    assert_eq!(found(&shown, "other_claim_on_policy"), None);
}
