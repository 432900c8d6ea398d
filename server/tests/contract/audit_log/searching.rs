//! What is looked for, page by page.

use super::by;
use crate::world::{MINUTE, TestServer};
use serde_json::json;
use shared::answers::Changes;
use shared::audit::{AuditAction, Log, LogFilter, LogSubject};

#[tokio::test]
async fn reading_the_log_is_written_down_with_what_was_looked_for() {
    let server = TestServer::start().await;
    let auditor = server.person("dongxue").await;
    let wanted = LogFilter {
        person: Some(" 王芳 ".to_owned()),
        from: Some("2026-11-01".parse().unwrap()),
        ..LogFilter::default()
    };
    auditor.reads_log(&wanted).await;
    server.wait(MINUTE);
    let nobody = LogFilter {
        person: Some("绝无此人".to_owned()),
        ..LogFilter::default()
    };
    assert_eq!(auditor.reads_log(&nobody).await.entries, []);
    let readings = LogFilter {
        action: Some(AuditAction::ReadLog),
        ..LogFilter::default()
    };
    let log = auditor.reads_log(&readings).await;
    let [second, first] = &log.entries[..] else {
        panic!("{log:?}");
    };
    assert_eq!((by(first), &first.subject), ("董雪", &LogSubject::Log));
    let looked = first.looked.as_ref().unwrap();
    let people = looked.people.as_ref().unwrap();
    assert_eq!(people.len(), 1);
    assert_eq!(people[0].name, "王芳");
    assert_eq!(looked.from, wanted.from);
    let second = second.looked.as_ref().unwrap();
    assert_eq!(
        second.people.as_deref(),
        Some(&[][..]),
        "nobody has the name"
    );
    let acts = server.acts().await;
    assert!(!format!("{acts:?}").contains("绝无此人"));
}

#[tokio::test]
async fn a_running_number_finds_the_record_and_is_written_down_as_it_was_looked_for() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let auditor = server.person("dongxue").await;
    let made = agent.a_loss_of(3_000);
    agent.sends(&[&made]).await;
    agent.pulls().await;
    let number = agent.holds(made.record).unwrap().number;
    let text = number.to_string();
    let running = text.split('-').nth(2).unwrap();
    for looked_for in [running, &text.replace('-', "")] {
        let body = json!({ "record": looked_for, "action": "submit" });
        let log: Log = auditor.post("/api/audit/log", &body).await.json();
        let found = log.entries.iter().filter_map(super::on);
        assert!(
            found.into_iter().any(|record| record == made.record),
            "{looked_for}"
        );
    }
    let readings = LogFilter {
        action: Some(AuditAction::ReadLog),
        ..LogFilter::default()
    };
    let log = auditor.reads_log(&readings).await;
    let looked = |entry: &shared::audit::LogEntry| entry.looked.clone().unwrap().record;
    let looked: Vec<_> = log.entries.iter().filter_map(looked).collect();
    assert!(looked.contains(&number.into()));
    assert!(looked.contains(&running.parse().unwrap()));
}

#[tokio::test]
async fn pages_follow_one_another_without_gap_or_repetition() {
    let server = TestServer::start().await;
    let auditor = server.person("dongxue").await;
    let mut filter = LogFilter {
        until: Some("2026-11-19".parse().unwrap()),
        ..LogFilter::default()
    };
    let mut seen = Vec::new();
    loop {
        let page = auditor.reads_log(&filter).await;
        assert!(page.entries.len() <= 50);
        seen.extend(page.entries.iter().map(|it| (it.at, it.seq)));
        match page.next {
            Some(next) => filter.after = Some(next),
            None => break,
        }
    }
    assert!(seen.len() > 100, "{}", seen.len());
    let mut sorted = seen.clone();
    sorted.sort_by(|one, other| other.cmp(one));
    sorted.dedup();
    assert_eq!(seen, sorted);
    let before = |act: &&crate::world::Act| act.chain != "facts" && act.chain != "sign_in";
    let rows = server.acts().await.iter().filter(before).count();
    assert!(seen.len() < rows, "what was done today is left out");
}

#[tokio::test]
async fn a_page_of_long_changes_ends_by_its_bytes() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let auditor = server.person("dongxue").await;
    for _ in 0..60 {
        let made = agent.a_loss_of(3_000);
        agent.sends(&[&made]).await;
        let long = |of: &str| of.repeat(199);
        let changes = Changes::new()
            .with("loss.place", &long("中"))
            .with("loss.third_parties", "yes")
            .with("loss.third_parties_details", &"甲".repeat(499));
        agent.corrects(made.record, changes).await;
    }
    let filter = LogFilter {
        action: Some(AuditAction::Amend),
        ..LogFilter::default()
    };
    let answer = auditor.post("/api/audit/log", &filter).await;
    assert!(answer.text.len() < 140 * 1024, "{}", answer.text.len());
    let page: Log = answer.json();
    assert!(page.next.is_some());
    assert!(page.entries.len() < 50, "{}", page.entries.len());
}

#[tokio::test]
async fn what_cannot_be_looked_for_is_refused() {
    let server = TestServer::start().await;
    let auditor = server.person("dongxue").await;
    for (body, path) in [
        (json!({ "after": "somewhere" }), "\"after\""),
        (json!({ "record": "A-0007-000012-6" }), "\"record\""),
        (json!({ "person": "a\0b" }), "\"person\""),
        (json!({ "person": "王".repeat(101) }), "\"person\""),
        (json!({ "action": "destroy" }), "\"action\""),
    ] {
        let answer = auditor.post("/api/audit/log", &body).await;
        assert_eq!(answer.refusal(), (400, "malformed".to_owned()), "{body}");
        assert!(answer.text.contains(path), "{}", answer.text);
    }
}
