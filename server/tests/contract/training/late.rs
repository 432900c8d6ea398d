//! Sessions that are told after they were held.

use super::{APPLIED, Class, KIND, found, session};
use crate::person::Person;
use crate::world::TestServer;
use axum::http::StatusCode;
use serde_json::json;
use shared::answers::Answers;
use shared::desk::LateSession;
use shared::id::RecordId;
use shared::sync::Operation;

/// Yesterday's session, with why it is told only now.
fn yesterday() -> Answers {
    session()
        .with("date", "2026-11-19")
        .with("backdating_reason", "手机没电")
}

async fn waiting(office: &Person<'_>) -> Vec<RecordId> {
    let answer = office.get("/api/desk/late-sessions").await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let sessions: Vec<LateSession> = answer.json();
    sessions.iter().map(|it| it.session.record_id).collect()
}

#[tokio::test]
async fn a_session_told_late_says_why() {
    let server = TestServer::start().await;
    let mut silent = yesterday();
    silent.remove("backdating_reason");
    let class = Class::with(&server, silent).await;
    let outcomes = class.trainer.sends(&[&class.opened]).await;
    assert_eq!(found(&outcomes), ["backdating_reason_missing"]);
}

#[tokio::test]
async fn a_session_told_after_it_was_held_counts_once_a_second_person_agrees() {
    let server = TestServer::start().await;
    let manager = server.person("tangwen").await;
    let auditor = server.person("dongxue").await;
    let mut class = Class::with(&server, yesterday()).await;
    let closing = class.changes(1, Operation::Close {});
    class.trainer.sends(&[&class.opened, &closing]).await;
    assert!(class.roster().await.waits_for_second_person());
    assert_eq!(waiting(&manager).await, [class.opened.record]);
    for other in [&class.trainer, &auditor] {
        assert!(waiting(other).await.is_empty());
    }

    let path = format!("/api/desk/late-sessions/{}", class.opened.record);
    let word = |version: u64| json!({ "version": version, "agreed": true, "note": "" });
    let stale = manager.post(&path, &word(1)).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert_eq!(
        auditor.post(&path, &word(2)).await.status,
        StatusCode::NOT_FOUND
    );
    let agreed = manager.post(&path, &word(2)).await;
    assert_eq!(agreed.status, StatusCode::OK, "{}", agreed.text);
    assert!(!agreed.text.contains("secret"));
    assert!(class.roster().await.is_in_force());
    assert!(waiting(&manager).await.is_empty());
    assert_eq!(
        manager.post(&path, &word(3)).await.status,
        StatusCode::CONFLICT
    );
}

#[tokio::test]
async fn into_a_closed_month_only_a_correction_goes() {
    let server = TestServer::start().await;
    let october = yesterday().with("date", "2026-10-30");
    let mut class = Class::with(&server, october.clone()).await;
    let outcomes = class.trainer.sends(&[&class.opened]).await;
    assert_eq!(found(&outcomes), ["session_in_closed_month"]);
    let correction = october.with("correction", "yes");
    let correction = class.trainer.submits(KIND, correction);
    assert_eq!(class.trainer.sends(&[&correction]).await, [APPLIED]);
}
