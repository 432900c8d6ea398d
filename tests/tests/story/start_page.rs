//! Whoever signs in sees on the first page what waits for them, and is one tap away from it.

use tests::browser::{DESK, PHONE, Window};
use tests::people::Person;
use tests::server::{Server, target};
use tests::words::{t, tf};

#[tokio::test]
async fn a_trainer_opens_todays_session_from_the_first_page_without_network() {
    let mut server = Server::with_demo();
    let trainer = Person::new(&server, "trainer", 0, PHONE).await;
    let board = trainer.is_ready_for_the_field(&server).await;

    server.is_killed();
    board.goes_to(&server.at("/")).await;
    board.finds("heading", &t("training.day.title")).await;
    board
        .picture(&target().join("stories/home-trainer.png"))
        .await;
    board.presses("link", &t("training.state.signing_in")).await;
    board.arrives("/training/session/").await;
    board.presses("link", &t("ui.nav.home")).await;
    board
        .presses("link", &t("training.sessions.open_one"))
        .await;
    board.arrives("/training/new").await;
}

#[tokio::test]
async fn a_manager_opens_each_figure_of_the_first_page() {
    let server = Server::with_demo();
    let manager = Person::new(&server, "manager", 0, DESK).await;
    let office = manager.signs_in(&server).await;
    office.finds("heading", &t("desk.today.for_you")).await;
    office.finds("heading", &t("desk.today.standing")).await;
    office
        .picture(&target().join("stories/home-manager.png"))
        .await;
    leads_to_what_it_counts(&office, &t("desk.status.queried"), "/desk?status=queried").await;

    office.presses("link", &t("ui.nav.home")).await;
    leads_to_what_it_counts(&office, &t("desk.today.overdue"), "/desk?received_until=").await;

    office.presses("link", &t("ui.nav.home")).await;
    office.presses("link", &t("desk.today.late_sessions")).await;
    office.sees(&t("training.late.title")).await;
}

/// The list behind the figure has as many cases as the figure says.
async fn leads_to_what_it_counts(office: &Window, label: &str, address: &str) {
    let counted = format!(
        "[...document.querySelectorAll('.tally a')].find(it => it.textContent.includes({label:?}))?.querySelector('strong').textContent ?? ''"
    );
    let n = office
        .waits("the figure", async || {
            let n = office.asks(&counted).await;
            (!n.is_empty()).then_some(n)
        })
        .await;
    office.presses("link", label).await;
    office.arrives(address).await;
    if n == "0" {
        office
            .finds("heading", &t("desk.queue.nothing_title"))
            .await;
    } else {
        let order = t("desk.order.oldest");
        let total = tf("desk.queue.total", &[("n", &n), ("order", &order)]);
        office.sees(&total).await;
    }
}

#[tokio::test]
async fn nobody_starts_on_an_empty_page() {
    let server = Server::with_demo();
    for (role, what) in [
        ("team_leader", "team.counts.agent"),
        ("reviewer", "desk.today.left"),
        ("auditor", "desk.today.standing"),
        ("auditor", "ui.home.audit"),
        ("administrator", "ui.home.administration"),
    ] {
        let person = Person::new(&server, role, 0, PHONE).await;
        let window = person.signs_in(&server).await;
        window.sees(&t(what)).await;
        let picture = format!("stories/home-{role}.png");
        window.picture(&target().join(picture)).await;
    }
}

#[tokio::test]
async fn a_leader_is_led_from_the_count_of_open_queries_to_them() {
    let server = Server::with_demo();
    let leader = Person::new(&server, "team_leader", 0, PHONE).await;
    let window = leader.signs_in(&server).await;
    window.presses("link", &t("team.counts.agent")).await;
    window.arrives("/team").await;
    window
        .waits("the queries", async || {
            let at = window.asks("document.activeElement?.id ?? ''").await;
            (at == "queries").then_some(())
        })
        .await;
}
