//! What waits on the phone is still the agent's own: it is changed or kept back before it is sent.

use super::claim::reports_a_loss;
use tests::browser::{PHONE, Window};
use tests::people::Person;
use tests::server::{Server, target};
use tests::words::t;

#[tokio::test]
async fn what_waits_is_changed_before_it_is_sent_and_arrives_once() {
    let mut server = Server::with_demo();
    let agent = Person::new(&server, "agent", 1, PHONE).await;
    let window = agent.is_ready_for_the_field(&server).await;
    server.is_killed();
    let number = reports_a_loss(&server, &window).await;

    opens_what_waits(&server, &window, &number).await;
    window.finds("button", &t("ui.take_back.take_back")).await;
    window.picture(&target().join("stories/waiting.png")).await;
    window.presses("button", &t("ui.take_back.change")).await;
    window.arrives("/draft/").await;
    let check = window.path().await;
    let page = check.replace("/check", "/loss_description?from=check");
    window.goes_to(&server.at(&page)).await;
    let description = t("fields.loss.description");
    window
        .fills("textbox", &description, "下楼梯时滑倒，左腕着地")
        .await;
    window.presses("button", &t("form.continue")).await;
    window.presses("button", &t("form.send.loss_notice")).await;
    window.sees(&t("form.sent.saved")).await;

    server.starts_again();
    agent.has_synced(&window).await;
    window.goes_to(&server.at("/work")).await;
    window.presses("link", &number).await;
    window.sees(&t("states.status.received")).await;
    window.sees("左腕着地").await;
    assert!(
        !window.text().await.contains(&t("ui.record.amendments")),
        "it was never sent as it stood before"
    );
}

#[tokio::test]
async fn a_withdrawal_that_waits_is_kept_back() {
    let mut server = Server::with_demo();
    let agent = Person::new(&server, "agent", 0, PHONE).await;
    let window = agent.is_ready_for_the_field(&server).await;
    let record = a_received(&server, &window).await;
    server.is_killed();
    // Since it has been opened anew the app has heard nothing of the server.
    window.goes_to(&server.at(&record)).await;
    window.presses("button", &t("ui.record.withdraw")).await;
    window
        .fills("textbox", &t("ui.record.withdraw_note"), "客户再考虑")
        .await;
    window.confirms(&t("ui.record.withdraw")).await;
    window.presses("button", &t("ui.take_back.take_back")).await;
    window.sees(&t("ui.take_back.taken_back")).await;

    server.starts_again();
    window.goes_to(&server.at(&record)).await;
    agent.has_synced(&window).await;
    window.sees(&t("states.status.received")).await;
    window.finds("button", &t("ui.record.withdraw")).await;
}

#[tokio::test]
async fn what_waits_is_kept_back_from_the_list_of_what_waits() {
    let mut server = Server::with_demo();
    let agent = Person::new(&server, "agent", 1, PHONE).await;
    let window = agent.is_ready_for_the_field(&server).await;
    server.is_killed();
    let number = reports_a_loss(&server, &window).await;
    window.goes_to(&server.at("/sync")).await;
    window.sees(&number).await;
    window.picture(&target().join("stories/list.png")).await;
    window.presses("button", &t("ui.take_back.take_back")).await;
    window.sees(&t("ui.sync.waiting_none")).await;

    server.starts_again();
    agent.has_synced(&window).await;
    window.goes_to(&server.at("/work?status=draft")).await;
    window.presses("link", &number).await;
    window.arrives("/draft/").await;
}

#[tokio::test]
async fn what_was_kept_back_is_never_said_to_have_arrived() {
    let mut server = Server::with_demo();
    let agent = Person::new(&server, "agent", 1, PHONE).await;
    let window = agent.is_ready_for_the_field(&server).await;
    server.is_killed();
    reports_a_loss(&server, &window).await;
    let sent = window.path().await;
    window.presses("button", &t("ui.take_back.take_back")).await;
    is_a_draft_that_has_not_arrived(&window).await;
    window.reloads().await;
    is_a_draft_that_has_not_arrived(&window).await;

    window.presses("link", &t("form.go_on")).await;
    window.presses("button", &t("form.send.loss_notice")).await;
    window.sees(&t("form.sent.saved")).await;
    server.starts_again();
    agent.has_synced(&window).await;
    window.sees(&t("form.sent.received")).await;
    // Its draft is gone: the address leads to what it has become.
    window.goes_to(&server.at(&sent)).await;
    window.arrives("/records/").await;
}

async fn is_a_draft_that_has_not_arrived(window: &Window) {
    window.sees(&t("ui.take_back.draft_title")).await;
    let text = window.text().await;
    assert!(!text.contains(&t("form.sent.received")), "{text}");
    assert!(!text.contains(&t("form.sent.title.loss_notice")), "{text}");
}

/// Opens the record that waits to be sent.
pub async fn opens_what_waits(server: &Server, window: &Window, number: &str) -> String {
    window.goes_to(&server.at("/work?status=ready")).await;
    window.presses("link", number).await;
    window.arrives("/records/").await;
    window.path().await
}

/// Opens a record that nobody has looked at.
pub async fn a_received(server: &Server, window: &Window) -> String {
    window.goes_to(&server.at("/work?status=received")).await;
    window.presses("link", "-0").await;
    window.arrives("/records/").await;
    window.path().await
}
