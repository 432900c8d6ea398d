//! Who came to a trainer's sessions.

use super::under;
use crate::person::Person;
use crate::world::{MINUTE, TestServer};
use shared::answers::Answers;
use shared::record::RecordKind;
use shared::sync::Operation;
use shared::training::{Presence, SessionSecret, code_at};

/// A session of today at 10:30, of two hours.
fn session(end: &str, hours: &str) -> Answers {
    shared::sample::training_session(55, "2026-11-20".parse().unwrap())
        .with("start", "10:30")
        .with("end", end)
        .with("hours", hours)
}

/// Somebody signs in with the code that is shown now.
async fn signs_in(agent: &mut Person<'_>, session: &Answers) {
    let secret: SessionSecret = session.get("secret").unwrap().parse().unwrap();
    let code = code_at(&secret, agent.server.now()).to_string();
    let content = Answers::new()
        .with("session_number", session.get("session_number").unwrap())
        .with("code", &code);
    let made = agent.submits(RecordKind::CheckIn, content);
    agent.sends(&[&made]).await;
}

#[tokio::test]
async fn a_trainer_takes_out_who_came_and_what_it_credits() {
    let server = TestServer::start().await;
    let mut trainer = server.person("guoyan").await;
    let content = session("12:30", "2");
    let opened = trainer.submits(RecordKind::TrainingSession, content.clone());
    trainer.sends(&[&opened]).await;
    let mut late = server.person("wangfang").await;
    server.wait(47 * MINUTE);
    signs_in(&mut late, &content).await;
    let excused = server.person("zhangmin").await.profile.person.id;
    let mark = Operation::Mark {
        person: excused,
        presence: Presence::Excused,
        reason: "leave".to_owned(),
        correction: false,
    };
    let marked = trainer.make(RecordKind::TrainingSession, opened.record, 1, mark);
    trainer.sends(&[&marked]).await;
    let path = format!("sessions/{}", opened.record);
    let open = trainer.takes_out_all(&path).await;
    assert!(
        under(&open, "计入学时").iter().all(String::is_empty),
        "it is not over"
    );
    server.wait(103 * MINUTE);
    trainer.pulls().await;
    let close = trainer.make(
        RecordKind::TrainingSession,
        opened.record,
        1,
        Operation::close(),
    );
    trainer.sends(&[&close]).await;

    let lines = trainer.takes_out_all(&path).await;
    let of = |name: &str, heading: &str| {
        let at = under(&lines, "姓名")
            .iter()
            .position(|it| it == name)
            .unwrap();
        under(&lines, heading)[at].clone()
    };
    let line =
        |name: &str| ["日期", "出勤", "迟到分钟", "计入学时"].map(|heading| of(name, heading));
    assert_eq!(line("王芳"), ["2026-11-20", "迟到", "17", "2"]);
    assert_eq!(line("张敏"), ["2026-11-20", "请假", "", "0"]);
    assert_eq!(line("刘洋")[1..], ["缺勤", "", "0"]);
    assert_eq!(of("王芳", "工号"), "31001000");

    let month = trainer.takes_out_all("attendance/2026-11").await;
    assert!(lines[1..].iter().all(|line| month.contains(line)));
    let empty = trainer.takes_out_all("attendance/2026-12").await;
    assert_eq!(empty, std::slice::from_ref(&lines[0]));
    // Others see neither, nor does who came.
    for login in ["wangfang", "hejun", "tangwen"] {
        let person = server.person(login).await;
        for path in [path.as_str(), "attendance/2026-11"] {
            let answer = person.get(&format!("/api/exports/{path}")).await;
            assert_eq!(
                answer.refusal(),
                (404, "not_found".to_owned()),
                "{login} {path}"
            );
        }
    }
}

#[tokio::test]
async fn nobody_is_credited_twice_for_the_same_minutes() {
    let server = TestServer::start().await;
    let mut trainer = server.person("guoyan").await;
    let both = [("12:30", "2", "12345678"), ("11:30", "1", "87654321")];
    let mut sessions = Vec::new();
    for (number, (end, hours, _)) in both.into_iter().enumerate() {
        let content = shared::sample::training_session(
            60 + u64::try_from(number).unwrap(),
            "2026-11-20".parse().unwrap(),
        )
        .with("start", "10:30")
        .with("end", end)
        .with("hours", hours);
        let opened = trainer.submits(RecordKind::TrainingSession, content);
        trainer.sends(&[&opened]).await;
        sessions.push(opened.record);
    }
    let agent = server.person("wangfang").await.profile.person.id;
    server.wait(150 * MINUTE);
    for session in &sessions {
        let mark = Operation::Mark {
            person: agent,
            presence: Presence::Present,
            reason: "no_phone".to_owned(),
            correction: false,
        };
        let marked = trainer.make(RecordKind::TrainingSession, *session, 1, mark);
        let close = trainer.make(RecordKind::TrainingSession, *session, 1, Operation::close());
        trainer.sends(&[&marked, &close]).await;
    }
    let mut credited = Vec::new();
    for session in sessions {
        let lines = trainer.takes_out_all(&format!("sessions/{session}")).await;
        let at = under(&lines, "姓名")
            .iter()
            .position(|it| it == "王芳")
            .unwrap();
        credited.push((
            under(&lines, "出勤")[at].clone(),
            under(&lines, "计入学时")[at].clone(),
        ));
    }
    let told = |hours: &str| ("出勤".to_owned(), hours.to_owned());
    assert_eq!(credited, [told("2"), told("0")]);
}
