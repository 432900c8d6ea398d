//! A team leader looks after the team, in the office and without network.

use tests::browser::PHONE;
use tests::people::Person;
use tests::server::{Server, target};
use tests::words::t;

#[tokio::test]
async fn a_leader_sees_the_team_without_network_as_it_was_read_last() {
    let mut server = Server::with_demo();
    let leader = Person::new(&server, "team_leader", 0, PHONE).await;
    let window = leader.signs_in(&server).await;
    window.has_its_worker().await;
    window.presses("link", &t("ui.nav.team")).await;
    window.finds("link", "王芳").await;
    window.sees(&t("team.queries")).await;
    window.picture(&target().join("stories/team.png")).await;
    window.presses("link", "王芳").await;
    window.finds("heading", "王芳").await;
    window.sees(&t("team.cases_newest")).await;
    window.picture(&target().join("stories/member.png")).await;
    let member = window.path().await;

    server.is_killed();
    window.goes_to(&server.at(&member)).await;
    window.finds("heading", "王芳").await;
    window.sees(&t("team.kept")).await;
    window.presses("link", &t("team.back")).await;
    window.finds("link", "张敏").await;

    let agent = Person::new(&server, "agent", 0, PHONE).await;
    server.starts_again();
    let window = agent.signs_in(&server).await;
    assert!(!window.has("link", &t("ui.nav.team")).await);
    window.goes_to(&server.at("/team")).await;
    window.sees(&t("ui.not_found.title")).await;
}
