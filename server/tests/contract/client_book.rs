//! The client book follows who serves a policy.

use crate::person::Person;
use crate::world::TestServer;
use serde_json::json;
use shared::sync::change_kind;
use std::collections::BTreeSet;
use std::process::Command;

fn book(person: &Person<'_>) -> BTreeSet<String> {
    let held = person.held.iter();
    held.filter(|((kind, _), change)| kind == change_kind::POLICY && change.body.is_some())
        .map(|((_, number), _)| number.clone())
        .collect()
}

/// The office reports it.
fn imports(server: &TestServer, fact: &serde_json::Value) {
    let file = server.folder().join("facts.json");
    std::fs::write(&file, fact.to_string()).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_saddlebag"));
    command
        .arg("import-facts")
        .arg("--data")
        .arg(server.folder());
    match server.url() {
        Some(url) => command.env("DATABASE_URL", url),
        None => command.env_remove("DATABASE_URL"),
    };
    let said = command.arg(&file).output().unwrap();
    assert!(
        said.status.success(),
        "{}",
        String::from_utf8_lossy(&said.stderr)
    );
}

#[tokio::test]
async fn a_policy_given_to_another_agent_leaves_one_phone_and_enters_the_other() {
    let server = TestServer::start().await;
    let mut before = server.person("wangfang").await;
    let mut after = server.person("zhangmin").await;
    before.pulls().await;
    after.pulls().await;
    let given = book(&before).first().cloned().expect("a policy");
    assert!(!book(&after).contains(&given));

    imports(
        &server,
        &json!([{
            "id": "handed-over/1", "on": "2026-11-19",
            "reassigned": { "policy": given, "agent": after.profile.person.id },
        }]),
    );
    before.pulls().await;
    after.pulls().await;
    assert!(
        !book(&before).contains(&given),
        "it is gone from the first phone"
    );
    assert!(book(&after).contains(&given));
    let mut new_phone = server.person("wangfang").await;
    new_phone.pulls().await;
    assert!(!book(&new_phone).contains(&given));
}
