//! The audit log, the desk's cases and a team's figures.

use super::{taken_out, under};
use crate::world::TestServer;
use serde_json::json;
use shared::audit::{AuditAction, Log, LogFilter};
use shared::desk::{QueueFilter, Standing};
use shared::record::RecordKind;
use shared::team::Team;

#[tokio::test]
async fn an_auditor_takes_out_of_the_log_what_the_page_shows() {
    let server = TestServer::start().await;
    let auditor = server.person("dongxue").await;
    let filter = LogFilter {
        action: Some(AuditAction::SignIn),
        ..LogFilter::default()
    };
    server.person("wangfang").await;
    let shown: Log = auditor.post("/api/audit/log", &filter).await.json();
    let log = auditor.takes_out("audit-log", &filter).await;
    assert_eq!(log.len() - 1, shown.entries.len());
    assert_eq!(under(&log, "人员"), ["王芳", "董雪"]);
    assert_eq!(under(&log, "操作"), ["登录", "登录"]);
    assert_eq!(under(&log, "时间"), ["2026-11-20 10:00:00"; 2]);
    assert_eq!(under(&log, "校验一致"), ["是", "是"]);
    let acts = taken_out(&server).await;
    assert_eq!(
        acts,
        [("export_list".to_owned(), "audit-log: 2 lines".to_owned())]
    );
    // Reading it again says what was taken out, and what was looked for.
    let filter = json!({ "action": "export_list" });
    let log = auditor.takes_out("audit-log", &filter).await;
    assert_eq!(under(&log, "对象"), ["audit-log: 2 lines"]);
    assert_eq!(under(&log, "查询条件"), ["登录"]);
}

#[tokio::test]
async fn a_long_log_comes_out_as_a_whole() {
    let server = TestServer::start().await;
    server.by_hand("UPDATE appointment SET unit_id = (SELECT unit_id FROM unit WHERE kind = 'company') WHERE role = 'auditor'").await;
    let auditor = server.person("dongxue").await;
    for _ in 0..240 {
        auditor.takes_out_all("team").await;
    }
    let total = server.acts().await.len();
    let log = auditor.takes_out("audit-log", &json!({})).await;
    assert!(total > 500, "more than one page of {total}");
    assert_eq!(log.len() - 1, total);
    let seqs = under(&log, "序号");
    let chains = under(&log, "日志");
    let mut rows: Vec<(String, String)> = chains.into_iter().zip(seqs).collect();
    rows.sort();
    rows.dedup();
    assert_eq!(rows.len(), total, "each once");
    assert!(!log.concat().iter().any(|cell| cell.contains("secret")));
}

#[tokio::test]
async fn the_desk_comes_out_as_it_is_listed_without_what_the_cases_say() {
    let server = TestServer::start().await;
    let mut agent = server.person("zhangmin").await;
    let made = agent.an_application();
    agent.sends(&[&made]).await;
    let reviewer = server.person("hejun").await;
    let filter = QueueFilter {
        kind: Some(RecordKind::Application),
        status: Standing::Any,
        ..QueueFilter::default()
    };
    let queue = reviewer.queue(&filter).await;
    let cases = reviewer.takes_out("cases", &filter).await;
    assert_eq!(u64::try_from(cases.len() - 1).unwrap(), queue.total);
    let listed = queue.entries.iter().map(|entry| entry.number.to_string());
    let listed: Vec<String> = listed.collect();
    assert_eq!(
        under(&cases, &cases[0][0].clone())[..listed.len()],
        listed[..]
    );
    let amounts = queue
        .entries
        .iter()
        .map(|it| it.amount.unwrap().to_string());
    let amounts: Vec<String> = amounts.collect();
    let heading = cases[0]
        .iter()
        .find(|it| it.contains("元") || it.contains('¥'));
    let written = under(&cases, heading.unwrap());
    assert_eq!(written[..amounts.len()], amounts[..]);
    assert_eq!(cases[0].len(), 12);
    // Who sees no case takes out headings.
    assert_eq!(agent.takes_out("cases", &filter).await.len(), 1);
    let answer = reviewer
        .post("/api/exports/cases", &json!({ "search": "\0" }))
        .await;
    assert_eq!(answer.refusal(), (400, "malformed".to_owned()));
}

#[tokio::test]
async fn a_leader_takes_out_the_figures_of_the_team() {
    let server = TestServer::start().await;
    let leader = server.person("liqiang").await;
    let shown: Team = leader.get("/api/team").await.json();
    let team = leader.takes_out_all("team").await;
    let names: Vec<String> = shown
        .members
        .iter()
        .map(|it| it.person.name.clone())
        .collect();
    assert_eq!(under(&team, "姓名"), names);
    let accepted = shown.members.iter().map(|member| {
        let accepted = member.count(|status| status == shared::submission::Status::Accepted);
        accepted.to_string()
    });
    let accepted: Vec<String> = accepted.collect();
    assert!(accepted.iter().any(|n| n != "0"));
    let at = team[0].len() - 4;
    let written: Vec<String> = team[1..].iter().map(|line| line[at].clone()).collect();
    assert_eq!(written, accepted);
    let agent = server.person("wangfang").await;
    assert_eq!(
        agent.takes_out_all("team").await.len(),
        1,
        "who leads nobody"
    );
}
