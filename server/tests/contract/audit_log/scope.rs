//! How far an auditor sees.

use super::{COMPANY, DAWN, audits, by, on};
use crate::world::{DAY, PASSWORD, TestServer};
use serde_json::json;
use shared::audit::{AuditAction, LogActor, LogChain, LogEntry, LogFilter, LogSubject};
use shared::id::DeviceId;
use shared::people::Role;

#[tokio::test]
async fn whoever_audits_a_team_does_not_see_the_branch() {
    let server = TestServer::start().await;
    let mut ours = server.person("wangfang").await;
    let mut theirs = server.person("yangwei").await;
    let reviewer = server.person("linmei").await;
    let (mine, other) = (ours.a_loss_of(3_000), theirs.a_loss_of(3_000));
    ours.sends(&[&mine]).await;
    theirs.sends(&[&other]).await;
    reviewer.opens(mine.record).await;
    reviewer.opens(other.record).await;
    server
        .try_sign_in("wangfang", "a guess", DeviceId::from_number(1))
        .await;
    server
        .try_sign_in("yangwei", "a guess", DeviceId::from_number(1))
        .await;
    audits(&server, DAWN).await;
    let auditor = server.person("dongxue").await;

    let log = auditor.reads_log(&LogFilter::default()).await;
    let records: Vec<_> = log.entries.iter().filter_map(on).collect();
    assert!(records.contains(&mine.record) && !records.contains(&other.record));
    let reviewed = log
        .entries
        .iter()
        .find(|it| it.action == Some(AuditAction::OpenCase) && on(it) == Some(mine.record));
    assert_eq!(by(reviewed.unwrap()), "林梅", "whoever did it to theirs");
    let names = |wanted: AuditAction| {
        let entries = log
            .entries
            .iter()
            .filter(move |it| it.action == Some(wanted));
        let names = entries.filter_map(|it| match (&it.actor, &it.subject) {
            (LogActor::Person { person }, _) | (_, LogSubject::Person { person }) => {
                Some(person.name.as_str())
            }
            _ => None,
        });
        names.collect::<Vec<_>>()
    };
    assert_eq!(names(AuditAction::SignInFailed), ["王芳"]);
    let signed_in = names(AuditAction::SignIn);
    assert!(signed_in.contains(&"王芳"));
    assert!(
        !signed_in.contains(&"杨伟") && !signed_in.contains(&"林梅"),
        "{signed_in:?}"
    );

    theirs.pulls().await;
    let asked_for = LogFilter {
        record: Some(theirs.holds(other.record).unwrap().number.into()),
        ..LogFilter::default()
    };
    assert_eq!(auditor.reads_log(&asked_for).await.entries, []);
}

#[tokio::test]
async fn only_whoever_audits_the_company_sees_what_belongs_to_no_branch() {
    let server = TestServer::start().await;
    let nobody = DeviceId::from_number(1);
    server.try_sign_in("no such name", PASSWORD, nobody).await;
    let wanted = LogFilter {
        action: Some(AuditAction::SignInFailed),
        ..LogFilter::default()
    };
    let auditor = server.person("dongxue").await;
    assert_eq!(auditor.reads_log(&wanted).await.entries, []);

    audits(&server, COMPANY).await;
    let log = auditor.reads_log(&wanted).await;
    let [failed] = &log.entries[..] else {
        panic!("{log:?}");
    };
    assert_eq!(failed.chain, LogChain::SignIn);
    assert_eq!(failed.actor, LogActor::Nobody);
    assert!(matches!(failed.subject, LogSubject::UnknownLogin { .. }));
    let whole = auditor.reads_log(&LogFilter::default()).await;
    let is_branch = |it: &&LogEntry| matches!(it.chain, LogChain::Branch { .. });
    assert!(
        whole.entries.iter().any(|it| is_branch(&it)),
        "the branches below too"
    );
}

#[tokio::test]
async fn who_is_no_auditor_any_more_is_shown_nothing() {
    let server = TestServer::start().await;
    let auditor = server.person("dongxue").await;
    server
        .by_hand(
            "INSERT INTO appointment (person_id, unit_id, role, level, from_date, until_date)
         SELECT person_id, unit_id, 'trainer', NULL, '2026-11-01', '9999-12-31'
         FROM appointment WHERE role = 'auditor'",
        )
        .await;
    server.ends_as("dongxue", Role::Auditor, "2026-11-20").await;
    auditor.reads_log(&LogFilter::default()).await;
    server.wait(DAY);
    let answer = auditor.post("/api/audit/log", &json!({})).await;
    assert_eq!(answer.refusal(), (404, "not_found".to_owned()));
}
