//! What comes to phones, page by page, and to whom.

use crate::person::Person;
use crate::world::{DAY, TestServer};
use shared::people::PersonView;
use shared::policy::PolicyView;
use shared::product::Catalogue;
use shared::record::{Office, RecordView};
use shared::sync::{Cursor, Pulled};

#[tokio::test]
async fn pages_of_every_size_bring_the_same() {
    let server = TestServer::start().await;
    let mut whole = server.person("wangfang").await;
    whole.pulls().await;
    for limit in [1, 2, 7] {
        let mut agent = server.person("wangfang").await;
        let mut remaining = u64::MAX;
        while remaining > 0 {
            let page = agent.pulls_page(limit).await;
            assert!(page.changes.len() <= usize::try_from(limit).unwrap());
            assert!(page.remaining < remaining, "each page brings it nearer");
            remaining = page.remaining;
        }
        let keys: Vec<_> = agent.held.keys().collect();
        assert_eq!(keys, whole.held.keys().collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn a_change_comes_once_and_only_its_latest_state() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    agent.pulls().await;
    let made = agent.an_application();
    let withdrawal = agent.withdraws(shared::record::RecordKind::Application, made.record);
    agent.sends(&[&made, &withdrawal]).await;
    let page = agent.pulls_page(100).await;
    let versions: Vec<u64> = page.changes.iter().map(|change| change.version).collect();
    assert!(!page.from_start);
    assert_eq!(versions, [2]);
    assert!(agent.pulls_page(100).await.changes.is_empty());
}

#[tokio::test]
async fn a_cursor_of_another_life_or_person_begins_from_the_start() {
    let server = TestServer::start().await;
    let mut other = server.person("zhangmin").await;
    other.pulls().await;
    let mut agent = server.person("wangfang").await;
    agent.pulls().await;
    let own = agent.cursor.clone().unwrap().0;
    let epoch = own.split('.').next().unwrap();
    let beyond = own
        .rsplit_once('.')
        .map(|(start, _)| format!("{start}.99999"));
    let strange = [
        other.cursor.clone().unwrap().0,
        own.replace(epoch, "0123456789abcdef"),
        beyond.unwrap(),
        "nonsense".to_owned(),
        String::new(),
    ];
    for cursor in strange {
        agent.cursor = Some(Cursor(cursor.clone()));
        let page = agent.pulls_page(3).await;
        assert!(page.from_start, "{cursor}");
        assert_eq!(page.changes[0].kind, Catalogue::KIND, "{cursor}");
    }
}

#[tokio::test]
async fn who_only_sends_keeps_the_cursor() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    agent.pulls_page(2).await;
    let cursor = agent.cursor.clone();
    let page = agent.pulls_page(0).await;
    assert!(page.changes.is_empty() && !page.from_start);
    assert_eq!(page.cursor, cursor);
}

#[tokio::test]
async fn no_device_holds_what_is_not_its_persons() {
    let server = TestServer::start().await;
    let everybody = [
        "wangfang", "liqiang", "zhangmin", "liuyang", "sunhao", "linmei", "hejun", "guoyan",
        "tangwen", "fengtao", "dongxue",
    ];
    for login in everybody {
        let mut person = server.person(login).await;
        person.pulls().await;
        let own = person.profile.person.id;
        for ((kind, id), change) in &person.held {
            if kind != RecordView::KIND {
                continue;
            }
            let body = change.body.as_ref().expect("nothing is gone yet");
            let record: RecordView = serde_json::from_str(body.get()).unwrap();
            if record.captured_by.id == own {
                continue;
            }
            let Office::Roster(roster) = &record.office else {
                panic!("{login} holds {id} of {}", record.captured_by.name);
            };
            assert!(
                roster.entries.iter().all(|entry| entry.person.id == own),
                "{login}"
            );
            assert_eq!(record.content.get("secret"), None, "{login}");
        }
    }
}

#[tokio::test]
async fn trainers_and_leaders_see_their_people_and_agents_their_clients() {
    let server = TestServer::start().await;
    for (login, people, policies) in [
        ("guoyan", 12, false),
        ("liqiang", 4, true),
        ("wangfang", 0, true),
        ("linmei", 0, false),
    ] {
        let mut person = server.person(login).await;
        person.pulls().await;
        let count = |wanted: &str| {
            person
                .held
                .keys()
                .filter(|(kind, _)| kind == wanted)
                .count()
        };
        assert_eq!(count(PersonView::KIND), people, "{login}");
        assert_eq!(count(PolicyView::KIND) > 0, policies, "{login}");
        assert_eq!(count(Catalogue::KIND), 1, "{login}");
    }
}

impl Person<'_> {
    /// Of those in the list of people, the team's name.
    fn team_of(&self, name: &str) -> Option<String> {
        let held = self
            .held
            .iter()
            .filter(|((kind, _), _)| kind == PersonView::KIND);
        let mut people = held.filter_map(|(_, change)| {
            serde_json::from_str::<PersonView>(change.body.as_ref()?.get()).ok()
        });
        people.find(|it| it.name == name).map(|it| it.team)
    }
}

#[tokio::test]
async fn who_has_left_comes_to_no_phone_any_more() {
    let server = TestServer::start().await;
    let mut leader = server.person("liqiang").await;
    leader.pulls().await;
    assert!(leader.team_of("王芳").is_some());
    server.ends_appointment("wangfang", "2026-11-20").await;
    let mut on_the_last_day = server.person("liqiang").await;
    on_the_last_day.pulls().await;
    assert!(on_the_last_day.team_of("王芳").is_some());
    server.wait(DAY);
    for login in ["liqiang", "guoyan"] {
        let mut later = server.person(login).await;
        later.pulls().await;
        assert_eq!(later.team_of("王芳"), None, "{login}");
        assert!(later.team_of("张敏").is_some(), "{login}");
    }
}

#[tokio::test]
async fn who_has_gone_to_another_team_is_seen_from_above_alone() {
    let server = TestServer::start().await;
    server.ends_appointment("wangfang", "2026-11-20").await;
    server
        .by_hand(
            "INSERT INTO appointment
             SELECT p.person_id, a.unit_id, 'agent', NULL, '2026-11-21', '9999-12-31'
             FROM person p, appointment a JOIN person other ON other.person_id = a.person_id
             WHERE p.login = 'wangfang' AND other.login = 'chenjing'",
        )
        .await;
    server.wait(DAY);
    let mut leader = server.person("liqiang").await;
    leader.pulls().await;
    assert_eq!(leader.team_of("王芳"), None);
    let mut trainer = server.person("guoyan").await;
    trainer.pulls().await;
    assert_eq!(trainer.team_of("王芳"), trainer.team_of("陈静"));
    assert!(trainer.team_of("王芳").is_some());
}
