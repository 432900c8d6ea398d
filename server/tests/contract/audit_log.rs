//! The audit log as an auditor reads it: in words, masked, and no further than they audit.

use crate::person::Person;
use crate::world::{DAY, MINUTE, PASSWORD, TestServer};
use serde_json::json;
use shared::answers::Changes;
use shared::audit::{AuditAction, Log, LogActor, LogChain, LogEntry, LogFilter, LogSubject, Moved};
use shared::desk::Decision;
use shared::form::Discreet;
use shared::id::{DeviceId, QueryId, RecordId};
use shared::people::Role;
use shared::record::RecordKind;
use shared::submission::{RaisedItem, Status};
use shared::sync::Operation;

const DAWN: &str = "00000000-0000-0000-0000-00005add1e03";
const COMPANY: &str = "00000000-0000-0000-0000-00005add1e00";

impl Person<'_> {
    async fn reads_log(&self, filter: &LogFilter) -> Log {
        let answer = self.post("/api/audit/log", filter).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        answer.json()
    }

    async fn corrects(&mut self, record: RecordId, changes: Changes) {
        let operation = Operation::Amend {
            changes,
            note: "写错了".to_owned(),
        };
        let made = self.make(RecordKind::LossNotice, record, 1, operation);
        self.sends(&[&made]).await;
    }
}

async fn audits(server: &TestServer, unit: &str) {
    server
        .by_hand(&format!(
            "UPDATE appointment SET unit_id = '{unit}' WHERE role = 'auditor'"
        ))
        .await;
}

fn on(entry: &LogEntry) -> Option<RecordId> {
    match entry.subject {
        LogSubject::Record { record_id, .. } => Some(record_id),
        _ => None,
    }
}

fn by(entry: &LogEntry) -> &str {
    match &entry.actor {
        LogActor::Person { person } => &person.name,
        other => panic!("{other:?}"),
    }
}

fn actions(log: &Log) -> Vec<AuditAction> {
    let actions = log.entries.iter().filter_map(|entry| entry.action);
    actions.collect()
}

/// What is told of a changed answer, before and after.
fn told<'a>(entry: &'a LogEntry, path: &str) -> (Option<&'a Discreet>, Option<&'a Discreet>) {
    let mut answers = entry.answers.iter();
    let changed = answers.find(|answer| answer.path == path).unwrap();
    (changed.before.as_ref(), changed.after.as_ref())
}

#[tokio::test]
async fn the_log_says_who_did_what_to_which_record_on_which_device() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let reviewer = server.person("linmei").await;
    let auditor = server.person("dongxue").await;
    let made = agent.a_loss_of(3_000);
    agent.sends(&[&made]).await;
    server.wait(MINUTE);
    reviewer.opens(made.record).await;
    server.wait(MINUTE);
    let asked = Decision::Query {
        query_id: QueryId::from_number(78),
        items: vec![RaisedItem {
            path: "loss.place".to_owned(),
            reason: "unclear".to_owned(),
            note: "请说明地点".to_owned(),
        }],
        due: "2026-11-25".parse().unwrap(),
    };
    assert_eq!(reviewer.decides(made.record, asked).await.status, 200);
    agent.pulls().await;
    let record = agent.holds(made.record).unwrap();
    let wanted = LogFilter {
        record: Some(record.number.clone()),
        ..LogFilter::default()
    };
    let log = auditor.reads_log(&wanted).await;
    let [queried, read, opened, sent] = &log.entries[..] else {
        panic!("{log:?}");
    };
    assert_eq!(
        actions(&log),
        [
            AuditAction::RaiseQuery,
            AuditAction::ReadCase,
            AuditAction::OpenCase,
            AuditAction::Submit
        ],
        "the latest first"
    );
    assert_eq!(
        [by(queried), by(read), by(opened), by(sent)],
        ["林梅", "林梅", "林梅", "王芳"]
    );
    assert_eq!(sent.device, Some(agent.profile.device_number));
    assert_eq!(queried.device, Some(reviewer.profile.device_number));
    assert!(log.entries.iter().all(|it| on(it) == Some(made.record)));
    assert!(log.entries.iter().all(|it| it.intact));
    assert_eq!(
        sent.moved,
        Some(Moved {
            before: None,
            after: Status::Received
        })
    );
    assert_eq!(
        queried.moved,
        Some(Moved {
            before: Some(Status::InReview),
            after: Status::Queried
        })
    );
    assert_eq!(queried.asked, ["loss.place"]);
    assert_eq!(read.moved, None, "reading changes nothing");
    let branch = LogChain::Branch {
        name: agent.profile.branch.name.clone(),
    };
    assert_eq!(sent.chain, branch);
}

#[tokio::test]
async fn what_changed_is_told_with_numbers_masked_and_nothing_about_health() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let auditor = server.person("dongxue").await;
    let made = agent.a_loss_of(3_000);
    agent.sends(&[&made]).await;
    let changes = Changes::new()
        .with("loss.estimate", "4000")
        .with("loss.place", "中山路1号，电话13912345678")
        .with("loss.description", "查出肿瘤")
        .with("reporter.mobile", "13912345678");
    agent.corrects(made.record, changes).await;
    let wanted = LogFilter {
        action: Some(AuditAction::Amend),
        ..LogFilter::default()
    };
    let answer = auditor.post("/api/audit/log", &wanted).await;
    for secret in ["13912345678", "查出肿瘤"] {
        assert!(!answer.text.contains(secret), "{secret}");
    }
    let log: Log = answer.json();
    let amended = log.entries.iter().find(|it| on(it) == Some(made.record));
    let amended = amended.unwrap();
    let (before, after) = told(amended, "loss.estimate");
    assert_eq!(before, Some(&Discreet::Answer("3000.00".to_owned())));
    assert_eq!(after, Some(&Discreet::Answer("4000".to_owned())));
    let (_, after) = told(amended, "reporter.mobile");
    assert_eq!(after, Some(&Discreet::Masked("139****5678".to_owned())));
    let (_, after) = told(amended, "loss.place");
    let place = "中山路1号，电话139****5678".to_owned();
    assert_eq!(after, Some(&Discreet::Answer(place)));
    let (before, after) = told(amended, "loss.description");
    assert_eq!(
        (before, after),
        (Some(&Discreet::Withheld), Some(&Discreet::Withheld))
    );
    assert_eq!(amended.answers.len(), 4);
}

#[tokio::test]
async fn a_rejection_tells_its_reason_and_not_the_words() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let reviewer = server.person("linmei").await;
    let auditor = server.person("dongxue").await;
    let made = agent.a_loss_of(3_000);
    agent.sends(&[&made]).await;
    let decision = Decision::Reject {
        reason: "not_covered".to_owned(),
        note: "既往症".to_owned(),
    };
    assert_eq!(reviewer.decides(made.record, decision).await.status, 200);
    let wanted = LogFilter {
        action: Some(AuditAction::Reject),
        person: Some("linmei".to_owned()),
        ..LogFilter::default()
    };
    let answer = auditor.post("/api/audit/log", &wanted).await;
    assert!(!answer.text.contains("既往症"));
    let log: Log = answer.json();
    let rejected = log.entries.iter().find(|it| on(it) == Some(made.record));
    let rejected = rejected.unwrap();
    assert_eq!(rejected.reason.as_deref(), Some("not_covered"));
    assert_eq!(rejected.moved.map(|it| it.after), Some(Status::Rejected));
}

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
        record: Some(theirs.holds(other.record).unwrap().number),
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
async fn a_row_that_somebody_changed_is_not_called_intact() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let auditor = server.person("dongxue").await;
    let made = agent.a_loss_of(3_000);
    agent.sends(&[&made]).await;
    server
        .by_hand(&format!(
            "UPDATE audit SET device_id = '' WHERE subject = '{}'",
            made.record
        ))
        .await;
    let log = auditor.reads_log(&LogFilter::default()).await;
    let (changed, others): (Vec<_>, Vec<_>) = log
        .entries
        .iter()
        .partition(|it| on(it) == Some(made.record));
    let [changed] = &changed[..] else {
        panic!("{changed:?}");
    };
    assert!(!changed.intact);
    assert!(others.iter().all(|it| it.intact));
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
