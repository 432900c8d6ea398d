//! What the company decides holds from its day on, and no sooner.

use crate::world::{DAY, TestServer};
use serde_json::{Value, json};
use shared::desk::{Case, Decision};
use shared::pay_calendar::PayClose;
use shared::people::AuthorityTable;
use shared::record::RecordKind;
use shared::rules::Watch;
use shared::session::SessionLimits;
use shared::setting::Setting;
use shared::submission::Level;
use shared::sync::Outcome;

/// The demonstration's version of a setting, from another day on and with these figures.
pub fn from<S: Setting>(day: &str, figures: &[(&str, Value)]) -> S {
    let demonstrated = S::as_delivered().unwrap().remove(0);
    let mut version = serde_json::to_value(demonstrated).unwrap();
    version["valid_from"] = day.into();
    for (name, figure) in figures {
        version[*name] = figure.clone();
    }
    serde_json::from_value(version).unwrap()
}

pub async fn publish<S: Setting>(server: &TestServer, version: S) {
    let (name, day) = (S::NAME, version.valid_from());
    let body = serde_json::to_string(&version).unwrap();
    server
        .by_hand(&format!(
            "INSERT INTO setting VALUES ('{name}', '{day}', 1, '{body}')"
        ))
        .await;
}

#[tokio::test]
async fn who_may_decide_how_much_changes_on_the_day_that_was_published() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let steps = json!([{ "up_to": "1000.00", "needed": { "level": 1, "four_eyes": false } }]);
    let table: AuthorityTable = from("2026-11-21", &[("steps", steps)]);
    publish(&server, table).await;
    let made = agent.a_loss_of(3_000);
    agent.sends(&[&made]).await;

    let today = server.person("linmei").await.opens(made.record).await;
    assert_eq!((today.needed.level, today.accept_refusal), (Level(1), None));
    server.wait(DAY);
    let reviewer = server.person("linmei").await;
    let tomorrow: Case = reviewer.reads(made.record).await.json();
    assert_eq!(tomorrow.needed.level, Level(3));
    assert!(tomorrow.needed.four_eyes);
    let answer = reviewer.decides(made.record, Decision::Accept {}).await;
    assert_eq!(answer.refusal(), (403, "above_authority".to_owned()));
}

#[tokio::test]
async fn how_long_the_phone_of_who_has_left_sends_is_decided() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let unsent = agent.an_application();
    let days = [("sends_for_days", json!(31))];
    publish::<SessionLimits>(&server, from("2026-11-21", &days)).await;
    server.ends_appointment("wangfang", "2026-11-20").await;
    server.wait(31 * DAY);
    let answer = agent
        .post_text("/api/sync", agent.exchange(0, &[&unsent]))
        .await;
    assert_eq!(answer.refusal(), (401, "sign_in_needed".to_owned()));
}

#[tokio::test]
async fn a_sign_in_ends_nobody_else_s_however_briefly_phones_of_who_has_left_send() {
    let server = TestServer::start().await;
    let agent = server.person("wangfang").await;
    let none = [("sends_for_days", json!(0))];
    publish::<SessionLimits>(&server, from("2026-11-20", &none)).await;
    server.wait(DAY);
    server.person("linmei").await;
    assert_eq!(agent.get("/api/session").await.status.as_u16(), 200);
}

#[tokio::test]
async fn how_many_applications_are_many_is_what_was_decided_for_the_day_of_capture() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let many = [("many_applications", json!(2))];
    publish::<Watch>(&server, from("2026-11-21", &many)).await;
    let today = "2026-11-20".parse().unwrap();
    let content = shared::sample::application(901, today, crate::world::catalogue());
    let with_effect = |day: &str| content.clone().with("product.effective_date", day);
    let first = agent.submits(RecordKind::Application, with_effect("2026-11-25"));
    let applied = [Outcome::Applied { version: 1 }];
    assert_eq!(agent.sends(&[&first]).await, applied);
    server.wait(DAY);
    let second = agent.submits(RecordKind::Application, with_effect("2026-11-26"));
    assert_eq!(agent.sends(&[&second]).await, applied);

    let reviewer = server.person("linmei").await;
    let found = async |record| {
        let case: Case = reviewer.reads(record).await.json();
        let mut codes = case.findings.iter().map(|found| found.code.as_str());
        codes.any(|code| code == "applications_of_one_person")
    };
    assert!(found(second.record).await);
    assert!(
        !found(first.record).await,
        "two were not many the day before"
    );
}

/// Phones know it without network: who signs in is told.
#[tokio::test]
async fn when_pay_closes_is_decided_and_told_to_phones() {
    let server = TestServer::start().await;
    let later: PayClose = from("2026-10-31", &[("close_day", json!(25))]);
    publish(&server, later).await;
    let mut trainer = server.person("guoyan").await;
    let calendar = trainer.profile.pay_calendar.clone().unwrap();
    let close = calendar.close_of("2026-10".parse().unwrap());
    assert_eq!(close.to_string(), "2026-11-25");

    let october = shared::sample::training_session(55, "2026-10-30".parse().unwrap())
        .with("backdating_reason", "手机没电");
    let opened = trainer.submits(RecordKind::TrainingSession, october);
    let outcomes = trainer.sends(&[&opened]).await;
    assert_eq!(
        outcomes,
        [Outcome::Applied { version: 1 }],
        "October is open until then"
    );
}
