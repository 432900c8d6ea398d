//! Who saw what, and who tried to: the audit log as an auditor reads it.

use crate::world::{MINUTE, PASSWORD, TestServer};
use shared::audit::{AuditAction, Log, LogFilter};
use shared::id::DeviceId;

const DEVICE: DeviceId = DeviceId::from_number(1);

#[tokio::test]
async fn reading_a_case_is_written_down_also_ahead_of_showing_it() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let reviewer = server.person("linmei").await;
    let made = agent.a_loss_of(3_000);
    agent.sends(&[&made]).await;
    let (who, record) = (reviewer.profile.person.id, made.record);
    let read = async || {
        let acts = server.acts_on(&record.to_string()).await;
        let by_reviewer = acts.into_iter().filter(|act| act.person == who.to_string());
        by_reviewer.map(|act| act.action).collect::<Vec<_>>()
    };

    let ahead = format!("/api/desk/cases/{record}?ahead=true");
    assert_eq!(reviewer.get(&ahead).await.status, 200);
    assert_eq!(read().await, ["read_case_ahead"], "never shown so far");
    reviewer.opens(record).await;
    reviewer.reads(record).await;
    assert_eq!(
        read().await,
        ["read_case_ahead", "open_case", "read_case"],
        "now it is"
    );
    let outsider = server.person("guoyan").await;
    assert_eq!(outsider.reads(record).await.status, 404);
    let acts = server.acts_on(&record.to_string()).await;
    let outside = outsider.profile.person.id.to_string();
    assert!(acts.iter().all(|act| act.person != outside));
}

#[tokio::test]
async fn a_failed_sign_in_stands_in_the_log_of_the_branch() {
    let server = TestServer::start().await;
    let agent = server.person("wangfang").await;
    let answer = server.try_sign_in("wangfang", "a guess", DEVICE).await;
    assert_eq!(answer.status, 401);
    let acts = server.acts_on(&agent.profile.person.id.to_string()).await;
    let [failed] = &acts[..] else {
        panic!("{acts:?}");
    };
    let branch = agent.profile.branch.unit_id.to_string();
    assert_eq!(
        (failed.chain.as_str(), failed.person.as_str()),
        (branch.as_str(), "nobody")
    );
    assert_eq!(failed.action, "sign_in_failed");
}

#[tokio::test]
async fn who_knows_the_password_and_is_refused_stands_there_too() {
    let server = TestServer::start().await;
    let agent = server.person("wangfang").await;
    let other = server.person("zhangmin").await;
    let answer = server.try_sign_in("zhangmin", PASSWORD, agent.device).await;
    assert_eq!(answer.status, 403);
    let acts = server.acts_on(&other.profile.person.id.to_string()).await;
    let failed = acts.iter().filter(|act| act.action == "sign_in_failed");
    assert_eq!(failed.count(), 1);
}

#[tokio::test]
async fn a_name_that_nobody_has_is_told_from_others_and_not_written_down() {
    let server = TestServer::start().await;
    for typed in [PASSWORD, "Tr0ub4dor", "Tr0ub4dor"] {
        assert_eq!(server.try_sign_in(typed, "x", DEVICE).await.status, 401);
    }
    let acts = server.acts().await;
    let failed: Vec<_> = acts.iter().filter(|act| act.chain == "sign_in").collect();
    let [one, two, three] = &failed[..] else {
        panic!("{failed:?}");
    };
    assert_ne!(one.subject, two.subject);
    assert_eq!(two.subject, three.subject, "the same name again is seen");
    let log = format!("{acts:?}").to_lowercase();
    assert!(!log.contains(PASSWORD) && !log.contains("tr0ub4dor"));
}

#[tokio::test]
async fn who_has_to_wait_stands_in_the_log_the_first_and_the_tenth_time() {
    let server = TestServer::start().await;
    let auditor = server.person("dongxue").await;
    for _ in 0..5 {
        server.try_sign_in("wangfang", "a guess", DEVICE).await;
    }
    for _ in 0..15 {
        let answer = server.try_sign_in("wangfang", "a guess", DEVICE).await;
        assert_eq!(answer.status, 429);
    }
    let failed = LogFilter {
        action: Some(AuditAction::SignInFailed),
        ..LogFilter::default()
    };
    let log: Log = auditor.post("/api/audit/log", &failed).await.json();
    let refused: Vec<_> = log.entries.iter().map(|entry| entry.refused).collect();
    let waited = [Some(10), Some(1), None, None, None, None, None];
    assert_eq!(refused, waited, "the latest first");
    assert!(log.entries.iter().all(|entry| entry.intact));

    server.wait(10 * MINUTE);
    assert_eq!(
        server
            .try_sign_in("wangfang", "a guess", DEVICE)
            .await
            .status,
        401
    );
    assert_eq!(
        server
            .try_sign_in("wangfang", "a guess", DEVICE)
            .await
            .status,
        429
    );
    let log: Log = auditor.post("/api/audit/log", &failed).await.json();
    assert_eq!(log.entries[0].refused, Some(1), "counted anew");
}
