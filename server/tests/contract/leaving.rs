//! Who has not come yet, and who has left.

use crate::world::{Answer, DAY, PASSWORD, TestServer, next};
use shared::id::DeviceId;
use shared::record::RecordKind;
use shared::sync::{Outcome, Quarantine, SyncResponse};

const TODAY: &str = "2026-11-20";

fn not_theirs() -> Outcome {
    Outcome::Quarantined {
        quarantine: Quarantine::NotYours,
        findings: Vec::new(),
    }
}

fn was_applied(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Applied { .. })
}

async fn on_a_new_phone(server: &TestServer, login: &str, password: &str) -> Answer {
    let device = DeviceId::from_number(0xd000 + u128::from(next()));
    server.try_sign_in(login, password, device).await
}

#[tokio::test]
async fn on_the_last_day_everything_works_and_afterwards_nothing_does() {
    let server = TestServer::start().await;
    let agent = server.person("wangfang").await;
    server.ends_appointment("wangfang", TODAY).await;
    assert_eq!(agent.get("/api/session").await.status, 200);
    assert_eq!(
        on_a_new_phone(&server, "wangfang", PASSWORD).await.status,
        200
    );

    server.wait(DAY);
    let ended = (403, "appointment_ended".to_owned());
    for path in ["/api/session", "/api/sessions", "/api/team"] {
        assert_eq!(agent.get(path).await.refusal(), ended, "{path}");
    }
    let answer = on_a_new_phone(&server, "wangfang", PASSWORD).await;
    assert_eq!(answer.refusal(), ended);
    let answer = on_a_new_phone(&server, "wangfang", "guess").await;
    assert_eq!(
        answer.refusal(),
        (401, "wrong_login".to_owned()),
        "who does not know the password does not hear who has left"
    );
}

#[tokio::test]
async fn who_has_left_pulls_nothing() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let page: SyncResponse = agent.pulls_page(1).await;
    assert!(page.remaining > 0);
    server.ends_appointment("wangfang", TODAY).await;
    server.wait(DAY);
    let before = agent.cursor.clone();
    let page = agent.pulls_page(100).await;
    assert_eq!((page.changes.len(), page.remaining), (0, 0));
    assert_eq!((page.cursor, page.from_start), (before, false));
    agent.cursor = None;
    let page = agent.pulls_page(100).await;
    assert_eq!((page.changes.len(), page.remaining), (0, 0));
}

#[tokio::test]
async fn what_was_captured_by_the_last_day_and_sent_later_is_kept_for_the_office() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let sent = agent.an_application();
    assert!(was_applied(&agent.sends(&[&sent]).await[0]));
    let unsent = agent.an_application();
    let withdrawn = agent.withdraws(RecordKind::Application, sent.record);
    server.ends_appointment("wangfang", TODAY).await;

    server.wait(40 * DAY);
    let outcomes = agent.sends(&[&unsent, &withdrawn]).await;
    assert!(outcomes.iter().all(was_applied), "{outcomes:?}");
    let reviewer = server.person("linmei").await;
    assert_eq!(reviewer.reads(unsent.record).await.status, 200);
}

#[tokio::test]
async fn what_is_captured_after_the_last_day_has_no_effect() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let sent = agent.an_application();
    assert!(was_applied(&agent.sends(&[&sent]).await[0]));
    server.ends_appointment("wangfang", TODAY).await;
    server.wait(DAY);
    let late = agent.an_application();
    let withdrawal = agent.withdraws(RecordKind::Application, sent.record);
    let outcomes = agent.sends(&[&late, &withdrawal]).await;
    assert_eq!(outcomes, [not_theirs(), not_theirs()]);
    let again = agent.sends(&[&late]).await;
    assert_eq!(again, [not_theirs()], "kept, and told the same");
}

#[tokio::test]
async fn a_phone_of_who_has_left_sends_for_half_a_year() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let unsent = agent.an_application();
    server.ends_appointment("wangfang", TODAY).await;
    server.wait(180 * DAY);
    let answer = agent
        .post_text("/api/sync", agent.exchange(0, &[&unsent]))
        .await;
    assert_eq!(answer.refusal(), (401, "sign_in_needed".to_owned()));
}

#[tokio::test]
async fn who_changed_their_role_still_delivers_what_they_captured_before() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let unsent = agent.an_application();
    server.wait(DAY);
    server
        .by_hand(
            "UPDATE appointment SET until_date = '2026-11-20'
             WHERE person_id = (SELECT person_id FROM person WHERE login = 'wangfang');
             INSERT INTO appointment SELECT p.person_id, a.unit_id, a.role, a.level,
             '2026-11-21', '9999-12-31' FROM person p, appointment a
             WHERE p.login = 'wangfang' AND a.role = 'auditor'",
        )
        .await;
    let mut agent = server.person_again(&agent).await;
    let late = agent.an_application();
    let outcomes = agent.sends(&[&unsent, &late]).await;
    assert!(was_applied(&outcomes[0]), "{outcomes:?}");
    assert_eq!(outcomes[1], not_theirs());
}

#[tokio::test]
async fn who_is_not_yet_appointed_is_told_so_and_not_that_the_password_is_wrong() {
    let server = TestServer::start().await;
    server
        .by_hand(
            "UPDATE appointment SET from_date = '2026-11-23'
             WHERE person_id = (SELECT person_id FROM person WHERE login = 'wangfang')",
        )
        .await;
    for _ in 0..7 {
        let answer = on_a_new_phone(&server, "wangfang", PASSWORD).await;
        assert_eq!(answer.refusal(), (403, "not_yet_appointed".to_owned()));
    }
    let answer = on_a_new_phone(&server, "wangfang", "guess").await;
    assert_eq!(answer.refusal(), (401, "wrong_login".to_owned()));
    server.wait(3 * DAY);
    assert_eq!(
        on_a_new_phone(&server, "wangfang", PASSWORD).await.status,
        200
    );
}

#[tokio::test]
async fn who_will_come_back_is_told_that_it_is_not_time_yet() {
    let server = TestServer::start().await;
    server
        .by_hand(
            "UPDATE appointment SET until_date = '2026-11-01'
             WHERE person_id = (SELECT person_id FROM person WHERE login = 'wangfang');
             INSERT INTO appointment SELECT person_id, unit_id, role, level,
             '2026-12-01', '9999-12-31' FROM appointment
             WHERE person_id = (SELECT person_id FROM person WHERE login = 'wangfang')",
        )
        .await;
    let answer = on_a_new_phone(&server, "wangfang", PASSWORD).await;
    assert_eq!(answer.refusal(), (403, "not_yet_appointed".to_owned()));
}
