//! The list of people: whom it has, in which order, and how they come in.

use super::id_of;
use crate::person::Person;
use crate::world::{DAWN, DAY, TestServer};
use serde_json::json;
use shared::directory::{PeopleFilter, PeopleState, PersonLine, SignInState};
use shared::id::PersonId;
use shared::people::Role;

const fn in_state(state: PeopleState) -> PeopleFilter {
    PeopleFilter {
        search: String::new(),
        unit: None,
        state,
        after: None,
    }
}

impl Person<'_> {
    async fn finds(&self, search: &str) -> Vec<String> {
        let filter = PeopleFilter {
            search: search.to_owned(),
            ..PeopleFilter::default()
        };
        let page = self.lists(&filter).await;
        page.people.into_iter().map(|line| line.name).collect()
    }

    async fn line(&self, login: &str) -> PersonLine {
        let page = self.lists(&in_state(PeopleState::All)).await;
        let mut people = page.people.into_iter();
        people.find(|line| line.login == login).unwrap()
    }

    async fn counts(&self, state: PeopleState) -> u64 {
        self.lists(&in_state(state)).await.total
    }
}

#[tokio::test]
async fn the_people_of_a_branch_stand_by_unit_and_name() {
    let server = TestServer::start().await;
    let administrator = server.person("fengtao").await;
    let page = administrator.lists(&PeopleFilter::default()).await;
    assert_eq!((page.total, page.people.len(), page.next), (18, 18, None));
    let places = page.people.iter().map(|line| (&line.unit, &line.name));
    assert!(places.is_sorted());
    let leader = administrator.line("liqiang").await;
    assert_eq!((leader.unit_id, leader.unit.as_str()), (DAWN, "晨曦组"));
    assert_eq!(leader.roles, [Role::TeamLeader]);
    let chosen = SignInState::Passphrase { code_until: None };
    assert_eq!(leader.sign_in, chosen);
    assert_eq!((leader.begins_on, leader.left_on), (None, None));
}

#[tokio::test]
async fn people_are_found_by_name_staff_number_and_sign_in_name() {
    let server = TestServer::start().await;
    let administrator = server.person("fengtao").await;
    for (search, names) in [
        ("芳", vec!["王芳"]),
        ("欣怡", vec!["周欣怡"]),
        ("WangF", vec!["王芳"]),
        (" ｗａｎｇ", vec!["王芳"]),
        ("31001000", vec!["王芳"]),
        ("%", vec![]),
        ("_", vec![]),
        ("nobody", vec![]),
    ] {
        assert_eq!(administrator.finds(search).await, names, "{search}");
    }
}

#[tokio::test]
async fn how_somebody_comes_in_is_told_from_the_invitation_to_the_last_day() {
    let server = TestServer::start().await;
    let (begun, agent) = (server.now(), id_of(&server, "zhangmin").await);
    server
        .by_hand("UPDATE person SET password_hash = '' WHERE login = 'zhangmin'")
        .await;
    let administrator = server.person("fengtao").await;
    assert_eq!(administrator.counts(PeopleState::NotInvited).await, 1);
    let line = administrator.line("zhangmin").await;
    assert_eq!(line.sign_in, SignInState::NeverInvited);
    administrator.gives_code(agent).await;
    let until = begun.plus_millis(3 * DAY);
    let line = administrator.line("zhangmin").await;
    assert_eq!(line.sign_in, SignInState::CodeWaits { until });
    assert_eq!(administrator.counts(PeopleState::NotInvited).await, 0);
    assert_eq!(administrator.counts(PeopleState::CodeWaits).await, 1);
    server.wait(3 * DAY);
    let administrator = server.person_again(&administrator).await;
    let line = administrator.line("zhangmin").await;
    assert_eq!(line.sign_in, SignInState::CodeLapsed { since: until });
    assert_eq!(administrator.counts(PeopleState::NotInvited).await, 1);
    assert_eq!(administrator.counts(PeopleState::CodeWaits).await, 0);
    server.ends_appointment("zhangmin", "2026-11-22").await;
    let line = administrator.line("zhangmin").await;
    assert_eq!(line.sign_in, SignInState::Left);
    assert_eq!(line.left_on, Some("2026-11-22".parse().unwrap()));
    assert_eq!(line.roles, []);
    assert_eq!(administrator.counts(PeopleState::Left).await, 1);
    assert_eq!(administrator.counts(PeopleState::Here).await, 17);
    assert_eq!(administrator.counts(PeopleState::NotInvited).await, 0);
}

#[tokio::test]
async fn who_comes_later_is_listed_where_they_will_be() {
    let server = TestServer::start().await;
    server
        .by_hand(
            "UPDATE appointment SET from_date = '2026-12-01'
             WHERE person_id = (SELECT person_id FROM person WHERE login = 'wangfang')",
        )
        .await;
    let line = server.person("fengtao").await.line("wangfang").await;
    assert_eq!(line.begins_on, Some("2026-12-01".parse().unwrap()));
    assert_eq!((line.unit_id, line.roles), (DAWN, Vec::new()));
}

#[tokio::test]
async fn who_left_with_a_team_that_is_closed_by_now_is_still_found() {
    let server = TestServer::start().await;
    server.ends_appointment("wangfang", "2026-11-10").await;
    server
        .by_hand(&format!(
            "UPDATE unit_place SET until_date = '2026-11-15' WHERE unit_id = '{DAWN}'"
        ))
        .await;
    let administrator = server.person("fengtao").await;
    assert_eq!(administrator.counts(PeopleState::Left).await, 1);
}

#[tokio::test]
async fn a_long_list_is_read_page_by_page() {
    let server = TestServer::start().await;
    let administrator = server.person("fengtao").await;
    let crowd = (0..130).map(|number| {
        let id = PersonId::from_number(0x1_0000 + number);
        format!(
            "INSERT INTO person (person_id, login, name, password_hash, joined_on, version)
             VALUES ('{id}', 'crowd{number}', '张{}', '', '2026-01-01', 1);
             INSERT INTO appointment VALUES ('{id}', '{DAWN}', 'agent', NULL, '2026-01-01',
             '9999-12-31');",
            number % 3
        )
    });
    server.by_hand(&crowd.collect::<String>()).await;
    let (mut filter, mut seen, mut pages) = (PeopleFilter::default(), Vec::new(), 0);
    loop {
        let page = administrator.lists(&filter).await;
        assert_eq!(page.total, 148);
        seen.extend(page.people.into_iter().map(|it| (it.unit, it.name, it.id)));
        pages += 1;
        match page.next {
            Some(next) => filter.after = Some(next),
            None => break,
        }
    }
    assert!(seen.is_sorted_by(|one, next| one < next), "each once");
    assert_eq!((pages, seen.len()), (3, 148));
    let team = PeopleFilter {
        unit: Some(DAWN),
        ..PeopleFilter::default()
    };
    assert_eq!(administrator.lists(&team).await.total, 134);
}

#[tokio::test]
async fn a_filter_takes_only_what_it_knows_and_nothing_endless() {
    let server = TestServer::start().await;
    let administrator = server.person("fengtao").await;
    for (filter, place) in [
        (json!({ "state": "lost" }), "state"),
        (json!({ "colour": "red" }), "colour"),
        (json!({ "unit": "here" }), "unit"),
        (json!({ "search": "\0" }), "search"),
        (json!({ "search": "王".repeat(50_000) }), "search"),
        (json!({ "after": "yesterday" }), "after"),
    ] {
        let answer = administrator.post("/api/people/list", &filter).await;
        assert_eq!(answer.refusal(), (400, "malformed".to_owned()), "{place}");
        assert!(answer.text.contains(place), "{place}: {}", answer.text);
    }
}
