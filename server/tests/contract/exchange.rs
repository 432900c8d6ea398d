//! What phones send, exactly once in effect.

use crate::person::{Made, Person};
use crate::world::{DAY, TestServer};
use shared::answers::Answers;
use shared::record::RecordKind;
use shared::submission::Status;
use shared::sync::{Outcome, Quarantine, SyncResponse};

fn applied() -> Outcome {
    Outcome::Applied { version: 1 }
}

fn quarantined(quarantine: Quarantine) -> Outcome {
    quarantine.into()
}

#[tokio::test]
async fn a_submission_is_taken_and_comes_back_with_the_next_page() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let made = agent.an_application();
    assert_eq!(agent.sends(&[&made]).await, [applied()]);
    agent.pulls().await;
    let record = agent.holds(made.record).unwrap();
    assert_eq!(record.status(), Some(Status::Received));
    assert_eq!(record.captured_by, agent.profile.person);
}

#[tokio::test]
async fn when_the_answer_is_lost_the_same_bytes_change_nothing_more() {
    let mut server = TestServer::start().await;
    let (device, body) = {
        let mut agent = server.person("wangfang").await;
        let made = agent.an_application();
        // The server commits, the answer never arrives.
        agent.sends(&[&made]).await;
        (agent.device, made)
    };
    server.restart().await;
    let mut agent = server.person_on("wangfang", device).await;
    let again = Outcome::AlreadyApplied { version: 1 };
    assert_eq!(agent.sends(&[&body, &body]).await, [again.clone(), again]);
    agent.pulls().await;
    assert_eq!(agent.holds(body.record).unwrap().version, 1);
}

#[tokio::test]
async fn the_same_id_with_other_bytes_is_set_aside_and_changes_nothing() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let made = agent.an_application();
    agent.sends(&[&made]).await;
    let other = Made {
        body: made
            .body
            .replacen("\"base_version\":0", "\"base_version\":7", 1),
        ..made.clone()
    };
    assert_ne!(other.body, made.body);
    let outcomes = agent.sends(&[&other]).await;
    assert_eq!(outcomes, [quarantined(Quarantine::DifferentBody)]);
    let again = Outcome::AlreadyApplied { version: 1 };
    assert_eq!(agent.sends(&[&made]).await, [again]);
}

#[tokio::test]
async fn a_copied_phone_is_found_by_its_sequence() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let first = agent.an_application();
    agent.sends(&[&first]).await;
    agent.sent = 0;
    let copied = agent.an_application();
    let outcomes = agent.sends(&[&copied]).await;
    assert_eq!(outcomes, [quarantined(Quarantine::SequenceReused)]);
}

#[tokio::test]
async fn two_phones_of_one_agent_see_each_others_work() {
    let server = TestServer::start().await;
    let mut one = server.person("wangfang").await;
    let mut other = server.person("wangfang").await;
    assert_ne!(one.profile.device_number, other.profile.device_number);
    let made = one.an_application();
    one.sends(&[&made]).await;
    other.pulls().await;
    assert!(other.holds(made.record).is_some());
    let withdrawal = other.withdraws(RecordKind::Application, made.record);
    assert_eq!(
        other.sends(&[&withdrawal]).await,
        [Outcome::Applied { version: 2 }]
    );
    one.pulls().await;
    let record = one.holds(made.record).unwrap();
    assert_eq!(record.status(), Some(Status::Withdrawn));
}

#[tokio::test]
async fn what_is_sent_together_is_done_in_its_order() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let made = agent.an_application();
    let withdrawal = agent.withdraws(RecordKind::Application, made.record);
    let early = agent.withdraws(RecordKind::Application, made.record);
    let outcomes = agent.sends(&[&made, &withdrawal]).await;
    assert_eq!(outcomes, [applied(), Outcome::Applied { version: 2 }]);
    let [Outcome::Conflict { version: 2, .. }] = agent.sends(&[&early]).await[..] else {
        panic!("a withdrawn record is not withdrawn twice");
    };
}

#[tokio::test]
async fn one_bad_mutation_does_not_stop_the_others() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let (first, last) = (agent.an_application(), agent.an_application());
    let newer = Made {
        body: first.body.replacen('{', "{\"new_field\":1,", 1),
        ..first.clone()
    };
    let nonsense = Made {
        body: "[1,2]".to_owned(),
        ..first.clone()
    };
    let body = agent.exchange(0, &[&newer, &nonsense, &last]);
    let response: SyncResponse = agent.post_text("/api/sync", body).await.json();
    let is_unreadable = |outcome: &Outcome| match outcome {
        Outcome::Quarantined { quarantine, .. } => *quarantine == Quarantine::Unreadable,
        _ => false,
    };
    assert!(is_unreadable(&response.outcomes[0].outcome));
    assert!(response.outcomes[0].mutation_id.is_some());
    assert!(is_unreadable(&response.outcomes[1].outcome));
    assert_eq!(response.outcomes[1].mutation_id, None);
    assert_eq!(response.outcomes[2].outcome, applied());
    assert_eq!(
        agent.sends(&[&first]).await,
        [applied()],
        "unreadable bytes use nothing up"
    );
}

#[tokio::test]
async fn what_the_rules_refuse_is_mended_by_a_new_mutation() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let content = Answers::new().with("applicant.name", "王芳");
    let empty = agent.submits(RecordKind::Application, content);
    let outcomes = agent.sends(&[&empty]).await;
    let [Outcome::Rejected { findings }] = &outcomes[..] else {
        panic!("{outcomes:?}");
    };
    assert!(
        findings
            .iter()
            .any(|found| found.code.as_str() == "required")
    );
    assert_eq!(
        agent.sends(&[&empty]).await,
        outcomes,
        "told the same again"
    );
    let mended = agent.an_application();
    assert_eq!(agent.sends(&[&mended]).await, [applied()]);
}

#[tokio::test]
async fn nobody_changes_the_record_of_another() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let made = agent.an_application();
    agent.sends(&[&made]).await;
    let mut other = server.person("zhangmin").await;
    let withdrawal = other.withdraws(RecordKind::Application, made.record);
    let outcomes = other.sends(&[&withdrawal]).await;
    assert_eq!(outcomes, [quarantined(Quarantine::NotYours)]);
    let stolen = other.sends(&[&agent.an_application()]).await;
    assert_eq!(stolen, [quarantined(Quarantine::NotYours)]);
}

#[tokio::test]
async fn a_phone_of_another_person_cannot_be_used() {
    let server = TestServer::start().await;
    let agent = server.person("wangfang").await;
    let mut other = server.person("zhangmin").await;
    other.device = agent.device;
    let answer = other.post_text("/api/sync", other.exchange(10, &[])).await;
    assert_eq!(answer.refusal(), (403, "device_of_another".to_owned()));
}

#[tokio::test]
async fn a_number_belongs_to_the_phone_that_made_it() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let other = server.person("zhangmin").await;
    agent.profile.device_number = other.profile.device_number;
    let made = agent.an_application();
    let outcomes = agent.sends(&[&made]).await;
    assert_eq!(outcomes, [quarantined(Quarantine::NumberTaken)]);
}

#[tokio::test]
async fn the_office_captures_nothing() {
    let server = TestServer::start().await;
    for login in ["linmei", "tangwen", "guoyan", "dongxue"] {
        let mut person = server.person(login).await;
        let made = person.an_application();
        let outcomes = person.sends(&[&made]).await;
        assert_eq!(outcomes, [quarantined(Quarantine::NotYours)], "{login}");
    }
}

#[tokio::test]
async fn a_record_sent_days_late_is_judged_as_on_the_day_of_capture() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let made = agent.an_application();
    server.wait(4 * DAY);
    assert_eq!(agent.sends(&[&made]).await, [applied()]);
    agent.pulls().await;
    let record = agent.holds(made.record).unwrap();
    assert_eq!(record.received_at.millis_since(record.captured_at), 4 * DAY);
}

#[tokio::test]
async fn what_the_store_cannot_take_now_is_sent_again_and_what_follows_it_too() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let made = agent.an_application();
    let withdrawal = agent.withdraws(RecordKind::Application, made.record);
    let later = Outcome::RetryLater { after_ms: 5_000 };
    {
        let _busy = server.another_writer().await;
        let outcomes = agent.sends(&[&made, &withdrawal]).await;
        assert_eq!(outcomes, [later.clone(), later]);
    }
    let outcomes = agent.sends(&[&made, &withdrawal]).await;
    assert_eq!(outcomes, [applied(), Outcome::Applied { version: 2 }]);
}

#[tokio::test]
async fn nothing_is_missed_while_others_write() {
    let server = TestServer::start().await;
    let mut one = server.person("wangfang").await;
    let mut other = server.person("wangfang").await;
    let mut reader = server.person("wangfang").await;
    let (ones, others): (Vec<_>, Vec<_>) = (0..8)
        .map(|_| (one.an_application(), other.an_application()))
        .unzip();
    let sending = async |person: &Person<'_>, all: &[Made]| {
        for made in all {
            assert_eq!(person.sends(&[made]).await, [applied()]);
        }
    };
    let reading = async {
        for _ in 0..40 {
            reader.pulls_page(3).await;
        }
    };
    tokio::join!(sending(&one, &ones), sending(&other, &others), reading);
    reader.pulls().await;
    for made in ones.iter().chain(&others) {
        assert!(reader.holds(made.record).is_some());
    }
}

#[tokio::test]
async fn what_nobody_can_have_captured_then_is_refused_and_sent_anew() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    for (wrong, code) in [(0, "captured_too_early"), (400 * DAY, "captured_in_future")] {
        let made = agent.an_application();
        let now = server.now().millis();
        let made_at = if wrong == 0 { 0 } else { now + wrong };
        let body = made.body.replace(
            &format!("\"made_at\":{now}"),
            &format!("\"made_at\":{made_at}"),
        );
        let outcomes = agent
            .sends(&[&Made {
                body,
                ..made.clone()
            }])
            .await;
        let [Outcome::Rejected { findings }] = &outcomes[..] else {
            panic!("{outcomes:?}");
        };
        let [finding] = &findings[..] else {
            panic!("{findings:?}");
        };
        assert_eq!(
            (finding.path.as_str(), finding.code.as_str()),
            ("made_at", code)
        );
    }
    let again = agent.an_application();
    assert_eq!(agent.sends(&[&again]).await, [applied()]);
}

#[tokio::test]
async fn a_clock_at_either_end_of_time_breaks_nothing() {
    let server = TestServer::start().await;
    let [first, last] = [0_i64, 253_402_300_799_999];
    for end in [first, last] {
        let mut agent = server.person("wangfang").await;
        let made = agent.an_application();
        let now = server.now().millis().to_string();
        let body = agent.exchange(5, &[&made]).replace(&now, &end.to_string());
        let answer = agent.post_text("/api/sync", body).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        let response: SyncResponse = answer.json();
        assert_eq!(response.outcomes.len(), 1);
        let next = agent.an_application();
        assert_eq!(agent.sends(&[&next]).await, [applied()]);
    }
}
