//! A correction that comes after the decision: why it came back is said everywhere, the decision stays
//! in view, and what was corrected can be found and thrown away.

use super::claim::{WHY, a_loss_reported_offline, turns_down};
use super::two_phones::fills_correction;
use tests::browser::Window;
use tests::server::{Server, target};
use tests::words::{t, tf};

const PLACE: [&str; 2] = ["loss_description", "fields.loss.place"];

#[tokio::test]
async fn a_correction_that_comes_after_the_decision_says_so_and_can_be_thrown_away() {
    let server = Server::with_demo();
    let (agent, window, number) = a_loss_reported_offline(&server).await;
    window.goes_to(&server.at("/work?status=received")).await;
    window.presses("link", &number).await;
    window.arrives("/records/").await;
    let record = window.path().await;

    window.network(false).await;
    fills_correction(&server, &window, &record, PLACE, "人民广场站").await;
    turns_down(&server, &number).await;
    window.presses("button", &t("form.amend.send")).await;
    window.arrives("/draft/amend:").await;
    window.network(true).await;
    agent.has_synced(&window).await;
    window.sees(&t("refusals.already_decided")).await;
    let text = window.text().await;
    assert!(!text.contains(&t("form.refused")), "it lists nothing");
    assert!(!text.contains(&t("form.sent.received")), "{text}");

    window.goes_to(&server.at(&record)).await;
    window.sees(&t("refusals.already_decided")).await;
    window
        .picture(&target().join("stories/corrected-late.png"))
        .await;
    let text = window.text().await;
    let (why, back) = (text.find(WHY), text.find(&t("refusals.already_decided")));
    assert!(
        why.is_some() && why < back,
        "the decision comes first: {text}"
    );
    let look = t("ui.sync.conflict_button");
    assert!(!window.has("link", &look).await, "it would lead here");

    goes_ahead(&window, &t("ui.sync.drop")).await;
    window
        .waits("the correction to be taken out", async || {
            let text = window.text().await;
            (!text.contains(&t("refusals.already_decided"))).then_some(())
        })
        .await;
    window.goes_to(&server.at("/work?status=draft")).await;
    let kind = t("states.kind.loss_notice");
    let correction = tf("ui.sync.operation_amend", &[("kind", kind.as_str())]);
    window.presses("link", &correction).await;
    window.sees(&t("form.too_late.title")).await;
    window.sees(&t("refusals.already_decided")).await;
    assert!(!window.has("button", &t("form.amend.send")).await);
    goes_ahead(&window, &t("ui.record.delete_draft")).await;
    window.sees(&t("form.deleted")).await;
    window.goes_to(&server.at("/sync")).await;
    window.sees(&t("ui.sync.only_here_none")).await;
}

/// Presses a button that asks first, and says yes.
async fn goes_ahead(window: &Window, button: &str) {
    window.presses("button", button).await;
    window.confirms(button).await;
}
