//! While the app has no network, or is not open, the service worker sends what is ready; and nothing else.

use super::claim::{a_loss_reported_offline, reports_a_loss, turns_down};
use super::taken_back::{a_received, opens_what_waits};
use super::two_phones::fills_correction;
use shared::submission::Status;
use std::cell::RefCell;
use tests::browser::PHONE;
use tests::device;
use tests::people::Person;
use tests::server::Server;
use tests::words::t;

const PLACE: [&str; 2] = ["loss_description", "fields.loss.place"];

#[tokio::test]
async fn what_was_sent_in_the_background_is_not_taken_back() {
    let server = Server::with_demo();
    let agent = Person::new(&server, "agent", 1, PHONE).await;
    let window = agent.is_ready_for_the_field(&server).await;
    // The app has no network; the service worker has.
    window.network(false).await;
    let number = reports_a_loss(&server, &window).await;
    let page = opens_what_waits(&server, &window, &number).await;
    window.sends_in_background().await;
    window
        .waits("what is too late", async || {
            window.goes_to(&server.at(&page)).await;
            window.sees(&t("ui.record.ready_title")).await;
            let text = window.text().await;
            text.contains(&t("ui.take_back.too_late")).then_some(())
        })
        .await;
    assert!(!window.has("button", &t("ui.take_back.change")).await);

    window.network(true).await;
    agent.has_synced(&window).await;
    window.sees(&t("states.status.received")).await;
}

#[tokio::test]
async fn what_came_back_stays_and_what_waits_beside_it_goes() {
    let server = Server::with_demo();
    let (agent, window, decided) = a_loss_reported_offline(&server).await;
    window.goes_to(&server.at("/work?status=received")).await;
    window.presses("link", &decided).await;
    window.arrives("/records/").await;
    let record = window.path().await;
    window.network(false).await;
    fills_correction(&server, &window, &record, PLACE, "人民广场站").await;
    turns_down(&server, &decided).await;
    window.presses("button", &t("form.amend.send")).await;
    window.arrives("/draft/amend:").await;
    window.network(true).await;
    agent.has_synced(&window).await;
    window.sees(&t("refusals.already_decided")).await;

    window.network(false).await;
    let withdrawn = a_received(&server, &window).await;
    window.presses("button", &t("ui.record.withdraw")).await;
    window
        .fills("textbox", &t("ui.record.withdraw_note"), "客户再考虑")
        .await;
    window.confirms(&t("ui.record.withdraw")).await;
    window.finds("button", &t("ui.take_back.take_back")).await;
    window.sends_in_background().await;
    let office = RefCell::new(device::Phone::new(&server, &agent.account, 7_301));
    window
        .waits("the withdrawal to arrive", async || {
            let mut office = office.borrow_mut();
            office.exchanges();
            let records = office.records();
            let mut stand = records
                .values()
                .filter(|it| withdrawn.ends_with(&it.record_id.to_string()));
            stand
                .any(|it| it.status() == Some(Status::Withdrawn))
                .then_some(())
        })
        .await;

    window.network(true).await;
    agent.has_synced(&window).await;
    window.goes_to(&server.at(&withdrawn)).await;
    window.sees(&t("states.status.withdrawn")).await;
    window.goes_to(&server.at(&record)).await;
    window.sees(&t("refusals.already_decided")).await;
    window.finds("button", &t("ui.sync.drop")).await;
}
