//! The agent's pages: every standing of a record, the forms, what waits, no network.

use super::forms::{Sent, corrects, walks_empty, walks_filled};
use super::walker::Walker;
use shared::id::RecordId;
use shared::record::RecordKind;
use shared::submission::Status;
use tests::agent::{says_something_to_each_item, sends_the_answer};
use tests::browser::Window;
use tests::people::Person;
use tests::words::t;

/// Where the first record of the list leads.
const FIRST: &str = "document.querySelector('main .list a[href]')?.getAttribute('href') ?? ''";
/// Where records of this agent stand when the walk begins.
const STANDINGS: [Status; 6] = [
    Status::Received,
    Status::InReview,
    Status::Queried,
    Status::Accepted,
    Status::Rejected,
    Status::Withdrawn,
];

pub async fn walks(walker: &mut Walker, window: &Window, agent: &Person, sent: &[Sent]) {
    walker
        .goes(window, "/work?status=draft", "nothing begun")
        .await;
    window.sees(&t("ui.work.no_match_title")).await;
    for standing in STANDINGS {
        stands(walker, window, standing).await;
    }
    for sent in sent {
        walker
            .goes(window, &format!("/records/{}", sent.id), "of a long name")
            .await;
    }
    walker
        .goes(window, "/work?search=nothing", "nothing found")
        .await;
    walker.goes(window, "/choose/99", "nothing to choose").await;
    walker.goes(window, "/records/none", "no record").await;
    let nobodys = RecordId::from_number(0xa0b0);
    walker
        .goes(window, &format!("/amend/{nobodys}"), "no record")
        .await;
    walker.goes(window, "/nowhere", "no page").await;
    walker.goes(window, "/sign-in", "again").await;
    answers(walker, window).await;
    agent.has_synced(window).await;
    stands(walker, window, Status::Answered).await;
    walks_empty(walker, window, RecordKind::Application).await;
    walks_empty(walker, window, RecordKind::LossNotice).await;
    walks_filled(walker, window, sent).await;
    let loss = sent.iter().find(|sent| sent.kind == RecordKind::LossNotice);
    corrects_without_network(walker, window, loss.expect("a loss")).await;
    agent.has_synced(window).await;
}

/// The list of what stands there, and the first of it.
async fn stands(walker: &mut Walker, window: &Window, standing: Status) {
    let name = standing.as_str();
    let list = format!("/work?status={name}");
    walker.goes(window, &list, name).await;
    let record = first(window).await;
    walker.goes(window, &record, name).await;
    window.sees(&t(&format!("states.status.{name}"))).await;
}

async fn first(window: &Window) -> String {
    let look = async || Some(window.asks(FIRST).await).filter(|it| it.starts_with("/records/"));
    window.waits("a record in the list", look).await
}

/// The answer to a query, and what is missing in it before.
async fn answers(walker: &mut Walker, window: &Window) {
    walker.goes_blindly(window, "/work?status=queried").await;
    let queried = first(window).await;
    walker.goes_blindly(window, &queried).await;
    walker
        .presses(window, "link", &t("ui.record.answer"), "an answer")
        .await;
    let send = t("form.answer.send");
    walker
        .presses(window, "button", &send, "an answer with nothing said")
        .await;
    says_something_to_each_item(window).await;
    sends_the_answer(window).await;
    walker.keeps_focus(window, "an answer that is sent").await;
    walker.looks(window, "an answer that is sent").await;
}

/// A correction is sent without network, waits, and goes when there is network.
async fn corrects_without_network(walker: &mut Walker, window: &Window, loss: &Sent) {
    let draft = corrects(walker, window, loss).await;
    walker
        .goes_blindly(window, &format!("{draft}/loss_description?from=check"))
        .await;
    let description = t("fields.loss.description");
    window
        .fills(
            "textbox",
            &description,
            "下楼梯时滑倒，左腕着地，同行者可以作证",
        )
        .await;
    window.presses("button", &t("form.continue")).await;
    window.finds("textbox", &t("form.amend.note")).await;
    walker.keeps_focus(window, "a correction").await;
    walker.looks(window, "a correction").await;
    let send = t("form.amend.send");
    walker
        .presses(window, "button", &send, "a correction without a reason")
        .await;
    window.network(false).await;
    window
        .fills("textbox", &t("form.amend.note"), "说得更清楚")
        .await;
    walker
        .presses(window, "button", &send, "sent without network")
        .await;
    for address in [
        "/",
        "/work",
        "/sync",
        "/settings",
        "/training",
        "/training/check-in",
    ] {
        walker.goes(window, address, "without network").await;
    }
    walker
        .goes(window, &format!("/records/{}", loss.id), "waiting")
        .await;
    window.network(true).await;
}
