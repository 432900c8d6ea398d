//! The client book follows who serves a policy, and says from which application it came.

use crate::person::Person;
use crate::world::TestServer;
use serde_json::json;
use shared::policy::PolicyView;
use shared::sync::Pulled;
use std::collections::BTreeSet;
use std::process::Command;

fn book(person: &Person<'_>) -> BTreeSet<String> {
    let held = person.held.iter();
    held.filter(|((kind, _), change)| kind == PolicyView::KIND && change.body.is_some())
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

/// A policy as it stands in the book.
fn in_book(person: &Person<'_>, policy: &str) -> Option<PolicyView> {
    let key = (PolicyView::KIND.to_owned(), policy.to_owned());
    let body = person.held.get(&key)?.body.as_ref()?;
    Some(serde_json::from_str(body.get()).unwrap())
}

#[tokio::test]
async fn an_issued_policy_reaches_the_phone_with_its_application_and_leaves_when_told_in_vain() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let mut other = server.person("zhangmin").await;
    let made = agent.an_application();
    agent.sends(&[&made]).await;
    agent.pulls().await;
    let application = agent.holds(made.record).expect("it came back");
    let issued = |id: &str, policy: &str| {
        json!({
            "id": id, "on": "2026-11-19",
            "issued": {
                "policy": policy, "application": application.number,
                "agent": agent.profile.person.id, "insured": "K-1", "effective_on": "2026-11-20",
                "lines": [{
                    "product": "WL-A", "line": "long_term", "payment_years": 20, "premium": "6000.00",
                }],
            },
        })
    };
    let retracted = |fact: &str| {
        let id = format!("{fact}/retracted");
        json!({ "id": id, "on": "2026-11-19", "retracted": { "fact": fact } })
    };
    let wrong = issued("i-1", "ISSUED-1");
    let (in_vain, right) = (retracted("i-1"), issued("i-2", "ISSUED-2"));
    let (gone, again) = (retracted("i-2"), issued("i-3", "ISSUED-2"));

    imports(&server, &wrong);
    agent.pulls().await;
    let policy = in_book(&agent, "ISSUED-1").expect("it is in the book");
    assert_eq!(policy.application.as_ref(), Some(&application.number));
    assert_eq!(
        policy.applicant,
        application.content.typed("applicant.name")
    );
    assert_eq!(policy.effective_date.to_string(), "2026-11-20");
    other.pulls().await;
    assert_eq!(in_book(&other, "ISSUED-1"), None);

    imports(&server, &json!([in_vain, right]));
    agent.pulls().await;
    assert_eq!(in_book(&agent, "ISSUED-1"), None);
    let first = in_book(&agent, "ISSUED-2").expect("the right one");

    // Told in vain and told anew before the phone asks: it takes the newer one.
    let key = (PolicyView::KIND.to_owned(), "ISSUED-2".to_owned());
    let version = agent.held[&key].version;
    imports(&server, &gone);
    imports(&server, &again);
    agent.pulls().await;
    assert_eq!(in_book(&agent, "ISSUED-2"), Some(first));
    assert!(agent.held[&key].version > version);
}
