//! How often a trainer's act asks the store.

use super::{APPLIED, Class, session};
use crate::statements::{are_counted, statements_to_send};
use crate::world::{MINUTE, TestServer};
use shared::answers::Answers;
use shared::id::{PersonId, UnitId};
use shared::record::RecordKind;
use shared::training::{Presence, RosterEntry};

/// How many statements it takes to mark the agent of a class, and how many are invited.
async fn marks(class: &mut Class<'_>) -> (usize, usize) {
    let invited = class.roster().await.entries.len();
    let mark = class.marks(Presence::Excused, "请假");
    (statements_to_send(&class.trainer, &mark).await, invited)
}

#[tokio::test]
async fn a_mark_asks_no_more_however_many_are_invited() {
    if !are_counted() {
        return;
    }
    let server = TestServer::start().await;
    let mut whole = Class::that_is_known(&server, session()).await;
    let agent = &whole.agent.profile.person;
    let for_one = session()
        .with("audience_people.0.person", &agent.id.to_string())
        .with("audience_people.0.name", &agent.name);
    let mut alone = Class::that_is_known(&server, for_one).await;
    let (of_one, one) = marks(&mut alone).await;
    let (of_all, all) = marks(&mut whole).await;
    assert!(one == 1 && all > 10, "{one} and {all} are invited");
    assert!(of_one > 5, "they are counted: {of_one}");
    assert!(of_all <= of_one + 3, "{of_all} for {all}, {of_one} for one");
}

/// A session with another number than [`session`].
fn another_session() -> Answers {
    let other = shared::sample::training_session(56, "2026-11-20".parse().unwrap());
    session().with("session_number", other.get("session_number").unwrap())
}

/// How many are on a roster.
struct Entries {
    invited: usize,
    came: usize,
}

/// How many statements a session takes that comes after these have signed in to it, and who is on its roster.
async fn comes_after(server: &TestServer, session: Answers, logins: &[&str]) -> (usize, Entries) {
    let mut class = Class::with(server, session).await;
    for login in logins {
        let mut agent = server.person(login).await;
        let signed_in = agent.submits(RecordKind::CheckIn, class.check_in());
        assert_eq!(agent.sends(&[&signed_in]).await, [APPLIED]);
    }
    let statements = statements_to_send(&class.trainer, &class.opened).await;
    let entries = class.roster().await.entries;
    let came = |entry: &&RosterEntry| entry.presence == Some(Presence::Present);
    let entries = Entries {
        invited: entries.len(),
        came: entries.iter().filter(came).count(),
    };
    (statements, entries)
}

#[tokio::test]
async fn a_session_asks_no_more_however_many_have_signed_in_before_it_comes() {
    if !are_counted() {
        return;
    }
    let server = TestServer::start().await;
    server.wait(25 * MINUTE);
    let (of_one, one) = comes_after(&server, session(), &["wangfang"]).await;
    let others = [
        "zhangmin", "liuyang", "yangwei", "zhaoli", "huanglei", "zhouxin", "wujie", "xuyan",
    ];
    let (of_all, all) = comes_after(&server, another_session(), &others).await;
    assert_eq!((one.came, all.came), (1, others.len()));
    assert!(of_all <= of_one + 3, "{of_all} for all, {of_one} for one");
}

/// So many teams, with somebody in each, are founded below the department.
async fn founds_teams(server: &TestServer, teams: u128) {
    for number in 0x7ea0..0x7ea0 + teams {
        let (unit, person) = (UnitId::from_number(number), PersonId::from_number(number));
        server
            .by_hand(&format!(
                "INSERT INTO unit (unit_id, kind, name, offset_minutes) VALUES ('{unit}', 'team', '组', 480);
                 INSERT INTO unit_place SELECT '{unit}', unit_id, '2026-01-01', '9999-12-31'
                     FROM unit WHERE kind = 'department';
                 INSERT INTO person (person_id, login, name, agent_number, password_hash, joined_on, version)
             VALUES ('{person}', '{person}', '人', NULL, '', '2026-01-01', 1);
                 INSERT INTO appointment VALUES
                     ('{person}', '{unit}', 'agent', NULL, '2026-01-01', '9999-12-31')"
            ))
            .await;
    }
}

#[tokio::test]
async fn a_session_asks_no_more_however_many_teams_there_are() {
    if !are_counted() {
        return;
    }
    let server = TestServer::start().await;
    let (of_few, few) = comes_after(&server, session(), &[]).await;
    founds_teams(&server, 20).await;
    let (of_many, many) = comes_after(&server, another_session(), &[]).await;
    assert_eq!(many.invited, few.invited + 20);
    assert!(of_many <= of_few + 3, "{of_many}, and {of_few} before");
}
