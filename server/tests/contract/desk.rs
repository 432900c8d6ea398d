//! The review desk: who decides what, and what the agent hears of it.

use crate::person::decision_on;
use crate::world::{DAY, TestServer, post};
use shared::answers::Changes;
use shared::desk::{Case, Decision, QueueFilter};
use shared::finding::Finding;
use shared::id::QueryId;
use shared::note::MOST_NOTE;
use shared::problem::{CHANGED_BY, Problem};
use shared::record::{Office, RecordKind};
use shared::submission::{RaisedItem, Refusal, Status};
use shared::sync::{Operation, Outcome};
use std::collections::BTreeMap;

fn accept() -> Decision {
    Decision::Accept {}
}

fn reject() -> Decision {
    Decision::Reject {
        reason: "not_covered".to_owned(),
        note: "不属于保险责任".to_owned(),
    }
}

fn reopen() -> Decision {
    Decision::Reopen {
        reason: "new_information".to_owned(),
        note: "客户补交了材料".to_owned(),
    }
}

fn ask(path: &str, due: &str) -> Decision {
    Decision::Query {
        query_id: QueryId::from_number(77),
        items: vec![said_of(path, "请说明经过")],
        due: due.parse().unwrap(),
    }
}

/// A query of these items, with time to answer.
fn asking(items: Vec<RaisedItem>) -> Decision {
    Decision::Query {
        query_id: QueryId::from_number(78),
        items,
        due: "2026-11-25".parse().unwrap(),
    }
}

fn said_of(path: &str, note: &str) -> RaisedItem {
    RaisedItem {
        path: path.to_owned(),
        reason: "unclear".to_owned(),
        note: note.to_owned(),
    }
}

#[tokio::test]
async fn a_query_goes_to_the_agent_and_the_answer_comes_back() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let reviewer = server.person("linmei").await;
    let made = agent.a_loss_of(3_000);
    agent.sends(&[&made]).await;

    let case = reviewer.opens(made.record).await;
    assert_eq!(case.record.status(), Some(Status::InReview));
    assert_eq!(
        reviewer.opens(made.record).await.record.version,
        case.record.version
    );
    let asked = reviewer
        .decides(made.record, ask("loss.description", "2026-11-25"))
        .await;
    assert_eq!(asked.status, 200, "{}", asked.text);

    agent.pulls().await;
    let Office::Review(review) = agent.holds(made.record).unwrap().office else {
        panic!("a loss notice is reviewed");
    };
    assert_eq!(
        review.open_query().unwrap().items[0].raised.note,
        "请说明经过"
    );
    let changes = Changes::new().with("loss.description", "先滑倒，后骨折。");
    let answer = Operation::Answer {
        query: QueryId::from_number(77),
        changes,
        remarks: BTreeMap::from([("loss.description".to_owned(), "已补充".to_owned())]),
        correction: None,
    };
    let answer = agent.make(RecordKind::LossNotice, made.record, 1, answer);
    assert_eq!(
        agent.sends(&[&answer]).await,
        [Outcome::Applied { version: 4 }]
    );

    let case: Case = reviewer.reads(made.record).await.json();
    assert_eq!(case.record.status(), Some(Status::Answered));
    assert_eq!(
        case.earlier.len(),
        1,
        "the content before the answer is kept"
    );
    assert_ne!(case.earlier[0].content, case.record.content);
    assert_eq!(reviewer.decides(made.record, accept()).await.status, 200);
    agent.pulls().await;
    let status = agent.holds(made.record).unwrap().status();
    assert_eq!(status, Some(Status::Accepted));
}

#[tokio::test]
async fn a_decision_sent_twice_decides_once() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let reviewer = server.person("linmei").await;
    let made = agent.a_loss_of(3_000);
    agent.sends(&[&made]).await;
    let request = decision_on(1, reject());
    let first: Case = reviewer.sends_decision(made.record, &request).await.json();
    let second: Case = reviewer.sends_decision(made.record, &request).await.json();
    assert_eq!(first.record, second.record);
    let mut other = request.clone();
    other.decision = accept();
    let answer = reviewer.sends_decision(made.record, &other).await;
    assert_eq!(answer.refusal(), (409, "decision_reused".to_owned()));
}

#[tokio::test]
async fn a_decision_on_what_has_changed_meanwhile_is_not_taken() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let reviewer = server.person("linmei").await;
    let made = agent.a_loss_of(3_000);
    agent.sends(&[&made]).await;
    let request = decision_on(1, accept());
    let withdrawal = agent.withdraws(RecordKind::LossNotice, made.record);
    agent.sends(&[&withdrawal]).await;
    let answer = reviewer.sends_decision(made.record, &request).await;
    assert_eq!(answer.refusal(), (409, "changed_meanwhile".to_owned()));
    let problem: Problem = answer.json();
    let withdrawn = Finding::error(CHANGED_BY, "").with("name", "王芳");
    assert_eq!(problem.findings, [withdrawn.with("step", "withdrawn")]);
    let answer = reviewer.decides(made.record, accept()).await;
    assert_eq!(answer.refusal(), (409, "already_decided".to_owned()));
}

#[tokio::test]
async fn who_decided_first_is_told_to_who_comes_later() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let (first, second) = (server.person("hejun").await, server.person("tangwen").await);
    let made = agent.a_loss_of(120_000);
    agent.sends(&[&made]).await;
    let version = second
        .reads(made.record)
        .await
        .json::<Case>()
        .record
        .version;
    let request = decision_on(version, accept());
    first.decides(made.record, reject()).await;
    let problem: Problem = second.sends_decision(made.record, &request).await.json();
    let [proposed] = &problem.findings[..] else {
        panic!("{problem:?}");
    };
    let told = |name: &str| proposed.params.get(name).map(String::as_str);
    assert_eq!(told("name"), Some("何军"));
    assert_eq!(told("step"), Some("rejection_proposed"));
}

#[tokio::test]
async fn large_amounts_need_a_higher_level_and_the_largest_two_people() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let low = server.person("linmei").await;
    let high = server.person("hejun").await;
    let manager = server.person("tangwen").await;
    let (middling, large) = (agent.a_loss_of(20_001), agent.a_loss_of(50_001));
    agent.sends(&[&middling, &large]).await;

    let case: Case = low.reads(middling.record).await.json();
    assert!(matches!(
        case.accept_refusal,
        Some(Refusal::AboveAuthority { .. })
    ));
    assert_eq!(case.reject_refusal, case.accept_refusal);
    assert_eq!(case.query_refusal, None);
    for decision in [accept(), reject()] {
        let answer = low.decides(middling.record, decision).await;
        assert_eq!(answer.refusal(), (403, "above_authority".to_owned()));
    }
    assert_eq!(high.decides(middling.record, accept()).await.status, 200);

    let first: Case = high.decides(large.record, accept()).await.json();
    assert_eq!(first.record.status(), Some(Status::InReview));
    let answer = high.decides(large.record, accept()).await;
    assert_eq!(answer.refusal(), (403, "second_person_needed".to_owned()));
    let second: Case = manager.decides(large.record, accept()).await.json();
    assert_eq!(second.record.status(), Some(Status::Accepted));
}

#[tokio::test]
async fn turning_down_the_largest_amounts_needs_two_people_as_well() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let high = server.person("hejun").await;
    let manager = server.person("tangwen").await;
    let made = agent.a_loss_of(120_000);
    agent.sends(&[&made]).await;
    let first: Case = high.decides(made.record, reject()).await.json();
    assert_eq!(first.record.status(), Some(Status::InReview));
    assert_eq!(first.reject_refusal, Some(Refusal::SecondPersonNeeded));
    let second: Case = manager.decides(made.record, reject()).await.json();
    assert_eq!(second.record.status(), Some(Status::Rejected));
}

#[tokio::test]
async fn a_reopened_decision_reaches_the_agent_with_its_reason_and_the_audit_log() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let reviewer = server.person("linmei").await;
    let made = agent.a_loss_of(3_000);
    agent.sends(&[&made]).await;
    reviewer.decides(made.record, reject()).await;
    let reopened = reviewer.decides(made.record, reopen()).await;
    assert_eq!(reopened.status, 200, "{}", reopened.text);
    let case: Case = reopened.json();
    assert_eq!(case.record.status(), Some(Status::InReview));
    assert_eq!(case.reopen_refusal, Some(Refusal::NotDecided));
    let again = reviewer.decides(made.record, reopen()).await;
    assert_eq!(again.refusal(), (409, "not_decided".to_owned()));

    agent.pulls().await;
    let Office::Review(review) = agent.holds(made.record).unwrap().office else {
        panic!("a loss notice is reviewed");
    };
    assert_eq!(review.reopening().unwrap().note, "客户补交了材料");
    let acts = server.acts_on(&made.record.to_string()).await;
    let reopened = acts.iter().filter(|act| act.action == "reopen").count();
    assert_eq!(reopened, 1);
    assert_eq!(reviewer.decides(made.record, accept()).await.status, 200);
}

#[tokio::test]
async fn an_auditor_reads_everything_and_changes_nothing() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let auditor = server.person("dongxue").await;
    let made = agent.a_loss_of(3_000);
    agent.sends(&[&made]).await;
    let case = auditor.opens(made.record).await;
    assert_eq!(case.record.status(), Some(Status::Received));
    for decision in [accept(), reject()] {
        let answer = auditor.decides(made.record, decision).await;
        assert_eq!(answer.refusal(), (403, "not_a_reviewer".to_owned()));
    }
}

#[tokio::test]
async fn who_has_no_desk_sees_no_case() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let made = agent.a_loss_of(3_000);
    agent.sends(&[&made]).await;
    for login in ["wangfang", "liqiang", "guoyan", "fengtao"] {
        let person = server.person(login).await;
        let queue = person.queue(&QueueFilter::default()).await;
        assert_eq!(queue.total, 0, "{login}");
        let answer = person.reads(made.record).await;
        assert_eq!(answer.refusal(), (404, "not_found".to_owned()), "{login}");
        let answer = person
            .sends_decision(made.record, &decision_on(1, accept()))
            .await;
        assert_eq!(answer.refusal(), (404, "not_found".to_owned()), "{login}");
    }
    let filter = QueueFilter::default();
    let answer = server.call(post("/api/desk/queue", None, &filter)).await;
    assert_eq!(answer.refusal(), (401, "sign_in_needed".to_owned()));
}

#[tokio::test]
async fn a_clock_set_back_does_not_hide_from_the_desk_how_late_a_record_came() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let made = agent.a_loss_of(3_000);
    // The phone says: captured today. Nine days later it is sent, with its clock right.
    server.wait(9 * DAY);
    let reviewer = server.person("linmei").await;
    agent.sends(&[&made]).await;
    let case: Case = reviewer.reads(made.record).await.json();
    let late = case
        .findings
        .iter()
        .find(|it| it.code.as_str() == "received_late");
    assert_eq!(late.unwrap().params["days"], "9");
    let queue = reviewer.queue(&QueueFilter::default()).await;
    let entry = queue.entries.iter().find(|it| it.record_id == made.record);
    assert!(entry.unwrap().warnings > 0, "the queue shows it, too");
}

#[tokio::test]
async fn a_query_asks_only_what_the_form_has_and_leaves_time() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let reviewer = server.person("linmei").await;
    let made = agent.a_loss_of(3_000);
    agent.sends(&[&made]).await;
    let answer = reviewer
        .decides(made.record, ask("loss.colour", "2026-11-25"))
        .await;
    assert_eq!(answer.refusal(), (422, "invalid".to_owned()));
    assert!(answer.text.contains("loss.colour"));
    let answer = reviewer
        .decides(made.record, ask("loss.description", "2026-11-19"))
        .await;
    assert_eq!(answer.refusal(), (422, "invalid".to_owned()));
    let answer = reviewer
        .decides(made.record, ask("loss.description", "2036-11-25"))
        .await;
    assert_eq!(answer.refusal(), (422, "invalid".to_owned()));
    assert!(answer.text.contains("due_too_late"));
    let empty = Decision::Reject {
        reason: "not_covered".to_owned(),
        note: " ".to_owned(),
    };
    let answer = reviewer.decides(made.record, empty).await;
    assert_eq!(answer.refusal(), (422, "reason_missing".to_owned()));
}

#[tokio::test]
async fn what_a_reviewer_writes_is_short_text() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let reviewer = server.person("linmei").await;
    let made = agent.a_loss_of(3_000);
    agent.sends(&[&made]).await;
    for note in ["问".repeat(MOST_NOTE + 1), "问\u{1b}[2J".to_owned()] {
        let refused = Decision::Reject {
            reason: "not_covered".to_owned(),
            note: note.clone(),
        };
        let asked = asking(vec![said_of("loss.description", &note)]);
        for (decision, path) in [(refused, "\"note\""), (asked, "\"loss.description\"")] {
            let answer = reviewer.decides(made.record, decision).await;
            assert_eq!(answer.refusal(), (422, "invalid".to_owned()));
            assert!(answer.text.contains(path), "{}", answer.text);
        }
    }
    // The one that is too many is too long as well: neither gets in behind the other.
    let mut many = vec![said_of("loss.description", "?"); 100];
    many.push(said_of("loss.description", &"问".repeat(MOST_NOTE + 1)));
    let answer = reviewer.decides(made.record, asking(many)).await;
    assert!(answer.text.contains("too_many"), "{}", answer.text);

    let longest = Decision::Reject {
        reason: "not_covered".to_owned(),
        note: "拒".repeat(MOST_NOTE),
    };
    let answer = reviewer.decides(made.record, longest).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
}
