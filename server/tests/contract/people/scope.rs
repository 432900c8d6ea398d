//! Every route about a person, by every role, about oneself, a colleague and somebody of another branch.

use super::id_of;
use crate::access::{ROUTES, Route, answer_about};
use crate::person::Person;
use crate::world::{BRANCH, OTHER_BRANCH, TestServer};
use shared::directory::PeopleFilter;
use shared::id::PersonId;
use shared::people::Role;

fn about_people() -> impl Iterator<Item = &'static Route> {
    let routes = ROUTES.iter();
    routes.filter(|route| route.path.starts_with("/api/people/{not_there}"))
}

async fn asked(person: &Person<'_>, route: &Route, about: PersonId) -> u16 {
    let about = about.to_string();
    answer_about(person.server, route, &person.cookie, (about.as_str(), "")).await
}

async fn has_a_document(server: &TestServer, login: &str) {
    server
        .by_hand(&format!(
            "UPDATE person SET identity_kind = 'resident_id',
             identity_number = '11010519491231002X' WHERE login = '{login}'"
        ))
        .await;
}

#[tokio::test]
async fn whoever_is_no_administrator_sees_and_changes_nobody_not_even_themselves() {
    let server = TestServer::start().await;
    let agent = id_of(&server, "zhangmin").await;
    for login in [
        "wangfang", "liqiang", "hejun", "guoyan", "tangwen", "dongxue",
    ] {
        let person = server.person(login).await;
        for route in about_people() {
            for about in [agent, person.profile.person.id] {
                let status = asked(&person, route, about).await;
                assert_eq!(status, 404, "{login} {} {}", route.method, route.path);
            }
        }
    }
}

#[tokio::test]
async fn an_administrator_sees_and_changes_their_own_branch_alone() {
    let server = TestServer::start().await;
    server.has_another_branch().await;
    for login in ["zhangmin", "linmei"] {
        has_a_document(&server, login).await;
    }
    let (here, elsewhere) = (
        server.person("fengtao").await,
        server.person("linmei").await,
    );
    let agent = id_of(&server, "zhangmin").await;
    for route in about_people() {
        let told = |status| format!("{status} {} {}", route.method, route.path);
        for (administrator, about) in [(&elsewhere, agent), (&here, elsewhere.profile.person.id)] {
            let status = asked(administrator, route, about).await;
            assert_eq!(status, 404, "{}", told(status));
        }
        let status = asked(&here, route, agent).await;
        assert_ne!(status, 404, "{}", told(status));
    }
    let theirs = elsewhere.lists(&PeopleFilter::default()).await;
    let names: Vec<&str> = theirs.people.iter().map(|it| it.name.as_str()).collect();
    assert_eq!((theirs.total, names), (1, vec!["林梅"]));
    let filter = PeopleFilter {
        unit: Some(BRANCH),
        ..PeopleFilter::default()
    };
    assert_eq!(elsewhere.lists(&filter).await.total, 0);
}

#[tokio::test]
async fn who_also_works_elsewhere_is_seen_and_not_changed() {
    let server = TestServer::start().await;
    server.has_another_branch().await;
    server.is_also("hejun", Role::Trainer, OTHER_BRANCH).await;
    has_a_document(&server, "hejun").await;
    let administrator = server.person("fengtao").await;
    let reviewer = id_of(&server, "hejun").await;
    assert!(!administrator.looks_up(reviewer).await.changeable);
    for route in about_people() {
        let status = asked(&administrator, route, reviewer).await;
        let reads = route.method == "GET" || route.path.ends_with("/identity-number");
        let expected = if reads { 200 } else { 404 };
        assert_eq!(status, expected, "{} {}", route.method, route.path);
    }
}
