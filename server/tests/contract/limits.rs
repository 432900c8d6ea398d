//! What one client can cost: each kind of too much is cut off, and says so.

use crate::person::{Made, Person};
use crate::template::demonstration;
use crate::world::{TestServer, morning, place, signing_key};
use axum::Router;
use axum::body::Body;
use axum::http::Request;
use flate2::Compression;
use flate2::write::GzEncoder;
use server::{AppState, Clock, PasswordCost, Reach, Store, router};
use shared::answers::Answers;
use shared::id::QueryId;
use shared::note::MOST_NOTE;
use shared::record::RecordKind;
use shared::sync::{MOST_MUTATIONS, Operation, Outcome, Quarantine, SyncResponse};
use shared::time::Timestamp;
use sqlx::{AnyConnection, Connection};
use std::io::Write;
use std::sync::atomic::{AtomicI64, Ordering};

/// A million mutations in a few kilobytes.
#[tokio::test]
async fn a_batch_is_read_up_to_what_is_taken_at_once() {
    let server = TestServer::start().await;
    let agent = server.person("wangfang").await;
    let empty = agent.exchange(0, &[]);
    let (head, _) = empty.split_once("\"mutations\"").unwrap();
    let many = vec!["0"; 1_000_000].join(",");
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    write!(packed, "{head}\"mutations\":[{many}]}}").unwrap();
    let request = Request::post("/api/sync")
        .header("cookie", &agent.cookie)
        .header("content-type", "application/json")
        .header("content-encoding", "gzip");
    let body = Body::from(packed.finish().unwrap());
    let answer = server.call(request.body(body).unwrap()).await;
    assert_eq!(answer.refusal(), (400, "malformed".to_owned()));
    assert!(answer.text.contains("mutations"), "{}", answer.text);
}

#[tokio::test]
async fn as_many_as_are_taken_at_once_are_taken() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let made: Vec<Made> = (0..MOST_MUTATIONS)
        .map(|_| agent.an_application())
        .collect();
    let outcomes = agent.sends(&made.iter().collect::<Vec<_>>()).await;
    let applied = Outcome::Applied { version: 1 };
    assert_eq!(outcomes, vec![applied; MOST_MUTATIONS]);
}

/// A server whose clock goes on by a second with each look at it.
async fn a_slow_server() -> TestServer {
    let database = demonstration().await;
    let store = Store::open(&place(&database)).await.unwrap();
    let now = AtomicI64::new(morning().millis());
    let clock = Clock::new(move || Timestamp::from_millis(now.fetch_add(1_000, Ordering::SeqCst)));
    let cost = PasswordCost::Demonstration;
    let state = AppState::over(store, clock, cost, Reach::default(), signing_key());
    let app: Router = router(state.await.unwrap(), database.folder());
    TestServer::reached_by(app, database, morning())
}

#[tokio::test]
async fn a_busy_server_answers_what_it_has_done_and_takes_the_rest_when_it_comes_again() {
    let server = a_slow_server().await;
    let mut agent = server.person("wangfang").await;
    let made: Vec<Made> = (0..6).map(|_| agent.an_application()).collect();
    let mut rest: Vec<&Made> = made.iter().collect();
    let mut rounds = 0;
    while !rest.is_empty() {
        let outcomes = agent.sends(&rest).await;
        assert!(!outcomes.is_empty(), "each exchange brings something on");
        assert!(
            outcomes
                .iter()
                .all(|it| *it == Outcome::Applied { version: 1 })
        );
        rest.drain(..outcomes.len());
        rounds += 1;
    }
    assert!(rounds > 1, "it was never busy");
    let all: Vec<&Made> = made.iter().collect();
    let again = agent.sends(&all[..1]).await;
    assert_eq!(again, [Outcome::AlreadyApplied { version: 1 }]);
}

/// Where and why it could not be read, as the phone shows it.
async fn said(agent: &Person<'_>, body: String) -> Vec<(String, String)> {
    let record = shared::id::RecordId::from_number(1);
    let [
        Outcome::Quarantined {
            quarantine: Quarantine::Unreadable,
            findings,
        },
    ] = &agent.sends(&[&Made { record, body }]).await[..]
    else {
        panic!("it was read");
    };
    let finding = |it: &shared::finding::Finding| (it.code.to_string(), it.path.clone());
    findings.iter().map(finding).collect()
}

#[tokio::test]
async fn what_cannot_be_read_is_set_aside_with_its_place_and_the_rest_passes() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let good = agent.an_application();
    let rules = format!("\"rules\":{}", shared::record::RuleVersion::CURRENT.0);
    let made_at = format!("\"made_at\":{}", server.now().millis());
    for (part, instead, code, path) in [
        (&*rules, "\"rules\":0", "rules_unknown", "rules"),
        (&*rules, "\"rules\":65535", "rules_unknown", "rules"),
        (&*rules, "\"rules\":65536", "malformed", "rules"),
        (
            "\"device_seq\":1",
            "\"device_seq\":0",
            "number_impossible",
            "device_seq",
        ),
        (
            "\"device_seq\":1",
            "\"device_seq\":9007199254740992",
            "number_impossible",
            "device_seq",
        ),
        (&*made_at, "\"made_at\":-1", "no_moment", "made_at"),
        (
            &*made_at,
            "\"made_at\":253402300800000",
            "no_moment",
            "made_at",
        ),
        (
            "\"kind\":\"application\"",
            "\"kind\":\"poem\"",
            "malformed",
            "kind",
        ),
    ] {
        let bad = good.body.replacen(part, instead, 1);
        assert_ne!(bad, good.body, "{part}");
        let said = said(&agent, bad).await;
        assert_eq!(said, [(code.to_owned(), path.to_owned())], "{instead}");
    }
    let list = said(&agent, "[1,2,3]".to_owned()).await;
    assert_eq!(list, [("malformed".to_owned(), String::new())]);
    let large = good
        .body
        .replacen("{", &format!("{{{}", " ".repeat(300_000)), 1);
    let large = said(&agent, large).await;
    assert_eq!(large, [("mutation_too_large".to_owned(), String::new())]);
    assert_eq!(
        agent.sends(&[&good]).await,
        [Outcome::Applied { version: 1 }]
    );
}

#[tokio::test]
async fn a_clock_that_shows_no_moment_is_refused() {
    let server = TestServer::start().await;
    let agent = server.person("wangfang").await;
    let now = format!("\"device_now\":{}", server.now().millis());
    for impossible in [-1, i64::MAX] {
        let body = agent.exchange(0, &[]);
        let bad = body.replace(&now, &format!("\"device_now\":{impossible}"));
        assert_ne!(bad, body);
        let answer = agent.post_text("/api/sync", bad).await;
        assert_eq!(answer.refusal(), (400, "malformed".to_owned()));
        assert!(answer.text.contains("device_now"), "{}", answer.text);
    }
}

#[tokio::test]
async fn what_agents_write_beside_a_form_is_short_text() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let kind = RecordKind::Application;
    let made = agent.an_application();
    agent.sends(&[&made]).await;
    for note in ["改".repeat(MOST_NOTE + 1), "改\u{1b}[2J".to_owned()] {
        let withdrawal = Operation::Withdraw { note: note.clone() };
        let withdrawal = agent.make(kind, made.record, 1, withdrawal);
        let changes = shared::answers::Changes::new().with("applicant.name", "王芳");
        let amendment = agent.make(kind, made.record, 1, Operation::Amend { changes, note });
        for outcome in agent.sends(&[&withdrawal, &amendment]).await {
            let Outcome::Rejected { findings } = outcome else {
                panic!("{outcome:?}");
            };
            assert_eq!(findings[0].path, "note");
        }
    }
    let remarks = [("a".to_owned(), "a".to_owned())].into();
    let answer = Operation::Answer {
        query: QueryId::from_number(1),
        changes: shared::answers::Changes::new(),
        remarks,
        correction: None,
    };
    let answer = agent.make(kind, made.record, 1, answer);
    assert!(matches!(
        agent.sends(&[&answer]).await[..],
        [Outcome::Conflict { .. }]
    ));
    let note = "改".repeat(MOST_NOTE);
    let fits = agent.make(kind, made.record, 1, Operation::Withdraw { note });
    assert_eq!(
        agent.sends(&[&fits]).await,
        [Outcome::Applied { version: 2 }]
    );
}

#[tokio::test]
async fn what_was_refused_is_remembered_without_its_bulk() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let long = "王".repeat(3_900);
    let content = Answers::new()
        .with("applicant.name", &long)
        .with("insured.name", &long);
    let large = agent.submits(RecordKind::Application, content);
    let refused = agent.sends(&[&large]).await;
    assert!(
        matches!(refused[..], [Outcome::Rejected { .. }]),
        "{refused:.300?}"
    );
    assert_eq!(kept_bytes(&server).await, 0);
    assert_eq!(agent.sends(&[&large]).await, refused, "told the same again");
    let other = Made {
        body: large.body.replacen("{", "{ ", 1),
        ..large
    };
    let told = agent.sends(&[&other]).await;
    assert_eq!(told, [Outcome::from(Quarantine::DifferentBody)]);
}

/// The bytes that are kept of the latest mutation.
async fn kept_bytes(server: &TestServer) -> i64 {
    let file = server.folder().join("saddlebag.db");
    let address = match server.url() {
        Some(url) => url.to_owned(),
        None => format!("sqlite://{}", file.display()),
    };
    let mut db = AnyConnection::connect(&address).await.unwrap();
    let latest = "SELECT CAST(LENGTH(body) AS BIGINT) FROM mutation ORDER BY received_at DESC, mutation_id DESC LIMIT 1";
    sqlx::query_scalar(latest).fetch_one(&mut db).await.unwrap()
}

/// What a page may weigh, the last thing aside.
const MOST_BYTES: usize = 512 * 1024;

#[tokio::test]
async fn a_page_of_changes_is_bounded_by_its_bytes() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    for _ in 0..3 {
        let made: Vec<Made> = (0..MOST_MUTATIONS)
            .map(|_| agent.an_application())
            .collect();
        agent.sends(&made.iter().collect::<Vec<_>>()).await;
    }
    let mut pages = 0;
    let mut remaining = u64::MAX;
    while remaining > 0 {
        let page: SyncResponse = agent.pulls_page(500).await;
        let bodies = page.changes.iter().filter_map(|it| it.body.as_ref());
        let bytes: usize = bodies.map(|body| body.get().len()).sum();
        assert!(bytes <= MOST_BYTES, "{bytes}");
        assert!(page.remaining < remaining, "it goes on");
        remaining = page.remaining;
        pages += 1;
    }
    assert!(pages > 1, "there was too little to tell");
    let records = agent.held.values().filter(|it| it.kind == "record");
    assert!(records.count() >= 300);
}
