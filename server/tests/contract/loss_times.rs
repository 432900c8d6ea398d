//! No loss is reported before it happens, by the server's clock.

use crate::person::Person;
use crate::world::{DAY, MINUTE, TestServer};
use chrono::Timelike;
use shared::answers::{Answers, Changes};
use shared::record::RecordKind;
use shared::sync::{Operation, Outcome};
use shared::time::CHINA_OFFSET_MINUTES;

/// A complete claim report for a stay in hospital.
fn a_stay(agent: &Person<'_>) -> Answers {
    let today = agent.server.now().civil_date(CHINA_OFFSET_MINUTES).unwrap();
    (0..200)
        .map(|seed| shared::sample::loss_notice(seed, today))
        .find(|loss| loss.is("loss.kind", "hospital_stay"))
        .unwrap()
}

/// It happened and became known so many minutes from now.
fn in_minutes(content: Answers, agent: &Person<'_>, minutes: i64) -> Answers {
    let at = agent.server.now().plus_millis(minutes * MINUTE);
    let at = at.civil(CHINA_OFFSET_MINUTES).unwrap();
    let day = at.date();
    let moment = format!("{day}T{:02}:{:02}", at.hour(), at.minute());
    content
        .with("loss.occurred_at", &moment)
        .with("loss.known_at", &moment)
        .with("loss.admitted_on", &day.to_string())
}

#[tokio::test]
async fn a_loss_of_this_evening_is_not_reported_in_the_morning() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let content = a_stay(&agent);
    let kind = RecordKind::LossNotice;
    let evening = in_minutes(content.clone(), &agent, 13 * 60);
    // Two words for the desk beside: who sent it is told only what to mend.
    let evening = evening.with("loss.estimate", "0");
    let made = agent.submits(kind, evening);
    let outcomes = agent.sends(&[&made]).await;
    let [Outcome::Rejected { findings }] = &outcomes[..] else {
        panic!("an error is expected, not {outcomes:?}");
    };
    let found = findings
        .iter()
        .map(|it| (it.code.as_str(), it.path.as_str()));
    assert!(found.eq([
        ("loss_in_future", "loss.known_at"),
        ("loss_in_future", "loss.occurred_at")
    ]));
    // A watch may be ahead of the server.
    let just_now = agent.submits(kind, in_minutes(content, &agent, 10));
    let outcomes = agent.sends(&[&just_now]).await;
    assert_eq!(outcomes, [Outcome::Applied { version: 1 }]);
}

#[tokio::test]
async fn who_was_still_in_hospital_is_told_to_have_left_later() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let content = a_stay(&agent);
    let made = agent.submits(RecordKind::LossNotice, content);
    agent.sends(&[&made]).await;
    server.wait(4 * DAY);
    let mut agent = server.person("wangfang").await;
    agent.pulls().await;
    let today = server.now().civil_date(CHINA_OFFSET_MINUTES).unwrap();
    let leaves = |on: chrono::NaiveDate| Operation::Amend {
        changes: Changes::new().with("loss.discharged_on", &on.to_string()),
        note: "已出院".to_owned(),
    };
    let tomorrow = today + chrono::TimeDelta::days(1);
    let early = agent.make(RecordKind::LossNotice, made.record, 1, leaves(tomorrow));
    let outcomes = agent.sends(&[&early]).await;
    assert!(
        matches!(&outcomes[..], [Outcome::Rejected { .. }]),
        "{outcomes:?}"
    );
    let left = agent.make(RecordKind::LossNotice, made.record, 1, leaves(today));
    let outcomes = agent.sends(&[&left]).await;
    assert_eq!(outcomes, [Outcome::Applied { version: 2 }]);
}
