//! A loss is reported where it happened, without network, and turned down with a reason.

use shared::money::Money;
use shared::record::RecordKind;
use shared::sample;
use tests::browser::{DESK, PHONE, Window, fills_form};
use tests::clock::today;
use tests::people::{Person, decision_is_taken};
use tests::server::Server;
use tests::words::t;

pub const WHY: &str = "保单已失效，不在保障期间";

#[tokio::test]
async fn a_loss_reported_offline_is_rejected_with_a_reason_that_the_agent_sees_first() {
    let server = Server::with_demo();
    let (_agent, window, number) = a_loss_reported_offline(&server).await;

    turns_down(&server, &number).await;
    window.goes_to(&server.at("/work?status=rejected")).await;
    window.presses("link", &number).await;
    window.sees(WHY).await;
}

/// A reviewer rejects the reported loss with this number, and says why.
pub async fn turns_down(server: &Server, number: &str) {
    // Turning it down asks the level that paying it asks.
    let is_weighty = estimate() > Money::from_yuan(20_000);
    let reviewer = Person::new(server, "reviewer", usize::from(is_weighty), DESK).await;
    let desk = reviewer.signs_in(server).await;
    desk.goes_to(&server.at(&format!("/desk?search={number}")))
        .await;
    desk.presses("link", number).await;
    desk.presses("button", &t("desk.decide.reject")).await;
    desk.sets(
        "combobox",
        &t("desk.reject.reason"),
        &t("reasons.not_covered"),
    )
    .await;
    desk.fills("textbox", &t("desk.reject.note"), WHY).await;
    desk.presses("button", &t("desk.reject.confirm")).await;
    if is_weighty {
        desk.presses("button", &t("desk.consequence.confirm")).await;
    }
    decision_is_taken(&desk).await;
}

/// What the loss of this story may cost.
fn estimate() -> Money {
    let answers = sample::loss_notice(2, today());
    answers.typed("loss.estimate").parse().expect("an amount")
}

/// An agent who has reported a loss where there was no network, and sent it since; the window and the number.
pub async fn a_loss_reported_offline(server: &Server) -> (Person, Window, String) {
    let agent = Person::new(server, "agent", 1, PHONE).await;
    let window = agent.is_ready_for_the_field(server).await;
    window.network(false).await;
    let number = reports_a_loss(server, &window).await;
    window.network(true).await;
    agent.has_synced(&window).await;
    (agent, window, number)
}

/// The whole claim report, sent as far as the network goes. Returns the number.
pub async fn reports_a_loss(server: &Server, window: &Window) -> String {
    window.goes_to(&server.at("/new/loss_notice")).await;
    window.arrives("/draft/").await;
    window.presses("link", &t("form.begin")).await;
    let answers = sample::loss_notice(2, today());
    let kind = RecordKind::LossNotice;
    fills_form(window, kind, &answers, today(), "check").await;
    window.presses("button", &t("form.send.loss_notice")).await;
    window.sees(&t("form.sent.saved")).await;
    let text = window.text().await;
    let mut words = text.split_whitespace();
    let number = words.find(|word| word.starts_with("C-"));
    number.expect("a number").to_owned()
}
