//! Nobody's access outlives them.

use super::takes_people_out;
use crate::world::{BRANCH, DAY, TestServer};
use shared::connections::{KeyEnd, KeyScope};
use shared::people::Role;

#[tokio::test]
async fn a_key_stops_with_its_maker_and_the_others_see_why() {
    let server = TestServer::start().await;
    server.is_also("tangwen", Role::Administrator, BRANCH).await;
    let leaving = server.person("fengtao").await;
    let made = leaving.makes_key(&[KeyScope::PeopleRead]).await;
    server.ends_appointment("fengtao", "2026-11-20").await;
    assert_eq!(takes_people_out(&server, &made.secret).await.status, 200);
    server.wait(DAY);
    let other = server.person("tangwen").await;
    let seen = other.sees_key(&made).await.unwrap();
    assert_eq!(seen.ended.map(|it| it.because), Some(KeyEnd::MakerLeft));
    assert_eq!(seen.made_by, leaving.profile.person);
    let ended = (401, "key_ended".to_owned());
    assert_eq!(
        takes_people_out(&server, &made.secret).await.refusal(),
        ended
    );
    // It does not come back with them.
    server.ends_appointment("fengtao", "9999-12-31").await;
    assert_eq!(
        takes_people_out(&server, &made.secret).await.refusal(),
        ended
    );
}

#[tokio::test]
async fn a_key_stops_when_its_maker_does_something_else() {
    let server = TestServer::start().await;
    server.is_also("fengtao", Role::Manager, BRANCH).await;
    let administrator = server.person("fengtao").await;
    let made = administrator
        .makes_key(&[KeyScope::PeopleRead, KeyScope::CasesRead])
        .await;
    assert_eq!(takes_people_out(&server, &made.secret).await.status, 200);
    server
        .ends_as("fengtao", Role::Administrator, "2026-11-19")
        .await;
    let answer = takes_people_out(&server, &made.secret).await;
    assert_eq!(answer.refusal(), (401, "key_ended".to_owned()));
}
