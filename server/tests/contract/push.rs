//! Being told while the app is closed: who is, when, and that nothing is said.

use crate::person::{Made, Person, query_about};
use crate::push_service::{CONTACT, PushService};
use crate::world::{Answer, DAY, MINUTE, TestServer, next};
use axum::body::Body;
use axum::http::Request;
use serde_json::json;
use server::{AppState, PushServices, PushSettings, tell_due};
use shared::id::QueryId;
use shared::push::PushOffer;
use shared::sync::Outcome;

const SECOND: i64 = 1_000;

/// An agent without earlier queries.
const AGENT: &str = "yangwei";
/// What the office asks about.
const FIELD: &str = "loss.description";

/// A company that lets its agents be told, and its push service.
struct Company {
    server: TestServer,
    state: AppState,
    service: PushService,
}

impl Company {
    async fn open() -> Self {
        let service = PushService::open().await;
        let (server, state) = TestServer::telling(service.settings()).await;
        Self {
            server,
            state,
            service,
        }
    }

    /// Time goes by, and whoever is due is told; the paths that were called.
    async fn after(&self, millis: i64) -> Vec<String> {
        self.server.wait(millis);
        tell_due(&self.state).await.unwrap();
        let heard = self.service.hears();
        heard.into_iter().map(|message| message.path).collect()
    }

    /// An agent who lets this device be told.
    async fn told(&self, login: &str, device: &str) -> Person<'_> {
        let agent = self.server.person(login).await;
        let answer = subscribes(&agent, &self.service.endpoint(device)).await;
        assert_eq!(answer.status, 204, "{}", answer.text);
        agent
    }
}

async fn subscribes(person: &Person<'_>, endpoint: &str) -> Answer {
    person
        .post("/api/push", &json!({ "endpoint": endpoint }))
        .await
}

async fn deletes(person: &Person<'_>, path: &str) -> Answer {
    let request = Request::delete(path).header("cookie", &person.cookie);
    person
        .server
        .call(request.body(Body::empty()).unwrap())
        .await
}

async fn public_key(person: &Person<'_>) -> Option<String> {
    let offer: PushOffer = person.get("/api/push").await.json();
    offer.public_key
}

/// The office asks about something that the agent sends; the query's id.
async fn is_asked(agent: &mut Person<'_>) -> (Made, QueryId) {
    let made = agent.a_loss_of(3_000);
    let sent = agent.sends(&[&made]).await;
    assert_eq!(sent, [Outcome::Applied { version: 1 }]);
    let query = QueryId::from_number(0xab00 + u128::from(next()));
    let decision = query_about(FIELD, query, "2026-12-31");
    let reviewer = agent.server.person("linmei").await;
    let answer = reviewer.decides(made.record, decision).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    (made, query)
}

#[tokio::test]
async fn a_query_tells_the_agents_device_once_and_says_nothing() {
    let company = Company::open().await;
    let mut agent = company.told(AGENT, "phone").await;
    let key = public_key(&agent).await.unwrap();
    is_asked(&mut agent).await;
    assert!(company.after(MINUTE - SECOND).await.is_empty());
    company.server.wait(SECOND);
    tell_due(&company.state).await.unwrap();
    let heard = company.service.hears();
    let [message] = &heard[..] else {
        panic!("{heard:?}");
    };
    assert_eq!(message.path, "/device/phone");
    assert!(message.body.is_empty());
    let mut names: Vec<&str> = message.headers.keys().map(|name| name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "authorization",
            "content-length",
            "host",
            "topic",
            "ttl",
            "urgency"
        ],
        "nothing else is said"
    );
    assert_eq!(message.header("content-length"), "0");
    let said = ["ttl", "urgency", "topic"].map(|name| message.header(name));
    assert_eq!(said, ["259200", "normal", "waits"]);
    let claims = message.claims(&key);
    let now = company.server.now().millis() / 1_000;
    let good_for = claims["exp"].as_i64().unwrap() - now;
    assert!((1..=24 * 3_600).contains(&good_for), "{good_for}");
    assert_eq!(
        claims,
        json!({ "aud": company.service.origin, "exp": now + good_for, "sub": CONTACT })
    );
    assert!(company.after(DAY).await.is_empty(), "once");
}

#[tokio::test]
async fn several_queries_within_a_minute_are_one_message() {
    let company = Company::open().await;
    let mut agent = company.told(AGENT, "phone").await;
    let mut another = company.told("wangfang", "another").await;
    for _ in 0..3 {
        is_asked(&mut agent).await;
        company.server.wait(10 * SECOND);
    }
    is_asked(&mut another).await;
    assert_eq!(company.after(30 * SECOND).await, ["/device/phone"]);
    is_asked(&mut agent).await;
    assert_eq!(company.after(30 * SECOND).await, ["/device/another"]);
    assert_eq!(company.after(30 * SECOND).await, ["/device/phone"]);
}

#[tokio::test]
async fn what_was_answered_meanwhile_is_not_told() {
    let company = Company::open().await;
    let mut agent = company.told(AGENT, "phone").await;
    let (made, query) = is_asked(&mut agent).await;
    let answer = agent.confirms(made.record, query, FIELD);
    let sent = agent.sends(&[&answer]).await;
    assert!(matches!(sent[0], Outcome::Applied { .. }), "{sent:?}");
    assert!(company.after(MINUTE).await.is_empty());
}

#[tokio::test]
async fn a_device_that_the_push_service_knows_no_longer_is_forgotten() {
    for status in [404, 410] {
        let company = Company::open().await;
        let mut agent = company.told(AGENT, "phone").await;
        company.service.answers(&[(status, &[])]);
        is_asked(&mut agent).await;
        assert_eq!(company.after(MINUTE).await, ["/device/phone"]);
        is_asked(&mut agent).await;
        assert!(company.after(DAY).await.is_empty(), "{status}");
        subscribes(&agent, &company.service.endpoint("anew")).await;
        is_asked(&mut agent).await;
        assert_eq!(company.after(MINUTE).await, ["/device/anew"]);
    }
}

#[tokio::test]
async fn a_busy_push_service_is_left_alone_as_long_as_it_says() {
    let company = Company::open().await;
    let mut agent = company.told(AGENT, "phone").await;
    let (busy, broken) = ((429, &[("retry-after", "600")][..]), (500, &[][..]));
    company.service.answers(&[busy, broken]);
    is_asked(&mut agent).await;
    assert_eq!(company.after(MINUTE).await.len(), 1);
    assert!(company.after(599 * SECOND).await.is_empty());
    assert_eq!(company.after(SECOND).await.len(), 1, "busy until now");
    assert!(company.after(2 * MINUTE - SECOND).await.is_empty());
    assert_eq!(company.after(SECOND).await.len(), 1, "broken for a while");
    assert!(company.after(DAY).await.is_empty(), "it was taken");
}

#[tokio::test]
async fn a_push_service_that_never_answers_well_is_given_up() {
    let company = Company::open().await;
    let mut agent = company.told(AGENT, "phone").await;
    let never = (503, &[("retry-after", "31536000")][..]);
    company.service.answers(&[never; 50]);
    is_asked(&mut agent).await;
    assert_eq!(tries_in_five_days(&company).await, 6);
    is_asked(&mut agent).await;
    assert_eq!(tries_in_five_days(&company).await, 6, "a new reason");
}

async fn tries_in_five_days(company: &Company) -> usize {
    let mut tries = 0;
    for _ in 0..20 {
        tries += company.after(6 * 60 * MINUTE).await.len();
    }
    tries
}

#[tokio::test]
async fn nobody_is_led_elsewhere() {
    let company = Company::open().await;
    let mut agent = company.told(AGENT, "phone").await;
    company.service.answers(&[
        (302, &[("location", "/elsewhere")]),
        (307, &[("location", "/elsewhere")]),
    ]);
    for _ in 0..2 {
        is_asked(&mut agent).await;
        assert_eq!(company.after(MINUTE).await, ["/device/phone"]);
    }
}

#[tokio::test]
async fn who_has_left_is_not_told_and_their_device_is_forgotten() {
    let company = Company::open().await;
    let mut agent = company.told(AGENT, "phone").await;
    is_asked(&mut agent).await;
    company.server.ends_appointment(AGENT, "2026-11-20").await;
    assert!(company.after(DAY).await.is_empty());
    company.server.ends_appointment(AGENT, "2099-12-31").await;
    is_asked(&mut agent).await;
    assert!(company.after(MINUTE).await.is_empty());
}

#[tokio::test]
async fn who_is_signed_out_is_not_told() {
    let company = Company::open().await;
    for path in ["/api/push", "/api/session", "/api/sessions"] {
        let mut agent = company.told(AGENT, "phone").await;
        is_asked(&mut agent).await;
        assert_eq!(deletes(&agent, path).await.status, 204, "{path}");
        assert!(company.after(MINUTE).await.is_empty(), "{path}");
    }
    let mut agent = company.told(AGENT, "phone").await;
    is_asked(&mut agent).await;
    company.server.person_again(&agent).await;
    assert!(
        company.after(MINUTE).await.is_empty(),
        "a new sign-in asks anew"
    );
}

#[tokio::test]
async fn a_sign_in_that_is_over_tells_nobody() {
    let company = Company::open().await;
    let mut agent = company.told(AGENT, "phone").await;
    company.server.wait(30 * DAY - SECOND);
    is_asked(&mut agent).await;
    assert!(company.after(MINUTE).await.is_empty());
}

#[tokio::test]
async fn a_browser_tells_whoever_signed_in_last() {
    let company = Company::open().await;
    let mut first = company.told(AGENT, "shared").await;
    let mut second = company.told("wangfang", "shared").await;
    is_asked(&mut first).await;
    assert!(company.after(MINUTE).await.is_empty());
    is_asked(&mut second).await;
    assert_eq!(company.after(MINUTE).await, ["/device/shared"]);
}

#[tokio::test]
async fn the_key_is_the_stores_and_stays() {
    let company = Company::open().await;
    let before = public_key(&company.server.person(AGENT).await).await;
    let again = company.state.clone();
    let again = again.telling(company.service.settings()).await.unwrap();
    let site = company.server.folder().join("site");
    let server = server::router(again, &site);
    let request =
        Request::get("/api/push").header("cookie", &company.server.person(AGENT).await.cookie);
    let answer = tower::ServiceExt::oneshot(server, request.body(Body::empty()).unwrap()).await;
    let body = axum::body::to_bytes(answer.unwrap().into_body(), usize::MAX);
    let offer: PushOffer = serde_json::from_slice(&body.await.unwrap()).unwrap();
    assert!(before.is_some());
    assert_eq!(offer.public_key, before);
}

#[tokio::test]
async fn only_push_services_are_spoken_to() {
    let settings = PushSettings {
        contact: CONTACT.parse().unwrap(),
        services: PushServices::Known(Vec::new()),
    };
    let (server, _) = TestServer::telling(settings).await;
    let agent = server.person(AGENT).await;
    let good = subscribes(&agent, "https://fcm.googleapis.com/fcm/send/abc:def").await;
    assert_eq!(good.status, 204, "{}", good.text);
    for endpoint in [
        "http://fcm.googleapis.com/fcm/send/abc",
        "http://127.0.0.1:8080/healthz",
        "https://169.254.169.254/latest/meta-data",
        "https://localhost/abc",
        "https://intranet.company.example/abc",
        "https://user:secret@fcm.googleapis.com/abc",
        "https://fcm.googleapis.com@10.0.0.7/abc",
        "https://fcm.googleapis.com:8443/abc",
        "file:///etc/passwd",
        "",
    ] {
        let answer = subscribes(&agent, endpoint).await;
        assert_eq!(
            answer.refusal(),
            (400, "malformed".to_owned()),
            "{endpoint}"
        );
        assert!(!answer.text.contains("secret"), "{}", answer.text);
    }
}

#[tokio::test]
async fn a_company_that_does_not_want_it_offers_nothing() {
    let server = TestServer::start().await;
    let agent = server.person(AGENT).await;
    assert_eq!(public_key(&agent).await, None);
    let answer = subscribes(&agent, "https://fcm.googleapis.com/fcm/send/abc").await;
    assert_eq!(answer.refusal(), (404, "not_found".to_owned()));
}
