//! How long a sign-in lasts, and where somebody is signed in.

use crate::person::Person;
use crate::world::{Answer, DAY, MINUTE, PASSWORD, TestServer, next, post};
use axum::body::Body;
use axum::http::Request;
use serde_json::json;
use shared::audit::{AuditAction, Log, LogFilter, LogSubject};
use shared::id::DeviceId;
use shared::session::{Platform, SessionView};
use shared::sync::Outcome;

const HOUR: i64 = 60 * MINUTE;

/// Asks for the queue as the app does when the person has done nothing for so many seconds.
async fn asks_idle(person: &Person<'_>, seconds: u64) -> Answer {
    let request = Request::post("/api/desk/queue")
        .header("content-type", "application/json")
        .header("cookie", &person.cookie)
        .header("saddlebag-idle", seconds);
    person
        .server
        .call(request.body(Body::from("{}")).unwrap())
        .await
}

fn takes_the_cookie_away(answer: &Answer) {
    assert_eq!(answer.status, 204);
    let cookie = answer.headers["set-cookie"].to_str().unwrap();
    assert!(cookie.contains("Max-Age=0"), "{cookie}");
}

#[tokio::test]
async fn an_agent_signs_in_once_in_thirty_days_however_much_they_work() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let unsent = agent.an_application();
    server.wait(29 * DAY);
    assert!(agent.is_signed_in().await, "however quiet");
    server.wait(DAY);
    assert!(!agent.is_signed_in().await);
    let mut again = server.person_again(&agent).await;
    again.sent = agent.sent;
    let outcomes = again.sends(&[&unsent]).await;
    assert!(
        matches!(outcomes[0], Outcome::Applied { .. }),
        "what was captured meanwhile counts"
    );
}

#[tokio::test]
async fn at_the_desk_a_working_day_ends_a_sign_in() {
    let server = TestServer::start().await;
    let reviewer = server.person("linmei").await;
    for _ in 0..(10 * 3 - 1) {
        server.wait(20 * MINUTE);
        assert_eq!(asks_idle(&reviewer, 0).await.status, 200);
    }
    server.wait(20 * MINUTE);
    let answer = asks_idle(&reviewer, 0).await;
    assert_eq!(answer.refusal(), (401, "sign_in_needed".to_owned()));
}

#[tokio::test]
async fn a_desk_that_asks_by_itself_keeps_no_sign_in_alive() {
    let server = TestServer::start().await;
    let (told, silent) = (server.person("linmei").await, server.person("linmei").await);
    for minute in 1..30 {
        server.wait(MINUTE);
        let asked = asks_idle(&told, 60 * minute).await;
        assert_eq!(asked.status, 200, "{minute}");
        assert!(silent.is_signed_in().await, "{minute}");
        let queue = silent.post("/api/desk/queue", &json!({})).await;
        assert_eq!(queue.status, 200, "{minute}");
        let exchange = silent.post_text("/api/sync", silent.exchange(0, &[])).await;
        assert_eq!(exchange.status, 200, "{minute}");
    }
    server.wait(MINUTE);
    assert!(!told.is_signed_in().await);
    assert!(!silent.is_signed_in().await);
}

#[tokio::test]
async fn what_a_person_does_keeps_the_sign_in_alive_whatever_asks_next() {
    let server = TestServer::start().await;
    let reviewer = server.person("linmei").await;
    for _ in 0..4 {
        server.wait(25 * MINUTE);
        let asked = asks_idle(&reviewer, 30).await;
        assert_eq!(asked.status, 200, "they read, and moved the page");
    }
    server.wait(25 * MINUTE);
    let case = format!("/api/desk/cases/{}", DeviceId::from_number(1));
    let opened = reviewer.get(&case);
    assert_eq!(
        opened.await.status,
        404,
        "an older app, in which somebody opens a case"
    );
    server.wait(25 * MINUTE);
    assert!(reviewer.is_signed_in().await);
}

#[tokio::test]
async fn a_sign_in_that_is_over_is_not_revived_by_an_act() {
    let server = TestServer::start().await;
    let reviewer = server.person("linmei").await;
    server.wait(31 * MINUTE);
    assert_eq!(asks_idle(&reviewer, 0).await.status, 401);
}

#[tokio::test]
async fn the_limits_are_dated_data_of_the_store() {
    let server = TestServer::start().await;
    let reviewer = server.person("linmei").await;
    let limits = |from: &str, hours: u32| {
        json!({ "valid_from": from, "limits": [
            { "roles": ["reviewer"], "hours": hours },
        ] })
    };
    for (from, hours) in [("2026-11-20", 48), ("2026-11-22", 72)] {
        let body = limits(from, hours);
        server
            .by_hand(&format!(
                "INSERT INTO setting VALUES ('sessions', '{from}', {}, '{body}')",
                server.now().millis() + 1
            ))
            .await;
    }
    server.wait(47 * HOUR - MINUTE);
    assert!(
        reviewer.is_signed_in().await,
        "not idle any more, and two days"
    );
    server.wait(23 * HOUR);
    assert!(reviewer.is_signed_in().await, "from the 22nd on three");
    server.wait(2 * HOUR + MINUTE);
    assert!(!reviewer.is_signed_in().await);
    let agent = server
        .try_sign_in("wangfang", PASSWORD, DeviceId::from_number(1))
        .await;
    assert!(
        agent.headers["set-cookie"]
            .to_str()
            .unwrap()
            .contains("Max-Age=0")
    );
}

#[tokio::test]
async fn the_browser_keeps_the_cookie_as_long_as_the_sign_in_lasts() {
    let server = TestServer::start().await;
    for (login, seconds) in [("wangfang", 30 * 86_400), ("linmei", 10 * 3_600)] {
        let device = DeviceId::from_number(u128::from(next()));
        let answer = server.try_sign_in(login, PASSWORD, device).await;
        let cookie = answer.headers["set-cookie"].to_str().unwrap();
        assert!(cookie.ends_with(&format!("Max-Age={seconds}")), "{cookie}");
    }
}

#[tokio::test]
async fn a_new_sign_in_on_a_device_ends_the_one_before() {
    let server = TestServer::start().await;
    let before = server.person("wangfang").await;
    let elsewhere = server.person("wangfang").await;
    let after = server.person_again(&before).await;
    assert!(!before.is_signed_in().await);
    assert!(after.is_signed_in().await && elsewhere.is_signed_in().await);

    // Somebody else signs in in the same browser, which sends the cookie that it has.
    let device = DeviceId::from_number(u128::from(next()));
    let body = json!({ "login": "zhangmin", "password": PASSWORD, "device_id": device });
    let answer = server
        .call(post("/api/session", Some(&after.cookie), &body))
        .await;
    assert_eq!(answer.status, 200);
    assert!(!after.is_signed_in().await);
}

async fn signed_in_devices(person: &Person<'_>) -> Vec<SessionView> {
    person.get("/api/sessions").await.json()
}

#[tokio::test]
async fn everybody_sees_where_they_are_signed_in_and_ends_it() {
    let server = TestServer::start().await;
    let lost = server.person("wangfang").await;
    server.wait(HOUR);
    let own = server.person("wangfang").await;
    let other = server.person("zhangmin").await;

    let devices = signed_in_devices(&own).await;
    let told: Vec<_> = devices
        .iter()
        .map(|it| (it.device_id, it.current))
        .collect();
    assert_eq!(told, [(own.device, true), (lost.device, false)]);
    assert_eq!(devices[1].device_number, lost.profile.device_number);
    assert_eq!(devices[1].platform, Platform::Other);
    assert_eq!(devices[0].begun_at.millis_since(devices[1].begun_at), HOUR);
    assert_eq!(
        devices[0].ends_at.millis_since(devices[0].begun_at),
        30 * DAY
    );
    assert_eq!(devices[0].idle_ends_at, None, "in the field");

    let of_other = format!("/api/sessions/{}", own.device);
    assert_eq!(
        other.delete(&of_other).await.refusal(),
        (404, "not_found".to_owned())
    );
    let of_lost = format!("/api/sessions/{}", lost.device);
    assert_eq!(own.delete(&of_lost).await.status, 204);
    assert!(!lost.is_signed_in().await && own.is_signed_in().await);
    assert_eq!(own.delete(&of_lost).await.status, 404);
    assert_eq!(signed_in_devices(&own).await.len(), 1);
}

#[tokio::test]
async fn the_log_tells_which_device_was_signed_out_and_from_which() {
    let server = TestServer::start().await;
    let lost = server.person("wangfang").await;
    let own = server.person("wangfang").await;
    let auditor = server.person("dongxue").await;
    let of_lost = format!("/api/sessions/{}", lost.device);
    assert_eq!(own.delete(&of_lost).await.status, 204);
    let wanted = LogFilter {
        action: Some(AuditAction::SignOut),
        ..LogFilter::default()
    };
    let log: Log = auditor.post("/api/audit/log", &wanted).await.json();
    let [ended] = &log.entries[..] else {
        panic!("{log:?}");
    };
    assert_eq!(ended.device, Some(own.profile.device_number));
    let number = Some(lost.profile.device_number);
    assert_eq!(ended.subject, LogSubject::Device { number });
}

#[tokio::test]
async fn signing_out_everywhere_ends_all_and_what_was_unsent_arrives_after_the_next_sign_in() {
    let server = TestServer::start().await;
    let mut phone = server.person("wangfang").await;
    let unsent = phone.an_application();
    let desk = server.person("wangfang").await;
    let other = server.person("zhangmin").await;
    let answer = desk.delete("/api/sessions").await;
    takes_the_cookie_away(&answer);
    assert!(!phone.is_signed_in().await && !desk.is_signed_in().await);
    assert!(other.is_signed_in().await);
    let again = server.person_again(&phone).await;
    let outcomes = again.sends(&[&unsent]).await;
    assert!(matches!(outcomes[0], Outcome::Applied { .. }));
}

#[tokio::test]
async fn a_sign_in_that_is_over_is_not_in_the_list() {
    let server = TestServer::start().await;
    server.person("linmei").await;
    server.wait(40 * MINUTE);
    let own = server.person("linmei").await;
    let devices = signed_in_devices(&own).await;
    assert_eq!(devices.len(), 1);
    let idle_ends_at = devices[0].idle_ends_at.expect("at the desk");
    assert_eq!(idle_ends_at.millis_since(devices[0].acted_at), 30 * MINUTE);
}

#[tokio::test]
async fn signing_out_ends_a_sign_in() {
    let server = TestServer::start().await;
    let agent = server.person("wangfang").await;
    let answer = agent.delete("/api/session").await;
    takes_the_cookie_away(&answer);
    assert!(!agent.is_signed_in().await);
}
