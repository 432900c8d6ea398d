//! A client moves: the agent takes the change down without network, the office asks about the new address,
//! and the agent sees that it was taken on.

use shared::answers::Answers;
use shared::record::RecordKind;
use shared::sample;
use tests::browser::{DESK, PHONE, Window, fills_form};
use tests::clock::today;
use tests::desk::{opens_case_of, sees_the_case};
use tests::people::{Person, acceptance_is_taken, decision_is_taken};
use tests::server::{Server, target};
use tests::words::{choice, t, tf};

const WHAT_IS_ASKED: &str = "请核对门牌号";
const WHERE_TO: &str = "漕溪北路88号1203室";

#[tokio::test]
async fn a_change_asked_for_offline_is_queried_answered_and_taken_on() {
    let server = Server::with_demo();
    let agent = Person::new(&server, "agent", 0, PHONE).await;
    let window = agent.is_ready_for_the_field(&server).await;
    window.network(false).await;
    let number = takes_down_a_move(&server, &window).await;
    window.network(true).await;
    agent.has_synced(&window).await;

    let reviewer = Person::new(&server, "reviewer", 1, DESK).await;
    let desk = reviewer.signs_in(&server).await;
    opens_case_of(&server, &desk, &number).await;
    desk.picture(&target().join("stories/service-request-desk.png"))
        .await;
    asks_about_the_address(&desk).await;

    agent.has_synced(&window).await;
    window.goes_to(&server.at("/work?status=queried")).await;
    window.presses("link", &number).await;
    window.sees(WHAT_IS_ASKED).await;
    window.network(false).await;
    window.presses("link", &t("ui.record.answer")).await;
    window
        .fills("textbox", &t("form.answer.new_answer"), WHERE_TO)
        .await;
    window.presses("button", &t("form.answer.send")).await;
    window.sees(&t("form.answer.sent_title")).await;
    window.network(true).await;
    agent.has_synced(&window).await;

    opens_case_of(&server, &desk, &number).await;
    desk.sees(WHERE_TO).await;
    sees_the_case(&desk).await;
    desk.presses("button", &t("desk.decide.accept")).await;
    acceptance_is_taken(&server, &desk, &number).await;

    window
        .goes_to(&server.at("/work?kind=service_request"))
        .await;
    window.presses("link", &number).await;
    window.sees(&t("ui.record.accepted_title")).await;
    window.sees(WHERE_TO).await;
    window
        .picture(&target().join("stories/service-request-accepted.png"))
        .await;
}

#[tokio::test]
async fn what_is_to_change_is_changed_after_all_and_continue_leads_to_what_is_asked_then() {
    let server = Server::with_demo();
    let agent = Person::new(&server, "agent", 0, PHONE).await;
    let window = agent.signs_in(&server).await;
    window.goes_to(&server.at("/new/service_request")).await;
    window.arrives("/draft/").await;
    window.presses("link", &t("form.begin")).await;
    let kind = RecordKind::ServiceRequest;
    fills_form(&window, kind, &a_move(), today(), "check").await;
    let check = window.path().await;
    let what = check.replace("/check", "/service_change?from=check");
    window.goes_to(&server.at(&what)).await;
    let beneficiary = choice("service_change", "beneficiary");
    window
        .chooses(&t("fields.service.change"), &beneficiary)
        .await;
    window.presses("button", &t("form.continue")).await;
    window
        .arrives(&check.replace("/check", "/beneficiary_kind"))
        .await;
    window
        .picture(&target().join("stories/service-request-changed.png"))
        .await;
}

/// A sample of a client who moves.
fn a_move() -> Answers {
    let mut seeds = 0..100;
    let of_address = |seed| {
        let asked = sample::service_request(seed, today());
        asked.is("service.change", "address").then_some(asked)
    };
    seeds.find_map(of_address).expect("a client who moves")
}

/// The whole request, from the first page on. Returns its number.
async fn takes_down_a_move(server: &Server, window: &Window) -> String {
    window.goes_to(&server.at("/")).await;
    window
        .presses("link", &t("ui.home.new_service_request"))
        .await;
    window.arrives("/draft/").await;
    window.presses("link", &t("form.begin")).await;
    let kind = RecordKind::ServiceRequest;
    fills_form(window, kind, &a_move(), today(), "check").await;
    window
        .picture(&target().join("stories/service-request-check.png"))
        .await;
    window
        .presses("button", &t("form.send.service_request"))
        .await;
    window.sees(&t("form.sent.saved")).await;
    let text = window.text().await;
    let mut words = text.split_whitespace();
    let number = words.find(|word| word.starts_with("R-"));
    number.expect("a number").to_owned()
}

async fn asks_about_the_address(desk: &Window) {
    let field = t("fields.person.address");
    desk.presses("checkbox", &tf("desk.case.ask_about", &[("field", &field)]))
        .await;
    desk.presses("button", &t("desk.decide.query")).await;
    desk.sets("combobox", &t("desk.query.reason"), &t("reasons.unclear"))
        .await;
    desk.fills("textbox", &t("desk.query.note"), WHAT_IS_ASKED)
        .await;
    desk.presses("button", &tf("desk.query.send", &[("n", "1")]))
        .await;
    decision_is_taken(desk).await;
}
