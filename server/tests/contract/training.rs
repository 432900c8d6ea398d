//! Sign-in to a training session, in whichever order the phones find network.

use crate::person::{Made, Person};
use crate::world::{MINUTE, TestServer};
use axum::http::StatusCode;
use serde_json::json;
use shared::answers::{Answers, Changes};
use shared::desk::LateSession;
use shared::id::RecordId;
use shared::record::{CheckInRefusal, CheckInState, Office, PresenceSource, RecordKind, Roster};
use shared::sync::{Operation, Outcome};
use shared::training::{Presence, SessionSecret, code_at};

/// A session of today at 10:30, half an hour from the start of every story.
fn session() -> Answers {
    shared::sample::training_session(55, "2026-11-20".parse().unwrap())
        .with("start", "10:30")
        .with("end", "12:30")
        .with("hours", "2")
}

/// A check-in with the code shown now.
fn check_in(session: &Answers, agent: &Person<'_>) -> Answers {
    let secret: SessionSecret = session.get("secret").unwrap().parse().unwrap();
    Answers::new()
        .with("session_number", session.get("session_number").unwrap())
        .with("code", &code_at(&secret, agent.server.now()).to_string())
}

fn state(agent: &Person<'_>, record: RecordId) -> CheckInState {
    match agent.holds(record).unwrap().office {
        Office::CheckIn(state) => state,
        other => panic!("{other:?}"),
    }
}

fn roster(person: &Person<'_>, record: RecordId) -> Roster {
    match person.holds(record).unwrap().office {
        Office::Roster(roster) => roster,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_check_in_that_arrives_before_its_session_waits_and_then_counts() {
    let server = TestServer::start().await;
    let mut trainer = server.person("guoyan").await;
    let mut agent = server.person("wangfang").await;
    let session = session();
    server.wait(25 * MINUTE);
    let opened = trainer.submits(RecordKind::TrainingSession, session.clone());
    let content = check_in(&session, &agent);
    let signed_in = agent.submits(RecordKind::CheckIn, content);
    assert_eq!(
        agent.sends(&[&signed_in]).await,
        [Outcome::Applied { version: 1 }]
    );
    agent.pulls().await;
    assert_eq!(
        state(&agent, signed_in.record),
        CheckInState::WaitingForSession
    );

    trainer.sends(&[&opened]).await;
    agent.pulls().await;
    let counted = CheckInState::Counted {
        session: opened.record,
        presence: Presence::Present,
    };
    assert_eq!(state(&agent, signed_in.record), counted);
    trainer.pulls().await;
    let roster = roster(&trainer, opened.record);
    assert_eq!(roster.entries.len(), 12);
    let entry = roster
        .entries
        .iter()
        .find(|entry| entry.person == agent.profile.person);
    assert_eq!(entry.unwrap().presence, Some(Presence::Present));
}

#[tokio::test]
async fn a_code_sent_after_the_session_was_closed_still_counts() {
    let server = TestServer::start().await;
    let mut trainer = server.person("guoyan").await;
    let mut agent = server.person("wangfang").await;
    let session = session();
    server.wait(25 * MINUTE);
    let content = check_in(&session, &agent);
    let signed_in = agent.submits(RecordKind::CheckIn, content);
    let opened = trainer.submits(RecordKind::TrainingSession, session);
    server.wait(120 * MINUTE);
    let closing = trainer.make(
        RecordKind::TrainingSession,
        opened.record,
        1,
        Operation::Close {},
    );
    trainer.sends(&[&opened, &closing]).await;
    agent.pulls().await;
    assert_eq!(
        roster(&agent, opened.record).entries[0].presence,
        Some(Presence::Absent)
    );
    agent.sends(&[&signed_in]).await;
    agent.pulls().await;
    let entry = roster(&agent, opened.record).entries[0].clone();
    assert_eq!(entry.presence, Some(Presence::Present));
    assert!(matches!(entry.source, Some(PresenceSource::Code { .. })));
}

#[tokio::test]
async fn a_code_typed_much_later_does_not_count() {
    let server = TestServer::start().await;
    let mut trainer = server.person("guoyan").await;
    let mut agent = server.person("wangfang").await;
    let session = session();
    let opened = trainer.submits(RecordKind::TrainingSession, session.clone());
    trainer.sends(&[&opened]).await;
    server.wait(25 * MINUTE);
    let content = check_in(&session, &agent);
    server.wait(30 * MINUTE);
    let signed_in = agent.submits(RecordKind::CheckIn, content);
    agent.sends(&[&signed_in]).await;
    agent.pulls().await;
    let refused = CheckInState::NotCounted {
        reason: CheckInRefusal::WrongCode,
    };
    assert_eq!(state(&agent, signed_in.record), refused);
}

#[tokio::test]
async fn a_phone_with_a_wrong_clock_counts_by_what_the_server_has_learned() {
    let server = TestServer::start().await;
    let mut trainer = server.person("guoyan").await;
    let mut agent = server.person("wangfang").await;
    let session = session();
    let opened = trainer.submits(RecordKind::TrainingSession, session.clone());
    trainer.sends(&[&opened]).await;
    server.wait(25 * MINUTE);
    let content = check_in(&session, &agent);
    let signed_in = agent.submits(RecordKind::CheckIn, content);
    // Three hours ahead, in what the mutation says and in what the exchange says.
    let ahead = 180 * MINUTE;
    let now = server.now().millis();
    let shift = |text: String, name: &str| {
        let (from, to) = (
            format!("\"{name}\":{now}"),
            format!("\"{name}\":{}", now + ahead),
        );
        assert!(text.contains(&from), "{text}");
        text.replace(&from, &to)
    };
    let body = shift(signed_in.body.clone(), "made_at");
    let made = Made { body, ..signed_in };
    let request = shift(agent.exchange(0, &[&made]), "device_now");
    assert_eq!(agent.post_text("/api/sync", request).await.status, 200);
    agent.pulls().await;
    let state = state(&agent, made.record);
    assert!(matches!(state, CheckInState::Counted { .. }), "{state:?}");
}

#[tokio::test]
async fn the_trainer_marks_by_hand_with_a_reason() {
    let server = TestServer::start().await;
    let mut trainer = server.person("guoyan").await;
    let agent = server.person("wangfang").await;
    let opened = trainer.submits(RecordKind::TrainingSession, session());
    let mark = |reason: &str| Operation::Mark {
        person: agent.profile.person.id,
        presence: Presence::Excused,
        reason: reason.to_owned(),
    };
    let kind = RecordKind::TrainingSession;
    let silent = trainer.make(kind, opened.record, 1, mark(""));
    let told = trainer.make(kind, opened.record, 1, mark("手机没电"));
    let outcomes = trainer.sends(&[&opened, &silent, &told]).await;
    assert_eq!(outcomes[0], Outcome::Applied { version: 1 });
    assert!(matches!(outcomes[1], Outcome::Rejected { .. }));
    assert_eq!(outcomes[2], Outcome::Applied { version: 2 });
}

/// Yesterday's session, with why it is told only now.
fn yesterday() -> Answers {
    session()
        .with("date", "2026-11-19")
        .with("backdating_reason", "手机没电")
}

/// What the rules found in the first mutation that was sent.
fn found(outcomes: &[Outcome]) -> Vec<&str> {
    match &outcomes[0] {
        Outcome::Rejected { findings } => findings.iter().map(|it| it.code.as_str()).collect(),
        other => panic!("{other:?}"),
    }
}

async fn waiting(office: &Person<'_>) -> Vec<RecordId> {
    let answer = office.get("/api/desk/late-sessions").await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let sessions: Vec<LateSession> = answer.json();
    sessions.iter().map(|it| it.session.record_id).collect()
}

#[tokio::test]
async fn a_session_is_for_its_audience_alone() {
    let server = TestServer::start().await;
    let mut trainer = server.person("guoyan").await;
    let mut dawn = server.person("wangfang").await;
    let mut voyage = server.person("yangwei").await;
    trainer.pulls().await;
    let team = trainer.sees("王芳").units[0].clone();
    let content = session()
        .with("audience_units.0.unit", &team.id.to_string())
        .with("audience_units.0.name", &team.name);
    let opened = trainer.submits(RecordKind::TrainingSession, content.clone());
    assert_eq!(
        trainer.sends(&[&opened]).await,
        [Outcome::Applied { version: 1 }]
    );
    dawn.pulls().await;
    voyage.pulls().await;
    assert!(dawn.holds(opened.record).is_some() && voyage.holds(opened.record).is_none());
    trainer.pulls().await;
    assert_eq!(roster(&trainer, opened.record).entries.len(), 4);

    server.wait(25 * MINUTE);
    let signed_in = voyage.submits(RecordKind::CheckIn, check_in(&content, &voyage));
    voyage.sends(&[&signed_in]).await;
    voyage.pulls().await;
    let refused = CheckInState::NotCounted {
        reason: CheckInRefusal::NotOnRoster,
    };
    assert_eq!(state(&voyage, signed_in.record), refused);
}

#[tokio::test]
async fn who_is_not_invited_any_more_hears_of_it() {
    let server = TestServer::start().await;
    let mut trainer = server.person("guoyan").await;
    let mut agent = server.person("yangwei").await;
    let opened = trainer.submits(RecordKind::TrainingSession, session());
    trainer.sends(&[&opened]).await;
    trainer.pulls().await;
    agent.pulls().await;
    assert!(agent.holds(opened.record).is_some());
    let newcomer = trainer.sees("刘洋");
    let changes = Changes::new()
        .with("audience_people.0.person", &newcomer.id.to_string())
        .with("audience_people.0.name", &newcomer.name);
    let note = "只请新人".to_owned();
    let edit = Operation::Amend { changes, note };
    let edit = trainer.make(RecordKind::TrainingSession, opened.record, 1, edit);
    assert_eq!(
        trainer.sends(&[&edit]).await,
        [Outcome::Applied { version: 2 }]
    );
    agent.pulls().await;
    assert!(agent.holds(opened.record).is_none());
    let mut invited = server.person("liuyang").await;
    invited.pulls().await;
    let content = invited.holds(opened.record).unwrap().content;
    assert_eq!(
        (content.get("secret"), content.items("audience_people")),
        (None, 0)
    );
    trainer.pulls().await;
    assert_eq!(roster(&trainer, opened.record).entries.len(), 1);
}

#[tokio::test]
async fn a_session_is_not_closed_before_it_begins_and_may_be_called_off() {
    let server = TestServer::start().await;
    let mut trainer = server.person("guoyan").await;
    let opened = trainer.submits(RecordKind::TrainingSession, session());
    trainer.sends(&[&opened]).await;
    let kind = RecordKind::TrainingSession;
    let early = trainer.make(kind, opened.record, 1, Operation::Close {});
    let outcomes = trainer.sends(&[&early]).await;
    assert_eq!(found(&outcomes), ["session_not_begun"]);
    let note = "讲师生病".to_owned();
    let off = trainer.make(kind, opened.record, 1, Operation::Withdraw { note });
    assert_eq!(
        trainer.sends(&[&off]).await,
        [Outcome::Applied { version: 2 }]
    );
    trainer.pulls().await;
    assert!(!roster(&trainer, opened.record).is_in_force());
}

#[tokio::test]
async fn a_session_told_after_it_was_held_counts_once_a_second_person_agrees() {
    let server = TestServer::start().await;
    let mut trainer = server.person("guoyan").await;
    let manager = server.person("tangwen").await;
    let auditor = server.person("dongxue").await;
    let mut silent = yesterday();
    silent.remove("backdating_reason");
    let kind = RecordKind::TrainingSession;
    let unexplained = trainer.submits(kind, silent);
    let outcomes = trainer.sends(&[&unexplained]).await;
    assert_eq!(found(&outcomes), ["backdating_reason_missing"]);

    let told = trainer.submits(kind, yesterday());
    let closing = trainer.make(kind, told.record, 1, Operation::Close {});
    trainer.sends(&[&told, &closing]).await;
    trainer.pulls().await;
    assert!(roster(&trainer, told.record).waits_for_second_person());
    assert_eq!(waiting(&manager).await, [told.record]);
    for other in [&trainer, &auditor] {
        assert!(waiting(other).await.is_empty());
    }

    let path = format!("/api/desk/late-sessions/{}", told.record);
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
    trainer.pulls().await;
    assert!(roster(&trainer, told.record).is_in_force());
    assert!(waiting(&manager).await.is_empty());
    assert_eq!(
        manager.post(&path, &word(3)).await.status,
        StatusCode::CONFLICT
    );
}

#[tokio::test]
async fn into_a_closed_month_only_a_correction_goes() {
    let server = TestServer::start().await;
    let mut trainer = server.person("guoyan").await;
    let kind = RecordKind::TrainingSession;
    let october = yesterday().with("date", "2026-10-30");
    let told = trainer.submits(kind, october.clone());
    let outcomes = trainer.sends(&[&told]).await;
    assert_eq!(found(&outcomes), ["session_in_closed_month"]);
    let correction = trainer.submits(kind, october.with("correction", "yes"));
    let outcomes = trainer.sends(&[&correction]).await;
    assert_eq!(outcomes, [Outcome::Applied { version: 1 }]);
}

/// A phone set two hours ahead for the moment of signing in, with a code the trainer's phone has not shown.
#[tokio::test]
async fn a_moment_of_signing_in_after_its_receipt_never_counts() {
    let server = TestServer::start().await;
    let mut trainer = server.person("guoyan").await;
    let mut agent = server.person("wangfang").await;
    let session = session();
    let opened = trainer.submits(RecordKind::TrainingSession, session.clone());
    trainer.sends(&[&opened]).await;
    let now = server.now();
    let secret: SessionSecret = session.get("secret").unwrap().parse().unwrap();
    let coming = now.plus_millis(28 * MINUTE);
    let content = check_in(&session, &agent).with("code", &code_at(&secret, coming).to_string());
    let made = agent.submits(RecordKind::CheckIn, content);
    let made_at = |at: shared::time::Timestamp| format!("\"made_at\":{}", at.millis());
    let body = made.body.replace(&made_at(now), &made_at(coming));
    assert_ne!(body, made.body);
    let ahead = Made { body, ..made };
    agent.sends(&[&ahead]).await;
    agent.pulls().await;
    let refused = CheckInState::NotCounted {
        reason: CheckInRefusal::WrongCode,
    };
    assert_eq!(state(&agent, ahead.record), refused);
}

#[tokio::test]
async fn a_second_sign_in_to_a_session_makes_no_second_record() {
    let server = TestServer::start().await;
    let mut trainer = server.person("guoyan").await;
    let mut agent = server.person("wangfang").await;
    let session = session();
    let opened = trainer.submits(RecordKind::TrainingSession, session.clone());
    trainer.sends(&[&opened]).await;
    server.wait(25 * MINUTE);
    let first = agent.submits(RecordKind::CheckIn, check_in(&session, &agent));
    assert_eq!(
        agent.sends(&[&first]).await,
        [Outcome::Applied { version: 1 }]
    );
    server.wait(MINUTE);
    let second = agent.submits(RecordKind::CheckIn, check_in(&session, &agent));
    let outcomes = agent.sends(&[&second]).await;
    assert_eq!(found(&outcomes), ["already_signed_in"]);
    agent.pulls().await;
    assert!(agent.holds(first.record).is_some() && agent.holds(second.record).is_none());
}

/// The first code may have been a wrong one: nobody is kept out by it.
#[tokio::test]
async fn who_typed_a_wrong_code_may_sign_in_again() {
    let server = TestServer::start().await;
    let mut trainer = server.person("guoyan").await;
    let mut agent = server.person("wangfang").await;
    let session = session();
    let opened = trainer.submits(RecordKind::TrainingSession, session.clone());
    server.wait(25 * MINUTE);
    let old = check_in(&session, &agent);
    server.wait(10 * MINUTE);
    let wrong = agent.submits(RecordKind::CheckIn, old);
    agent.sends(&[&wrong]).await;
    trainer.sends(&[&opened]).await;
    let right = agent.submits(RecordKind::CheckIn, check_in(&session, &agent));
    assert_eq!(
        agent.sends(&[&right]).await,
        [Outcome::Applied { version: 1 }]
    );
    agent.pulls().await;
    assert!(matches!(
        state(&agent, right.record),
        CheckInState::Counted { .. }
    ));
}

#[tokio::test]
async fn a_session_past_midnight_is_signed_in_to_on_the_next_day() {
    let server = TestServer::start().await;
    let mut trainer = server.person("guoyan").await;
    let mut agent = server.person("wangfang").await;
    let night = session().with("start", "22:00").with("end", "01:00");
    let opened = trainer.submits(RecordKind::TrainingSession, night.clone());
    assert_eq!(
        trainer.sends(&[&opened]).await,
        [Outcome::Applied { version: 1 }]
    );
    server.wait(14 * 60 * MINUTE + 10 * MINUTE);
    let signed_in = agent.submits(RecordKind::CheckIn, check_in(&night, &agent));
    agent.sends(&[&signed_in]).await;
    agent.pulls().await;
    let late = CheckInState::Counted {
        session: opened.record,
        presence: Presence::Late,
    };
    assert_eq!(state(&agent, signed_in.record), late);
}
