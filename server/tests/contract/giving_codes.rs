//! To whom an administrator gives a one-time code.

use crate::world::{DAY, OTHER_BRANCH, TestServer};
use serde_json::Value;
use shared::audit::{AuditAction, Log, LogActor, LogFilter, LogSubject};
use shared::id::PersonId;

#[tokio::test]
async fn only_administrators_give_codes_and_only_within_their_units() {
    let server = TestServer::start().await;
    let agent = server.person("wangfang").await.profile.person.id;
    for login in [
        "wangfang", "liqiang", "hejun", "guoyan", "tangwen", "dongxue",
    ] {
        let answer = server.person(login).await.tries_to_give_code(agent).await;
        assert_eq!(answer.refusal(), (404, "not_found".to_owned()), "{login}");
    }
    server.has_another_branch().await;
    let elsewhere = server.person("linmei").await;
    let answer = elsewhere.tries_to_give_code(agent).await;
    assert_eq!(answer.refusal(), (404, "not_found".to_owned()));
    let here = server.person("fengtao").await;
    let answer = here.tries_to_give_code(elsewhere.profile.person.id).await;
    assert_eq!(answer.refusal(), (404, "not_found".to_owned()));
    here.gives_code(agent).await;
}

#[tokio::test]
async fn a_code_for_all_that_somebody_does_is_given_above_all_of_it_alone() {
    let server = TestServer::start().await;
    let reviewer = server.person("hejun").await.profile.person.id;
    server.has_another_branch().await;
    server
        .by_hand(&format!(
            "INSERT INTO appointment VALUES ('{reviewer}', '{OTHER_BRANCH}', 'auditor', NULL,
             '2026-01-01', '9999-12-31')"
        ))
        .await;
    let administrator = server.person("fengtao").await;
    let answer = administrator.tries_to_give_code(reviewer).await;
    assert_eq!(answer.refusal(), (404, "not_found".to_owned()));
    server
        .by_hand(
            "UPDATE appointment SET unit_id = (SELECT unit_id FROM unit WHERE kind = 'company')
             WHERE person_id = (SELECT person_id FROM person WHERE login = 'fengtao')",
        )
        .await;
    administrator.gives_code(reviewer).await;
}

#[tokio::test]
async fn nobody_gives_themselves_a_code_and_nobody_one_to_who_has_left() {
    let server = TestServer::start().await;
    let administrator = server.person("fengtao").await;
    let agent = server.person("wangfang").await.profile.person.id;
    server.ends_appointment("wangfang", "2026-11-20").await;
    server.wait(DAY);
    let administrator = server.person_again(&administrator).await;
    for (whom, why) in [
        (administrator.profile.person.id, "one_time_code_for_oneself"),
        (agent, "person_has_left"),
    ] {
        let answer = administrator.tries_to_give_code(whom).await;
        let problem: Value = answer.json();
        assert_eq!(answer.refusal(), (422, "invalid".to_owned()));
        assert_eq!(problem["findings"][0]["code"], why);
    }
    let nobody = PersonId::from_number(1);
    assert_eq!(administrator.tries_to_give_code(nobody).await.status, 404);
}

#[tokio::test]
async fn who_comes_later_can_have_a_code_before() {
    let server = TestServer::start().await;
    let agent = server.person("wangfang").await.profile.person.id;
    server
        .by_hand(&format!(
            "UPDATE appointment SET from_date = '2026-11-22' WHERE person_id = '{agent}'"
        ))
        .await;
    server.person("fengtao").await.gives_code(agent).await;
}

#[tokio::test]
async fn an_auditor_reads_who_gave_whom_a_code_and_never_the_code() {
    let server = TestServer::start().await;
    let agent = server.person("wangfang").await.profile.person;
    let administrator = server.person("fengtao").await;
    let code = administrator.gives_code(agent.id).await;
    let filter = LogFilter {
        action: Some(AuditAction::GiveCode),
        ..LogFilter::default()
    };
    let auditor = server.person("dongxue").await;
    let answer = auditor.post("/api/audit/log", &filter).await;
    assert!(!answer.text.contains(&code));
    let log: Log = answer.json();
    let [entry] = &log.entries[..] else {
        panic!("{log:?}");
    };
    let person = administrator.profile.person.clone();
    assert_eq!(entry.actor, LogActor::Person { person });
    assert_eq!(entry.subject, LogSubject::Person { person: agent });
}
