//! Requests made by hand: each is refused, the problem names the place, and nothing has changed.

use crate::person::Person;
use crate::world::{PASSWORD, TestServer};
use axum::body::Body;
use axum::http::Request;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use shared::answers::Answers;
use shared::id::DeviceId;
use shared::record::RecordKind;
use shared::sync::{Operation, Outcome};
use std::io::Write;

const ID: &str = "00000000-0000-0000-0000-000000000001";

/// What is put in the place of what; and where the problem must point.
const SYNC: &[(&str, &str, &str)] = &[
    ("{\"build\"", "{\"more\":1,\"build\"", "more"),
    (
        "\"page_limit\":5",
        "\"page_limit\":5,\"page_limit\":6",
        "page_limit",
    ),
    ("\"page_limit\":5", "\"page_limit\":-1", "page_limit"),
    ("\"page_limit\":5", "\"page_limit\":5.5", "page_limit"),
    ("\"page_limit\":5", "\"page_limit\":\"5\"", "page_limit"),
    ("\"page_limit\":5,", "", "page_limit"),
    ("\"build\":\"story\"", "\"build\":null", "build"),
    ("\"mutations\":[", "\"mutations\":[,", "mutations"),
    ("\"mutations\":[]", "\"mutations\":{}", "mutations"),
    ("\"cursor\":null", "\"cursor\":[]", "cursor"),
    ("\"device_id\":\"", "\"device_id\":\"x", "device_id"),
    ("\"mutations\":[]}", "\"mutations\":[]}{}", ""),
    ("\"mutations\":[]}", "\"mutations\":[]", ""),
];

#[tokio::test]
async fn a_malformed_exchange_is_refused_with_the_place_named() {
    let server = TestServer::start().await;
    let agent = server.person("wangfang").await;
    let good = agent.exchange(5, &[]);
    for (part, instead, place) in SYNC {
        let bad = good.replacen(part, instead, 1);
        assert_ne!(bad, good, "{part} is not in {good}");
        let answer = agent.post_text("/api/sync", bad).await;
        let problem: Value = answer.json();
        assert_eq!(
            problem["code"], "malformed",
            "{part} → {instead}: {problem}"
        );
        assert_eq!(answer.status, 400);
        let told = problem["detail"].as_str().unwrap();
        assert!(told.contains(place), "{part} → {instead}: {problem}");
    }
}

#[tokio::test]
async fn a_query_string_takes_only_what_it_knows() {
    let server = TestServer::start().await;
    let reviewer = server.person("linmei").await;
    for (query, place) in [
        ("ahead=perhaps", "ahead"),
        ("colour=red", "colour"),
        ("ahead=true&ahead=false", "ahead"),
    ] {
        let answer = reviewer.get(&format!("/api/desk/cases/{ID}?{query}")).await;
        assert_eq!(answer.refusal(), (400, "malformed".to_owned()), "{query}");
        assert!(answer.text.contains(place), "{query}: {}", answer.text);
    }
}

#[tokio::test]
async fn a_search_takes_only_what_it_knows_and_nothing_endless() {
    let server = TestServer::start().await;
    let reviewer = server.person("linmei").await;
    let long = "王".repeat(50_000);
    for (filter, place) in [
        (json!({"kind": "poem"}), "kind"),
        (json!({"status": "lost"}), "status"),
        (json!({"order": "prettiest"}), "order"),
        (json!({"colour": "red"}), "colour"),
        (json!({"after": "yesterday"}), "after"),
        (
            json!({"after": format!("oldest.{ID}.1"), "order": "team"}),
            "after",
        ),
        (json!({"amount_from": "1e9"}), "amount_from"),
        (json!({"received_from": "2026-02-30"}), "received_from"),
        (json!({"search": "\0"}), "search"),
        (json!({"team": "\0"}), "team"),
        (json!({"search": long}), "search"),
        (json!({"team": long}), "team"),
    ] {
        let answer = reviewer.post("/api/desk/queue", &filter).await;
        assert_eq!(answer.refusal(), (400, "malformed".to_owned()), "{place}");
        assert!(answer.text.contains(place), "{place}: {}", answer.text);
    }
}

#[tokio::test]
async fn what_is_too_large_or_of_another_kind_is_refused() {
    let server = TestServer::start().await;
    let agent = server.person("wangfang").await;
    let good = agent.exchange(5, &[]);
    let large = " ".repeat(2 * 1024 * 1024) + &good;
    assert_eq!(
        send(&agent, "application/json", None, large.into()).await,
        "too_large"
    );
    let bomb = packed(" ".repeat(9 * 1024 * 1024).as_bytes());
    assert_eq!(
        send(&agent, "application/json", Some("gzip"), bomb).await,
        "too_large"
    );
    let broken = good.clone().into_bytes();
    assert_eq!(
        send(&agent, "application/json", Some("gzip"), broken).await,
        "malformed"
    );
    let brotli = good.clone().into_bytes();
    assert_eq!(
        send(&agent, "application/json", Some("br"), brotli).await,
        "wrong_content_type"
    );
    assert_eq!(
        send(&agent, "text/plain", None, good.into()).await,
        "wrong_content_type"
    );
    let deep = format!("{{\"protocol\":{}1{}}}", "[".repeat(200), "]".repeat(200));
    assert_eq!(
        send(&agent, "application/json", None, deep.into()).await,
        "malformed"
    );
}

#[tokio::test]
async fn a_packed_exchange_is_read_like_a_plain_one() {
    let server = TestServer::start().await;
    let agent = server.person("wangfang").await;
    let body = packed(agent.exchange(5, &[]).as_bytes());
    let request = Request::post("/api/sync")
        .header("cookie", &agent.cookie)
        .header("content-type", "application/json; charset=utf-8")
        .header("content-encoding", "gzip");
    let answer = server.call(request.body(Body::from(body)).unwrap()).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
}

#[tokio::test]
async fn other_addresses_methods_and_protocols_are_refused() {
    let server = TestServer::start().await;
    let agent = server.person("wangfang").await;
    assert_eq!(
        server.get("/api/nowhere").await.refusal(),
        (404, "not_found".to_owned())
    );
    let answer = agent.get("/api/sync").await;
    assert_eq!(answer.refusal(), (405, "method_not_allowed".to_owned()));
    let answer = agent.get("/api/desk/cases/12").await;
    assert_eq!(answer.refusal(), (404, "not_found".to_owned()));
    let other = agent
        .exchange(5, &[])
        .replace("\"protocol\":1", "\"protocol\":2");
    let answer = agent.post_text("/api/sync", other).await;
    assert_eq!(answer.refusal(), (400, "unknown_protocol".to_owned()));
}

/// PostgreSQL cannot store a NUL character: whichever engine is behind it, the same is said.
#[tokio::test]
async fn a_nul_character_is_refused_where_it_matters_and_stops_nothing_else() {
    let server = TestServer::start().await;
    let answer = server.try_sign_in("wang\0fang", PASSWORD, DeviceId::from_number(1));
    assert_eq!(answer.await.refusal(), (401, "wrong_login".to_owned()));

    let mut agent = server.person("wangfang").await;
    let content = Answers::new().with("applicant.name", "王\0芳");
    let bad = agent.submits(RecordKind::Application, content);
    let good = agent.an_application();
    let note = "客户\0改变了主意".to_owned();
    let kind = RecordKind::Application;
    let withdrawal = agent.make(kind, good.record, 1, Operation::Withdraw { note });
    let outcomes = agent.sends(&[&bad, &good, &withdrawal]).await;
    let [
        Outcome::Rejected { findings },
        Outcome::Applied { .. },
        Outcome::Rejected { findings: of_note },
    ] = &outcomes[..]
    else {
        panic!("{outcomes:?}");
    };
    assert!(findings.iter().any(|found| found.path == "applicant.name"));
    assert!(of_note.iter().any(|found| found.path == "note"));
    assert_eq!(
        agent.sends(&[&bad]).await,
        outcomes[..1],
        "told the same again"
    );
}

async fn send(agent: &Person<'_>, kind: &str, packing: Option<&str>, body: Vec<u8>) -> String {
    let mut request = Request::post("/api/sync")
        .header("cookie", &agent.cookie)
        .header("content-type", kind);
    if let Some(packing) = packing {
        request = request.header("content-encoding", packing);
    }
    let answer = agent
        .server
        .call(request.body(Body::from(body)).unwrap())
        .await;
    assert!(answer.status.is_client_error());
    answer.code()
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}
