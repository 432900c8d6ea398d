//! The team leader's team: whose cases they see, what of them, and until when.

use crate::person::{Person, query_about};
use crate::world::{DAY, MINUTE, TestServer};
use shared::answers::Answers;
use shared::desk::Decision;
use shared::id::QueryId;
use shared::people::Role;
use shared::record::RecordKind;
use shared::submission::Status;
use shared::sync::Operation;
use shared::team::{Member, Team};
use shared::training::{Attendance, SessionSecret, code_at};

async fn team(leader: &Person<'_>) -> Team {
    let answer = leader.get("/api/team").await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.json()
}

fn member<'a>(team: &'a Team, person: &Person<'_>) -> &'a Member {
    let mut members = team.members.iter();
    members
        .find(|member| member.person == person.profile.person)
        .unwrap()
}

fn names(team: &Team) -> Vec<&str> {
    team.members
        .iter()
        .map(|member| member.person.name.as_str())
        .collect()
}

fn asks_until(due: &str) -> Decision {
    query_about("loss.description", QueryId::from_number(78), due)
}

#[tokio::test]
async fn a_leader_sees_where_each_members_cases_stand_and_what_waits_for_an_answer() {
    let server = TestServer::start().await;
    let leader = server.person("liqiang").await;
    let mut agent = server.person("wangfang").await;
    let mut of_another_team = server.person("yangwei").await;
    let reviewer = server.person("linmei").await;
    let before = team(&leader).await;
    let (received, queried) = (agent.a_loss_of(3_000), agent.a_loss_of(4_000));
    agent.sends(&[&received, &queried]).await;
    let elsewhere = of_another_team.a_loss_of(5_000);
    of_another_team.sends(&[&elsewhere]).await;
    reviewer.opens(queried.record).await;
    let asked = reviewer
        .decides(queried.record, asks_until("2026-11-25"))
        .await;
    assert_eq!(asked.status, 200, "{}", asked.text);

    let now = team(&leader).await;
    assert_eq!(names(&now), names(&before));
    let (was, is) = (member(&before, &agent), member(&now, &agent));
    let of = |member: &Member, status| member.count(|found| found == status);
    assert_eq!(of(is, Status::Received), of(was, Status::Received) + 1);
    assert_eq!(of(is, Status::Queried), of(was, Status::Queried) + 1);
    let waiting: Vec<_> = now
        .queried()
        .filter(|(_, case, _)| case.record_id == queried.record)
        .map(|(member, _, query)| (member.person.id, query.items, query.due.to_string()))
        .collect();
    assert_eq!(
        waiting,
        [(agent.profile.person.id, 1, "2026-11-25".to_owned())]
    );
    let everything = serde_json::to_string(&now).unwrap();
    assert!(!everything.contains(&elsewhere.record.to_string()));
    assert!(!everything.contains(&leader.profile.person.id.to_string()));
}

#[tokio::test]
async fn nobody_else_sees_a_team() {
    let server = TestServer::start().await;
    for login in [
        "wangfang", "linmei", "tangwen", "guoyan", "fengtao", "dongxue",
    ] {
        let person = server.person(login).await;
        assert_eq!(names(&team(&person).await), [""; 0], "{login}");
    }
    let answer = server.get("/api/team").await;
    assert_eq!(answer.refusal(), (401, "sign_in_needed".to_owned()));
}

#[tokio::test]
async fn who_has_left_is_shown_only_while_a_question_waits_for_them() {
    let server = TestServer::start().await;
    let leader = server.person("liqiang").await;
    let mut agent = server.person("zhangmin").await;
    let reviewer = server.person("linmei").await;
    let made = agent.a_loss_of(3_000);
    agent.sends(&[&made]).await;
    reviewer.opens(made.record).await;
    let asked = reviewer
        .decides(made.record, asks_until("2026-11-25"))
        .await;
    assert_eq!(asked.status, 200, "{}", asked.text);
    server.ends_as("zhangmin", Role::Agent, "2026-11-20").await;
    assert!(member(&team(&leader).await, &agent).here, "the last day");

    server.wait(DAY);
    let gone = team(&leader).await;
    let gone = member(&gone, &agent);
    assert!(!gone.here);
    assert!(gone.cases.iter().all(|case| case.query.is_some()));
}

#[tokio::test]
async fn who_has_left_with_nothing_to_answer_is_not_shown() {
    let server = TestServer::start().await;
    let leader = server.person("liqiang").await;
    let before = team(&leader).await;
    let nothing_to_answer = |member: &&Member| member.cases.iter().all(|it| it.query.is_none());
    let quiet = before.members.iter().find(nothing_to_answer).unwrap();
    let login = match quiet.person.name.as_str() {
        "王芳" => "wangfang",
        "张敏" => "zhangmin",
        _ => "liuyang",
    };
    server.ends_as(login, Role::Agent, "2026-11-19").await;
    let after = team(&leader).await;
    assert!(!after.members.iter().any(|it| it.person == quiet.person));
    assert_eq!(after.members.len(), before.members.len() - 1);
}

#[tokio::test]
async fn a_leader_who_leads_no_more_sees_nothing_from_the_next_day_on() {
    let server = TestServer::start().await;
    let leader = server.person("liqiang").await;
    assert!(!team(&leader).await.members.is_empty());
    server
        .ends_as("liqiang", Role::TeamLeader, "2026-11-20")
        .await;
    server
        .by_hand(
            "INSERT INTO appointment SELECT person_id, unit_id, 'agent', NULL,
             '2026-11-21', '9999-12-31' FROM appointment
             WHERE role = 'team_leader' AND until_date = '2026-11-20'",
        )
        .await;
    assert!(!team(&leader).await.members.is_empty(), "the last day");
    server.wait(DAY);
    assert!(team(&leader).await.members.is_empty());
}

#[tokio::test]
async fn training_of_the_month_counts_sessions_that_are_over() {
    let server = TestServer::start().await;
    let leader = server.person("liqiang").await;
    let mut trainer = server.person("guoyan").await;
    let mut agent = server.person("wangfang").await;
    let before = member(&team(&leader).await, &agent).attendance;
    let today = "2026-11-20".parse().unwrap();
    let content = shared::sample::training_session(56, today)
        .with("start", "10:30")
        .with("end", "12:30")
        .with("hours", "2");
    let session = trainer.submits(RecordKind::TrainingSession, content.clone());
    trainer.sends(&[&session]).await;
    server.wait(25 * MINUTE);
    let secret: SessionSecret = content.get("secret").unwrap().parse().unwrap();
    let check_in = Answers::new()
        .with("session_number", content.get("session_number").unwrap())
        .with("code", &code_at(&secret, server.now()).to_string());
    let check_in = agent.submits(RecordKind::CheckIn, check_in);
    agent.sends(&[&check_in]).await;
    let open = member(&team(&leader).await, &agent).attendance;
    assert_eq!(open, before, "not over yet");

    server.wait(DAY / 8);
    trainer.pulls().await;
    let version = trainer.holds(session.record).unwrap().content_version;
    let close = trainer.make(
        RecordKind::TrainingSession,
        session.record,
        version,
        Operation::close(),
    );
    trainer.sends(&[&close]).await;
    let more = |of: Attendance, attended| Attendance {
        required: of.required + 1,
        attended: of.attended + attended,
    };
    let after = team(&leader).await;
    assert_eq!(member(&after, &agent).attendance, more(before, 1));
    let absent = after
        .members
        .iter()
        .find(|member| member.person != agent.profile.person && member.here)
        .unwrap();
    assert!(absent.attendance.attended < absent.attendance.required);

    // Recorded after it was held: nobody else has agreed to it.
    let yesterday = content
        .with("date", "2026-11-19")
        .with("backdating_reason", "手机没电");
    let late = trainer.submits(RecordKind::TrainingSession, yesterday);
    let kind = RecordKind::TrainingSession;
    let close = trainer.make(kind, late.record, 1, Operation::close());
    trainer.sends(&[&late, &close]).await;
    let told_late = member(&team(&leader).await, &agent).attendance;
    assert_eq!(told_late, more(before, 1));
}
