//! Two administrators change the same person.

use super::{changed, findings, id_of};
use crate::world::{BRANCH, TestServer};
use serde_json::json;
use shared::people::{CorrectPerson, PersonFacts, Role};

#[tokio::test]
async fn the_second_of_two_administrators_is_told_what_the_first_changed() {
    let server = TestServer::start().await;
    server.is_also("guoyan", Role::Administrator, BRANCH).await;
    let (first, second) = (
        server.person("fengtao").await,
        server.person("guoyan").await,
    );
    let agent = id_of(&server, "wangfang").await;
    let read = second.looks_up(agent).await.version;
    let path = format!("/api/people/{agent}");
    let with_mobile = |expected: &str, mobile: &str| CorrectPerson {
        expected: expected.to_owned(),
        facts: PersonFacts {
            mobile: Some(mobile.to_owned()),
            ..PersonFacts::default()
        },
        preview: false,
    };
    let answer = first.put(&path, &with_mobile(&read, "13800138000")).await;
    let now = changed(&answer).version;
    let answer = second.put(&path, &with_mobile(&read, "13900139000")).await;
    assert_eq!(answer.refusal(), (409, "changed_meanwhile".to_owned()));
    let told = [("mobile".to_owned(), "person_changed_by".to_owned())];
    assert_eq!(findings(&answer), told);
    assert!(answer.text.contains("冯涛") && !answer.text.contains("138"));
    let leaves = json!({ "expected": read, "on": "2026-12-31", "reason": "" });
    let answer = second.post(&format!("{path}/leave"), &leaves).await;
    assert_eq!(answer.status, 409, "whatever they wanted");
    let page = second.looks_up(agent).await;
    assert_eq!(page.version, now);
    assert_eq!(page.mobile.as_deref(), Some("138****8000"));
    changed(&second.put(&path, &with_mobile(&now, "13900139000")).await);
}
