//! Sign-in with the code that the trainer's phone shows.

use super::{APPLIED, Class, found, not_counted, roster, session, state};
use crate::person::Made;
use crate::settings::{from, publish};
use crate::world::{MINUTE, TestServer};
use serde_json::json;
use shared::answers::Changes;
use shared::record::RecordKind;
use shared::sync::{Operation, Outcome};
use shared::time::Timestamp;
use shared::training::{CheckInRefusal, CheckInState, Presence, PresenceRules, PresenceSource};

#[tokio::test]
async fn a_check_in_that_arrives_before_its_session_waits_and_then_counts() {
    let server = TestServer::start().await;
    let mut class = Class::with(&server, session()).await;
    server.wait(25 * MINUTE);
    let signed_in = class.signs_in();
    assert_eq!(
        class.sent(&signed_in).await,
        CheckInState::WaitingForSession
    );

    class.trainer.sends(&[&class.opened]).await;
    class.agent.pulls().await;
    let counted = CheckInState::Counted {
        session: class.opened.record,
        presence: Presence::Present,
    };
    assert_eq!(state(&class.agent, signed_in.record), counted);
    let roster = class.roster().await;
    assert_eq!(roster.entries.len(), 12);
    let mut entries = roster.entries.iter();
    let entry = entries.find(|entry| entry.person == class.agent.profile.person);
    assert_eq!(entry.unwrap().presence, Some(Presence::Present));
}

/// The trainer's phone, without network, goes by what it was told with the sign-in.
#[tokio::test]
async fn who_is_late_is_decided_and_told_to_phones() {
    let server = TestServer::start().await;
    let patient: PresenceRules = from("2026-11-20", &[("late_after_minutes", json!(20))]);
    publish(&server, patient).await;
    let mut class = Class::that_is_known(&server, session()).await;
    assert!(class.trainer.profile.presence_rules.contains(&patient));
    server.wait(45 * MINUTE);
    let signed_in = class.signs_in();
    let state = class.sent(&signed_in).await;
    let on_time = CheckInState::Counted {
        session: class.opened.record,
        presence: Presence::Present,
    };
    assert_eq!(state, on_time);
}

#[tokio::test]
async fn a_code_sent_after_the_session_was_closed_still_counts() {
    let server = TestServer::start().await;
    let mut class = Class::with(&server, session()).await;
    server.wait(25 * MINUTE);
    let signed_in = class.signs_in();
    server.wait(120 * MINUTE);
    let closing = class.changes(1, Operation::close());
    class.trainer.sends(&[&class.opened, &closing]).await;
    class.sent(&signed_in).await;
    let entry = roster(&class.agent, class.opened.record).entries[0].clone();
    assert_eq!(entry.presence, Some(Presence::Present));
    assert!(matches!(entry.source, Some(PresenceSource::Code { .. })));
}

#[tokio::test]
async fn a_code_sent_on_and_typed_two_minutes_later_does_not_count() {
    let server = TestServer::start().await;
    let mut class = Class::that_is_known(&server, session()).await;
    server.wait(25 * MINUTE);
    let shown_now = class.check_in();
    server.wait(2 * MINUTE);
    let signed_in = class.agent.submits(RecordKind::CheckIn, shown_now);
    assert_eq!(
        class.sent(&signed_in).await,
        not_counted(CheckInRefusal::CodeTooOld)
    );
}

#[tokio::test]
async fn a_phone_with_a_wrong_clock_counts_by_what_the_server_has_learned() {
    let server = TestServer::start().await;
    let mut class = Class::that_is_known(&server, session()).await;
    server.wait(25 * MINUTE);
    let signed_in = class.signs_in();
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
    let agent = &mut class.agent;
    let request = shift(agent.exchange(0, &[&made]), "device_now");
    assert_eq!(agent.post_text("/api/sync", request).await.status, 200);
    agent.pulls().await;
    let state = state(agent, made.record);
    assert!(matches!(state, CheckInState::Counted { .. }), "{state:?}");
}

/// The phone that shows the codes is four minutes ahead, and is set right before the sign-in comes.
#[tokio::test]
async fn a_trainer_s_clock_that_is_set_right_later_was_wrong_when_it_showed_the_code() {
    let server = TestServer::start().await;
    let mut class = Class::with(&server, session()).await;
    let ahead = 4 * MINUTE;
    class
        .trainer
        .exchanges_with_clock(ahead, &[&class.opened])
        .await;
    server.wait(25 * MINUTE);
    let shown = class.check_in_at(server.now().plus_millis(ahead));
    let signed_in = class.agent.submits(RecordKind::CheckIn, shown);
    server.wait(125 * MINUTE);
    let closing = class.changes(1, Operation::close());
    class.trainer.exchanges_with_clock(ahead, &[&closing]).await;
    class.trainer.exchanges_with_clock(0, &[]).await;

    let state = class.sent(&signed_in).await;
    let on_time = matches!(
        state,
        CheckInState::Counted {
            presence: Presence::Present,
            ..
        }
    );
    assert!(on_time, "{state:?}");
}

/// A phone set two hours ahead for the moment of signing in, with a code the trainer's phone has not shown.
#[tokio::test]
async fn a_moment_of_signing_in_after_its_receipt_never_counts() {
    let server = TestServer::start().await;
    let mut class = Class::that_is_known(&server, session()).await;
    let now = server.now();
    let coming = now.plus_millis(28 * MINUTE);
    let content = class.check_in_at(coming);
    let made = class.agent.submits(RecordKind::CheckIn, content);
    let made_at = |at: Timestamp| format!("\"made_at\":{}", at.millis());
    let body = made.body.replace(&made_at(now), &made_at(coming));
    assert_ne!(body, made.body);
    let ahead = Made { body, ..made };
    assert_eq!(
        class.sent(&ahead).await,
        not_counted(CheckInRefusal::WrongCode)
    );
}

#[tokio::test]
async fn a_second_sign_in_to_a_session_makes_no_second_record() {
    let server = TestServer::start().await;
    let mut class = Class::that_is_known(&server, session()).await;
    server.wait(25 * MINUTE);
    let first = class.signs_in();
    class.sent(&first).await;
    server.wait(MINUTE);
    let second = class.signs_in();
    let outcomes = class.agent.sends(&[&second]).await;
    assert_eq!(found(&outcomes), ["already_signed_in"]);
    class.agent.pulls().await;
    let agent = &class.agent;
    assert!(agent.holds(first.record).is_some() && agent.holds(second.record).is_none());
}

/// The first code may have been a wrong one: nobody is kept out by it.
#[tokio::test]
async fn who_typed_a_wrong_code_may_sign_in_again() {
    let server = TestServer::start().await;
    let mut class = Class::with(&server, session()).await;
    server.wait(25 * MINUTE);
    let old = class.check_in();
    server.wait(10 * MINUTE);
    let wrong = class.agent.submits(RecordKind::CheckIn, old);
    assert_eq!(class.agent.sends(&[&wrong]).await, [APPLIED]);
    class.trainer.sends(&[&class.opened]).await;
    let right = class.signs_in();
    let state = class.sent(&right).await;
    assert!(matches!(state, CheckInState::Counted { .. }), "{state:?}");
}

#[tokio::test]
async fn a_session_past_midnight_is_signed_in_to_on_the_next_day() {
    let server = TestServer::start().await;
    let night = session().with("start", "22:00").with("end", "01:00");
    let mut class = Class::that_is_known(&server, night).await;
    server.wait(14 * 60 * MINUTE + 10 * MINUTE);
    let signed_in = class.signs_in();
    let late = CheckInState::Counted {
        session: class.opened.record,
        presence: Presence::Late,
    };
    assert_eq!(class.sent(&signed_in).await, late);
}

#[tokio::test]
async fn a_mistyped_number_is_corrected_and_the_code_counts_as_of_when_it_was_typed() {
    let server = TestServer::start().await;
    let mut class = Class::that_is_known(&server, session()).await;
    server.wait(25 * MINUTE);
    let right = class.check_in();
    let mistyped = right.clone().with("session_number", "K0Q1C");
    let made = class.agent.submits(RecordKind::CheckIn, mistyped.clone());
    assert_eq!(class.sent(&made).await, CheckInState::WaitingForSession);

    server.wait(24 * 60 * MINUTE);
    let agent = &mut class.agent;
    let changes = Changes::between(&mistyped, &right);
    let note = String::new();
    let correction = Operation::Amend { changes, note };
    let corrected = agent.make(RecordKind::CheckIn, made.record, 1, correction);
    let outcomes = agent.sends(&[&corrected]).await;
    assert_eq!(outcomes, [Outcome::Applied { version: 2 }]);
    agent.pulls().await;
    let counted = CheckInState::Counted {
        session: class.opened.record,
        presence: Presence::Present,
    };
    assert_eq!(state(&class.agent, made.record), counted);
}
