//! What goes over the wire, written down: stored phones and old builds depend on it.

use crate::world::TestServer;
use serde_json::Value;
use shared::record::RecordKind;

/// The store's epoch is drawn at random.
fn without_epoch(mut value: Value) -> Value {
    let epoch = value["epoch"].as_str().unwrap().to_owned();
    value = serde_json::from_str(&value.to_string().replace(&epoch, "[epoch]")).unwrap();
    value
}

#[tokio::test]
async fn the_written_forms_are_stable() {
    let server = TestServer::start().await;
    let mut agent = server.person("zhangmin").await;
    let profile: Value = agent.get("/api/session").await.json();
    insta::assert_json_snapshot!("profile", profile);

    agent.pulls().await;
    let today = "2026-11-20".parse().unwrap();
    let content = shared::sample::loss_notice(7, today);
    let made = agent.submits(RecordKind::LossNotice, content);
    let body = agent.exchange(5, &[&made]);
    let exchange: Value = agent.post_text("/api/sync", body).await.json();
    insta::assert_json_snapshot!("exchange", without_numbers(without_epoch(exchange), &agent));

    let reviewer = server.person("linmei").await;
    let case: Value = reviewer.reads(made.record).await.json();
    let keys: Vec<&String> = case.as_object().unwrap().keys().collect();
    insta::assert_json_snapshot!("case_keys", keys);
    let poem = serde_json::json!({"kind": "poem"});
    let problem: Value = reviewer.post("/api/desk/queue", &poem).await.json();
    insta::assert_json_snapshot!("problem", problem);
}

/// Ids and numbers that a story draws anew are named by what they are.
fn without_numbers(value: Value, agent: &crate::person::Person<'_>) -> Value {
    let record = value["changes"][0]["body"].clone();
    let mut text = value.to_string();
    let outcome = value["outcomes"][0]["mutation_id"].clone();
    let signature = value["outcomes"][0]["acknowledgement"]["signature"].clone();
    for (drawn, name) in [
        (outcome, "[mutation]"),
        (signature, "[signature]"),
        (record["record_id"].clone(), "[record]"),
        (record["number"].clone(), "[number]"),
    ] {
        text = text.replace(drawn.as_str().unwrap(), name);
    }
    let cursor = value["cursor"].as_str().unwrap();
    assert!(cursor.contains(&agent.profile.person.id.to_string()));
    serde_json::from_str(&text).unwrap()
}
