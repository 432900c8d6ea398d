//! Signing in, and how guessing becomes slow.

use crate::world::{MINUTE, PASSWORD, TestServer, post};
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use server::Reach;
use shared::id::{DeviceId, PersonId};
use std::net::SocketAddr;

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
async fn an_address_that_tries_many_names_waits_too_but_not_for_long() {
    let server = TestServer::start().await;
    let guess = async |number: u32| {
        let login = format!("guess{number}");
        server.try_sign_in(&login, "guess", DEVICE).await
    };
    for number in 1..=199 {
        assert_eq!(guess(number).await.status, 401);
    }
    let device = DeviceId::from_number(2);
    let answer = server.try_sign_in("zhangmin", PASSWORD, device).await;
    assert_eq!(answer.status, 200, "an office that works does not wait");
    assert_eq!(guess(200).await.status, 401);
    for number in 201..=203 {
        let answer = guess(number).await;
        assert_eq!(answer.refusal(), (429, "slow_down".to_owned()));
    }
    let acts = server.acts().await;
    let of_address = acts
        .iter()
        .filter(|act| act.subject.starts_with("address:"));
    let chains: Vec<&str> = of_address.map(|act| act.chain.as_str()).collect();
    assert_eq!(chains, ["sign_in"], "one row however many names");
    server.wait(10 * MINUTE);
    assert_eq!(guess(202).await.status, 401);
}

/// Sixty new agents in the team of one who is there.
async fn a_class(server: &TestServer) -> Vec<String> {
    let logins: Vec<String> = (1..=60).map(|number| format!("pupil{number}")).collect();
    for (number, login) in logins.iter().enumerate() {
        let id = PersonId::from_number(0xc1a5_5000 + number as u128);
        server
            .by_hand(&format!(
                "INSERT INTO person (person_id, login, name, agent_number, password_hash, joined_on, version)
                 SELECT '{id}', '{login}', name, NULL, password_hash, joined_on, 1
                 FROM person WHERE login = 'wangfang';
                 INSERT INTO appointment SELECT '{id}', unit_id, role, level, from_date, until_date
                 FROM appointment WHERE person_id =
                 (SELECT person_id FROM person WHERE login = 'wangfang')"
            ))
            .await;
    }
    logins
}

#[tokio::test]
async fn a_class_of_sixty_signs_in_at_once_behind_one_address_though_some_mistype() {
    let server = TestServer::start().await;
    let class = a_class(&server).await;
    let arrives = class.iter().enumerate().map(async |(number, login)| {
        let device = DeviceId::from_number(0xc1a5_5000 + number as u128);
        if number % 2 == 0 {
            let mistyped = server.try_sign_in(login, "sadlebag", device).await;
            assert_eq!(mistyped.status, 401);
        }
        server.try_sign_in(login, PASSWORD, device).await.status
    });
    let statuses = futures::future::join_all(arrives).await;
    assert!(statuses.iter().all(|status| *status == 200), "{statuses:?}");
}

/// A sign-in as it comes through a proxy at this address.
async fn from(server: &TestServer, proxy: &str, told: &str, login: &str, password: &str) -> u16 {
    let body = serde_json::json!({ "login": login, "password": password, "device_id": DEVICE });
    let mut request = post("/api/session", None, &body);
    let headers = request.headers_mut();
    headers.insert("x-forwarded-for", told.parse().unwrap());
    let proxy = SocketAddr::new(proxy.parse().unwrap(), 4711);
    request.extensions_mut().insert(ConnectInfo(proxy));
    server.call(request).await.status.as_u16()
}

#[tokio::test]
async fn wrong_passwords_of_one_login_shut_out_nobody_elsewhere_and_nobody_else() {
    let server = TestServer::reached(Reach {
        public_url: Some("https://bag.example".parse().unwrap()),
        trusted_proxies: Vec::new(),
    })
    .await;
    let near =
        async |told, login, password| from(&server, "127.0.0.1", told, login, password).await;
    for _ in 0..5 {
        assert_eq!(near("203.0.113.1", "wangfang", "guess").await, 401);
    }
    assert_eq!(near("203.0.113.1", "wangfang", PASSWORD).await, 429);
    assert_eq!(
        near("1.1.1.1, 203.0.113.1", "wangfang", PASSWORD).await,
        429,
        "what the sender wrote before it hides nobody"
    );
    assert_eq!(near("203.0.113.2", "wangfang", PASSWORD).await, 200);

    let far = async |told, password| from(&server, "198.51.100.9", told, "liqiang", password).await;
    for invented in [
        "192.0.2.1",
        "192.0.2.2",
        "192.0.2.3",
        "192.0.2.4",
        "192.0.2.5",
    ] {
        assert_eq!(far(invented, "guess").await, 401);
    }
    assert_eq!(far("203.0.113.77", PASSWORD).await, 429, "no proxy of ours");
}

#[tokio::test]
async fn guessing_one_login_from_many_places_becomes_slow_for_a_minute_at_most() {
    let server = TestServer::reached(Reach {
        public_url: Some("https://bag.example".parse().unwrap()),
        trusted_proxies: Vec::new(),
    })
    .await;
    for number in 0..40 {
        let place = format!("203.0.113.{number}");
        server.wait(if number < 20 { 0 } else { MINUTE });
        let status = from(&server, "127.0.0.1", &place, "wangfang", "guess").await;
        assert_eq!(status, 401, "{place}");
    }
    let own = async || from(&server, "127.0.0.1", "203.0.113.200", "wangfang", PASSWORD).await;
    assert_eq!(own().await, 429);
    server.wait(MINUTE);
    assert_eq!(own().await, 200);
}
