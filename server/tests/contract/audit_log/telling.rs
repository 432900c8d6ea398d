//! What the log says of an act, and what it keeps to itself.

use super::{actions, by, on, told};
use crate::person::{Person, query_about};
use crate::world::{MINUTE, TestServer};
use shared::answers::Changes;
use shared::audit::{AuditAction, Log, LogChain, LogFilter, Moved};
use shared::desk::Decision;
use shared::form::Discreet;
use shared::id::{QueryId, RecordId};
use shared::submission::Status;

/// An agent who has sent a loss, an auditor who has not looked yet, and the loss.
async fn a_loss_is_sent(server: &TestServer) -> (Person<'_>, Person<'_>, RecordId) {
    let mut agent = server.person("wangfang").await;
    let auditor = server.person("dongxue").await;
    let made = agent.a_loss_of(3_000);
    agent.sends(&[&made]).await;
    (agent, auditor, made.record)
}

#[tokio::test]
async fn the_log_says_who_did_what_to_which_record_on_which_device() {
    let server = TestServer::start().await;
    let (mut agent, auditor, loss) = a_loss_is_sent(&server).await;
    let reviewer = server.person("linmei").await;
    server.wait(MINUTE);
    reviewer.opens(loss).await;
    server.wait(MINUTE);
    let asked = query_about("loss.place", QueryId::from_number(78), "2026-11-25");
    assert_eq!(reviewer.decides(loss, asked).await.status, 200);
    agent.pulls().await;
    let record = agent.holds(loss).unwrap();
    let wanted = LogFilter {
        record: Some(record.number.clone().into()),
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
    assert!(log.entries.iter().all(|it| on(it) == Some(loss)));
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
    let (mut agent, auditor, loss) = a_loss_is_sent(&server).await;
    let changes = Changes::new()
        .with("loss.estimate", "4000")
        .with("loss.place", "中山路1号，电话13912345678")
        .with("loss.description", "查出肿瘤")
        .with("reporter.mobile", "13912345678");
    agent.corrects(loss, changes).await;
    let wanted = LogFilter {
        action: Some(AuditAction::Amend),
        ..LogFilter::default()
    };
    let answer = auditor.post("/api/audit/log", &wanted).await;
    for secret in ["13912345678", "查出肿瘤"] {
        assert!(!answer.text.contains(secret), "{secret}");
    }
    let log: Log = answer.json();
    let amended = log.entries.iter().find(|it| on(it) == Some(loss));
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
    let (_, auditor, loss) = a_loss_is_sent(&server).await;
    let reviewer = server.person("linmei").await;
    let decision = Decision::Reject {
        reason: "not_covered".to_owned(),
        note: "既往症".to_owned(),
    };
    assert_eq!(reviewer.decides(loss, decision).await.status, 200);
    let wanted = LogFilter {
        action: Some(AuditAction::Reject),
        person: Some("linmei".to_owned()),
        ..LogFilter::default()
    };
    let answer = auditor.post("/api/audit/log", &wanted).await;
    assert!(!answer.text.contains("既往症"));
    let log: Log = answer.json();
    let rejected = log.entries.iter().find(|it| on(it) == Some(loss));
    let rejected = rejected.unwrap();
    assert_eq!(rejected.reason.as_deref(), Some("not_covered"));
    assert_eq!(rejected.moved.map(|it| it.after), Some(Status::Rejected));
}

fn reject() -> Decision {
    Decision::Reject {
        reason: "not_covered".to_owned(),
        note: "不属于保险责任".to_owned(),
    }
}

#[tokio::test]
async fn of_two_who_decide_the_log_tells_the_first_from_the_second() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let auditor = server.person("dongxue").await;
    let (first, second) = (server.person("hejun").await, server.person("tangwen").await);
    let cases = [
        (
            Decision::Accept {},
            AuditAction::Approve,
            AuditAction::Accept,
        ),
        (reject(), AuditAction::ProposeRejection, AuditAction::Reject),
    ];
    for (decision, proposed, decided) in cases {
        let made = agent.a_loss_of(120_000);
        agent.sends(&[&made]).await;
        for person in [&first, &second] {
            let answer = person.decides(made.record, decision.clone()).await;
            assert_eq!(answer.status, 200, "{}", answer.text);
        }
        let log = auditor.reads_log(&LogFilter::default()).await;
        let on_it = log.entries.iter().filter(|it| on(it) == Some(made.record));
        let told: Vec<_> = on_it.map(|it| (by(it), it.action)).collect();
        let expected = [
            ("唐文", Some(decided)),
            ("何军", Some(proposed)),
            ("王芳", Some(AuditAction::Submit)),
        ];
        let said = told.iter().filter(|it| expected.contains(it));
        assert_eq!(said.count(), expected.len(), "{told:?}");
        assert!(!told.contains(&("何军", Some(decided))), "{told:?}");
    }
}

#[tokio::test]
async fn a_row_that_somebody_changed_is_not_called_intact() {
    let server = TestServer::start().await;
    let (_, auditor, loss) = a_loss_is_sent(&server).await;
    server
        .by_hand(&format!(
            "UPDATE audit SET device_id = '' WHERE subject = '{}'",
            loss
        ))
        .await;
    let log = auditor.reads_log(&LogFilter::default()).await;
    let (changed, others): (Vec<_>, Vec<_>) =
        log.entries.iter().partition(|it| on(it) == Some(loss));
    let [changed] = &changed[..] else {
        panic!("{changed:?}");
    };
    assert!(!changed.intact);
    assert!(others.iter().all(|it| it.intact));
}
