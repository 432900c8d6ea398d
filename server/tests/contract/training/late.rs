//! Sessions that are told after they were held.

use super::{APPLIED, Class, KIND, found, roster, session};
use crate::person::Person;
use crate::world::{Answer, DAY, MINUTE, TestServer};
use axum::http::StatusCode;
use serde_json::json;
use shared::answers::Answers;
use shared::desk::{DeskFigures, LateSession};
use shared::id::RecordId;
use shared::record::Office;
use shared::sync::{Operation, Outcome};
use shared::training::Presence;

const HOUR: i64 = 60 * MINUTE;

/// Yesterday's session, with why it is told only now.
fn yesterday() -> Answers {
    session()
        .with("date", "2026-11-19")
        .with("backdating_reason", "手机没电")
}

async fn waiting(office: &Person<'_>) -> Vec<RecordId> {
    let answer = office.get("/api/desk/late-sessions").await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let sessions: Vec<LateSession> = answer.json();
    let to_agree = sessions.iter().filter(|it| !it.is_own).count();
    let figures: DeskFigures = office.get("/api/desk/today").await.json();
    assert_eq!(figures.late_sessions, u64::try_from(to_agree).unwrap());
    sessions.iter().map(|it| it.session.record_id).collect()
}

#[tokio::test]
async fn a_session_told_late_says_why() {
    let server = TestServer::start().await;
    let mut silent = yesterday();
    silent.remove("backdating_reason");
    let class = Class::with(&server, silent).await;
    let outcomes = class.trainer.sends(&[&class.opened]).await;
    assert_eq!(found(&outcomes), ["backdating_reason_missing"]);
}

/// Somebody's word on everything that waits of a session at a version.
async fn says_word(office: &Person<'_>, class: &Class<'_>, version: u64, agreed: bool) -> Answer {
    let path = format!("/api/desk/late-sessions/{}", class.opened.record);
    let word = json!({ "version": version, "agreed": agreed, "note": "签到表上没有" });
    office.post(&path, &word).await
}

impl<'s> Class<'s> {
    /// Yesterday's session, told and ended only today.
    async fn told_late(server: &'s TestServer) -> Self {
        let mut class = Self::with(server, yesterday()).await;
        let closing = class.changes(1, Operation::close());
        let sent = class.trainer.sends(&[&class.opened, &closing]).await;
        assert_eq!(sent, [APPLIED, Outcome::Applied { version: 2 }]);
        class
    }

    /// The trainer marks the agent.
    async fn has_marked(&mut self, presence: Presence) {
        let mark = self.marks(presence, "签到表上有名字");
        let sent = self.trainer.sends(&[&mark]).await;
        assert!(matches!(sent[0], Outcome::Applied { .. }), "{sent:?}");
    }

    /// As what the agent stands on the roster.
    async fn presence(&mut self) -> Option<Presence> {
        self.line().await.presence
    }
}

#[tokio::test]
async fn a_session_told_after_it_was_held_counts_once_a_second_person_agrees() {
    let server = TestServer::start().await;
    let manager = server.person("tangwen").await;
    let auditor = server.person("dongxue").await;
    let mut class = Class::told_late(&server).await;
    assert!(class.roster().await.waits_for_second_person());
    assert_eq!(waiting(&manager).await, [class.opened.record]);
    for other in [&class.trainer, &auditor] {
        assert!(waiting(other).await.is_empty());
    }

    let stale = says_word(&manager, &class, 1, true).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    let stranger = says_word(&auditor, &class, 2, true).await;
    assert_eq!(stranger.status, StatusCode::NOT_FOUND);
    let agreed = says_word(&manager, &class, 2, true).await;
    assert_eq!(agreed.status, StatusCode::OK, "{}", agreed.text);
    assert!(!agreed.text.contains("secret"));
    assert!(class.roster().await.is_in_force());
    assert!(waiting(&manager).await.is_empty());
    let again = says_word(&manager, &class, 3, true).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn nobody_is_asked_before_the_attendance_is_known() {
    let server = TestServer::start().await;
    let manager = server.person("tangwen").await;
    let mut class = Class::that_is_known(&server, yesterday()).await;
    assert!(waiting(&manager).await.is_empty());
    let early = says_word(&manager, &class, 1, true).await;
    assert_eq!(early.refusal(), (409, "already_decided".to_owned()));
    class.has_marked(Presence::LeftEarly).await;
    let closing = class.changes(1, Operation::close());
    class.trainer.sends(&[&closing]).await;
    assert_eq!(waiting(&manager).await, [class.opened.record]);
    assert_eq!(class.presence().await, Some(Presence::LeftEarly));
}

#[tokio::test]
async fn what_is_changed_after_the_word_wants_another_and_the_first_goes_on_counting() {
    let server = TestServer::start().await;
    let manager = server.person("tangwen").await;
    let mut class = Class::told_late(&server).await;
    says_word(&manager, &class, 2, true).await;
    class.has_marked(Presence::Present).await;
    assert_eq!(class.presence().await, Some(Presence::Absent));
    assert!(class.roster().await.is_in_force());
    assert_eq!(waiting(&manager).await, [class.opened.record]);
    let agreed = says_word(&manager, &class, 4, true).await;
    assert_eq!(agreed.status, StatusCode::OK, "{}", agreed.text);
    assert_eq!(class.presence().await, Some(Presence::Present));
    let session = class.opened.record.to_string();
    let acts = server.acts_on(&session).await;
    let said = acts.iter().map(|act| act.action.as_str()).skip(2);
    let expected = ["agree_to_session", "ask_correction", "agree_to_correction"];
    assert!(said.eq(expected), "{acts:?}");
}

#[tokio::test]
async fn a_presence_changed_days_later_waits_for_a_second_person() {
    let server = TestServer::start().await;
    let mut class = Class::that_is_known(&server, session()).await;
    server.wait(3 * HOUR);
    let closing = class.changes(1, Operation::close());
    class.trainer.sends(&[&closing]).await;
    class.has_marked(Presence::Late).await;
    assert_eq!(class.presence().await, Some(Presence::Late));
    server.wait(2 * DAY);
    let manager = server.person("tangwen").await;
    class.has_marked(Presence::Present).await;
    assert_eq!(class.presence().await, Some(Presence::Late));
    class.agent.pulls().await;
    let own = roster(&class.agent, class.opened.record).corrections;
    assert_eq!(own.len(), 1, "the agent sees what is asked of their own");

    let refused = says_word(&manager, &class, 4, false).await;
    assert_eq!(refused.status, StatusCode::OK, "{}", refused.text);
    assert_eq!(class.presence().await, Some(Presence::Late));
    class.has_marked(Presence::Present).await;
    let asked: Vec<LateSession> = manager.get("/api/desk/late-sessions").await.json();
    let Office::Roster(asked) = &asked[0].session.office else {
        panic!("{asked:?}")
    };
    let person = class.agent.profile.person.id;
    let before = asked.refused_before(person).map(|word| word.note.as_str());
    assert_eq!(before, Some("签到表上没有"));
    let agreed = says_word(&manager, &class, 6, true).await;
    assert_eq!(agreed.status, StatusCode::OK, "{}", agreed.text);
    assert_eq!(class.presence().await, Some(Presence::Present));
}

#[tokio::test]
async fn others_hear_nothing_of_a_correction() {
    let server = TestServer::start().await;
    let mut other = server.person("yangwei").await;
    let mut class = Class::told_late(&server).await;
    says_word(&server.person("tangwen").await, &class, 2, true).await;
    class.has_marked(Presence::Present).await;
    other.pulls().await;
    let seen = roster(&other, class.opened.record);
    assert!(seen.corrections.is_empty() && seen.entries.len() == 1);
}

#[tokio::test]
async fn a_session_closed_after_its_day_says_why_and_waits_for_a_second_person() {
    let server = TestServer::start().await;
    let mut class = Class::that_is_known(&server, session()).await;
    server.wait(2 * DAY);
    let manager = server.person("tangwen").await;
    let silent = class.changes(1, Operation::close());
    let outcomes = class.trainer.sends(&[&silent]).await;
    assert_eq!(found(&outcomes), ["backdating_reason_missing"]);
    let closing = Operation::Close {
        reason: "忘记结束".to_owned(),
        correction: false,
    };
    let closing = class.changes(1, closing);
    let sent = class.trainer.sends(&[&closing]).await;
    assert_eq!(sent, [Outcome::Applied { version: 2 }]);
    assert!(!class.roster().await.is_in_force());
    assert_eq!(waiting(&manager).await, [class.opened.record]);
    let agreed = says_word(&manager, &class, 2, true).await;
    assert_eq!(agreed.status, StatusCode::OK, "{}", agreed.text);
    assert!(class.roster().await.is_in_force());
}

#[tokio::test]
async fn a_presence_that_stands_already_is_not_said_to_be_asked_for() {
    let server = TestServer::start().await;
    let mut class = Class::that_is_known(&server, session()).await;
    server.wait(3 * HOUR);
    let closing = class.changes(1, Operation::close());
    class.trainer.sends(&[&closing]).await;
    server.wait(2 * DAY);
    class.has_marked(Presence::Absent).await;
    assert!(!class.roster().await.waits_for_second_person());
    let acts = server.acts_on(&class.opened.record.to_string()).await;
    let last = acts.last().unwrap();
    assert_eq!(last.action.as_str(), "mark_presence");
}

/// A trainer who also reviews is no second person to what they told themselves.
#[tokio::test]
async fn nobody_agrees_to_what_they_asked_for() {
    let server = TestServer::start().await;
    server
        .by_hand(
            "INSERT INTO appointment (person_id, unit_id, role, level, from_date, until_date)
             SELECT person_id, unit_id, 'reviewer', 1, from_date, until_date FROM appointment
             WHERE person_id = (SELECT person_id FROM person WHERE login = 'guoyan')",
        )
        .await;
    let class = Class::told_late(&server).await;
    let listed: Vec<LateSession> = class.trainer.get("/api/desk/late-sessions").await.json();
    assert!(listed.iter().all(|session| session.is_own) && listed.len() == 1);
    let own = says_word(&class.trainer, &class, 2, true).await;
    assert_eq!(own.refusal(), (403, "second_person_needed".to_owned()));
}

/// What waits of the office's one session.
async fn listed(office: &Person<'_>) -> LateSession {
    let mut sessions: Vec<LateSession> = office.get("/api/desk/late-sessions").await.json();
    assert_eq!(sessions.len(), 1);
    sessions.remove(0)
}

/// It is told in time for the pay of November, and the word comes when that is closed.
#[tokio::test]
async fn whether_a_month_is_closed_is_judged_at_the_word() {
    let server = TestServer::start().await;
    let class = Class::told_late(&server).await;
    server.wait(23 * DAY);
    let manager = server.person("tangwen").await;
    let read = listed(&manager).await;
    let months = |late: &LateSession| (late.counts_in.unwrap().to_string(), late.closed_month());
    assert_eq!(months(&read), ("2026-11".to_owned(), None));

    server.wait(DAY);
    let manager = server.person_again(&manager).await;
    let path = format!("/api/desk/late-sessions/{}", class.opened.record);
    let word = |counts_in: &LateSession| json!({ "version": 2, "agreed": true, "note": "", "counts_in": counts_in.counts_in });
    let before_the_close = manager.post(&path, &word(&read)).await;
    assert_eq!(before_the_close.refusal().0, 409);
    let now = listed(&manager).await;
    let november = "2026-11".parse().ok();
    assert_eq!(months(&now), ("2026-12".to_owned(), november));
    let agreed = manager.post(&path, &word(&now)).await;
    assert_eq!(agreed.status, StatusCode::OK, "{}", agreed.text);
}

#[tokio::test]
async fn into_a_closed_month_only_a_correction_goes() {
    let server = TestServer::start().await;
    let october = yesterday().with("date", "2026-10-30");
    let mut class = Class::with(&server, october.clone()).await;
    let outcomes = class.trainer.sends(&[&class.opened]).await;
    assert_eq!(found(&outcomes), ["session_in_closed_month"]);
    let correction = october.with("correction", "yes");
    let correction = class.trainer.submits(KIND, correction);
    assert_eq!(class.trainer.sends(&[&correction]).await, [APPLIED]);
}
