//! Sign-in to a training session, in whichever order the phones find network.

use crate::person::{Made, Person};
use crate::world::{MINUTE, TestServer};
use shared::answers::Answers;
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

fn state(agent: &Person<'_>, record: shared::id::RecordId) -> CheckInState {
    match agent.holds(record).unwrap().office {
        Office::CheckIn(state) => state,
        other => panic!("{other:?}"),
    }
}

fn roster(person: &Person<'_>, record: shared::id::RecordId) -> Roster {
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
