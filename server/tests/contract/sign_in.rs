//! Signing in, and how guessing becomes slow.

use crate::world::{DAY, PASSWORD, TestServer};
use axum::body::Body;
use axum::http::Request;
use shared::id::DeviceId;

const DEVICE: DeviceId = DeviceId::from_number(1);

#[tokio::test]
async fn after_five_failures_a_login_waits_even_with_the_right_password() {
    let server = TestServer::start().await;
    for _ in 0..5 {
        let answer = server.try_sign_in("wangfang", "guess", DEVICE).await;
        assert_eq!(answer.refusal(), (401, "wrong_login".to_owned()));
    }
    let answer = server.try_sign_in("wangfang", PASSWORD, DEVICE).await;
    assert_eq!(answer.refusal(), (429, "slow_down".to_owned()));
    assert_eq!(answer.headers["retry-after"], "2");
    let answer = server.try_sign_in("zhangmin", PASSWORD, DEVICE).await;
    assert_eq!(answer.status, 200, "others are not held up");
    server.wait(2_000);
    let answer = server.try_sign_in("wangfang", "guess", DEVICE).await;
    assert_eq!(answer.status, 401);
    let answer = server.try_sign_in("wangfang", PASSWORD, DEVICE).await;
    assert_eq!(answer.headers["retry-after"], "4", "twice as long");
}

#[tokio::test]
async fn an_unknown_login_is_told_the_same_as_a_wrong_password() {
    let server = TestServer::start().await;
    let unknown = server.try_sign_in("nobody", "guess", DEVICE).await;
    let wrong = server.try_sign_in("wangfang", "guess", DEVICE).await;
    assert_eq!((unknown.status, unknown.text), (wrong.status, wrong.text));
}

#[tokio::test]
async fn an_installation_belongs_to_one_person() {
    let server = TestServer::start().await;
    let agent = server.person("wangfang").await;
    let answer = server.try_sign_in("zhangmin", PASSWORD, agent.device).await;
    assert_eq!(answer.refusal(), (403, "device_of_another".to_owned()));
    let again = server.person_on("wangfang", agent.device).await;
    assert_eq!(again.profile.device_number, agent.profile.device_number);
}

#[tokio::test]
async fn the_cookie_stays_with_this_host_and_out_of_scripts() {
    let server = TestServer::start().await;
    let answer = server.try_sign_in("wangfang", PASSWORD, DEVICE).await;
    let cookie = answer.headers["set-cookie"].to_str().unwrap();
    for part in [
        "__Host-saddlebag=",
        "Path=/",
        "Secure",
        "HttpOnly",
        "SameSite=Strict",
    ] {
        assert!(cookie.contains(part), "{cookie}");
    }
}

#[tokio::test]
async fn a_session_ends_with_signing_out_or_after_thirty_days_unused() {
    let server = TestServer::start().await;
    let agent = server.person("wangfang").await;
    for _ in 0..3 {
        server.wait(29 * DAY);
        assert_eq!(
            agent.get("/api/session").await.status,
            200,
            "used again in time"
        );
    }
    let other = server.person("zhangmin").await;
    server.wait(30 * DAY);
    assert_eq!(agent.get("/api/session").await.code(), "sign_in_needed");
    assert_eq!(other.get("/api/session").await.code(), "sign_in_needed");

    let agent = server.person("wangfang").await;
    let sign_out = Request::delete("/api/session").header("cookie", &agent.cookie);
    let answer = server.call(sign_out.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status, 204);
    assert!(
        answer.headers["set-cookie"]
            .to_str()
            .unwrap()
            .contains("Max-Age=0")
    );
    assert_eq!(agent.get("/api/session").await.code(), "sign_in_needed");
}

#[tokio::test]
async fn a_page_elsewhere_changes_nothing() {
    let server = TestServer::start().await;
    let agent = server.person("wangfang").await;
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("origin", "https://elsewhere.example"),
    ] {
        let request = Request::post("/api/sync")
            .header("cookie", &agent.cookie)
            .header("content-type", "application/json")
            .header("host", "127.0.0.1:8080")
            .header(name, value)
            .body(Body::from(agent.exchange(1, &[])))
            .unwrap();
        let answer = server.call(request).await;
        assert_eq!(answer.refusal(), (403, "cross_site".to_owned()), "{name}");
    }
}

#[tokio::test]
async fn guessing_many_times_at_once_is_no_faster() {
    let server = TestServer::start().await;
    let guess = || server.try_sign_in("wangfang", "guess", DEVICE);
    let (a, b, c, d, e, f, g) = tokio::join!(
        guess(),
        guess(),
        guess(),
        guess(),
        guess(),
        guess(),
        guess()
    );
    let answers = [a, b, c, d, e, f, g].map(|answer| answer.status.as_u16());
    assert_eq!(answers.iter().filter(|status| **status == 401).count(), 5);
    assert_eq!(answers.iter().filter(|status| **status == 429).count(), 2);
}

#[tokio::test]
async fn an_address_that_tries_many_names_waits_too() {
    let server = TestServer::start().await;
    let guess = async |number: u32| {
        let login = format!("guess{number}");
        server.try_sign_in(&login, "guess", DEVICE).await
    };
    for number in 1..20 {
        assert_eq!(guess(number).await.status, 401);
        let device = DeviceId::from_number(2);
        let answer = server.try_sign_in("zhangmin", PASSWORD, device).await;
        assert_eq!(answer.status, 200, "an office that works does not wait");
    }
    assert_eq!(guess(20).await.status, 401);
    assert_eq!(guess(21).await.refusal(), (429, "slow_down".to_owned()));
}
