//! What is decided at the desk without network waits there, and can be taken back as long as nobody else can
//! have it.

use tests::browser::Window;
use tests::desk::{Reviewer, nothing_waits, sees_the_case};
use tests::people::decision_is_taken;
use tests::server::{Server, target};
use tests::words::{t, tf};

#[tokio::test]
async fn what_was_decided_without_network_is_taken_back_in_the_queue_and_never_sent() {
    let server = Server::with_demo();
    let reviewer = Reviewer::at_a_case(&server).await;
    let desk = &reviewer.desk;
    decides_without_network(&reviewer).await;
    desk.presses("link", &t("desk.case.back")).await;
    desk.sees(&t("ui.sync.decision_waits")).await;
    desk.picture(&target().join("stories/desk-offline.png"))
        .await;
    takes_back(desk, &reviewer.number).await;

    desk.network(true).await;
    is_not_decided(&server, &reviewer).await;
    reviewer.accepts().await;
    decision_is_taken(desk).await;
    reviewer.finds_it_accepted(&server).await;
}

#[tokio::test]
async fn what_waits_is_taken_back_where_everything_that_waits_is_listed() {
    let server = Server::with_demo();
    let reviewer = Reviewer::at_a_case(&server).await;
    let desk = &reviewer.desk;
    desk.has_its_worker().await;
    decides_without_network(&reviewer).await;
    desk.goes_to(&server.at("/sync")).await;
    desk.sees(&reviewer.said()).await;
    takes_back(desk, &reviewer.number).await;
    desk.goes_to(&server.at("/sync")).await;
    desk.sees(&t("ui.sync.waiting_none")).await;

    desk.network(true).await;
    is_not_decided(&server, &reviewer).await;
}

#[tokio::test]
async fn what_waits_goes_once_when_the_network_is_back() {
    let server = Server::with_demo();
    let reviewer = Reviewer::at_a_case(&server).await;
    decides_without_network(&reviewer).await;
    reviewer.desk.network(true).await;
    decision_is_taken(&reviewer.desk).await;
    reviewer.finds_it_accepted(&server).await;
}

/// Accepts the open case without network, and lets the time run out in which that is undone at once.
async fn decides_without_network(reviewer: &Reviewer) {
    let desk = &reviewer.desk;
    desk.network(false).await;
    reviewer.accepts().await;
    desk.finds("button", &t("desk.undo.button")).await;
    nothing_waits(desk).await;
    desk.sees(&tf("desk.failed.waiting_title", &[("n", "1")]))
        .await;
}

async fn takes_back(desk: &Window, number: &str) {
    desk.presses("button", &t("ui.take_back.take_back")).await;
    desk.sees(&tf("desk.undo.undone", &[("number", number)]))
        .await;
    assert!(!desk.has("button", &t("ui.take_back.take_back")).await);
}

async fn is_not_decided(server: &Server, reviewer: &Reviewer) {
    let desk = &reviewer.desk;
    desk.goes_to(&server.at("/desk")).await;
    desk.sees(&tf("desk.queue.done_today", &[("n", "0")])).await;
    desk.goes_to(&server.at(&reviewer.case)).await;
    sees_the_case(desk).await;
}
