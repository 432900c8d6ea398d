//! An agent sells for a day without network; browser and server die and come back; the case is
//! sent once, queried, answered without network, decided, and the agent sees the decision.

use shared::product::Catalogue;
use shared::record::RecordKind;
use shared::sample;
use tests::browser::{DESK, PHONE, Window, fills_form};
use tests::clock::today;
use tests::desk::{opens_case_of, sees_the_case};
use tests::people::{Person, acceptance_is_taken, decision_is_taken};
use tests::server::Server;
use tests::words::{t, tf};

#[tokio::test]
async fn a_case_sold_offline_arrives_once_is_queried_answered_and_decided() {
    let mut server = Server::with_demo();
    let mut agent = Person::new(&server, "agent", 0, PHONE).await;
    agent.is_ready_for_the_field(&server).await;

    // Out of the office: no network, the server is gone as well.
    server.is_killed();
    let number = sells_a_case(&server, &mut agent).await;

    // Back in town.
    agent.browser.restart().await;
    server.starts_again();
    let window = agent.opens(&server, "/work").await;
    agent.has_synced(&window).await;
    window.presses("link", &number).await;
    window.sees(&t("states.status.received")).await;

    let reviewer = Person::new(&server, "reviewer", 1, DESK).await;
    let desk = reviewer.signs_in(&server).await;
    opens_case_of(&server, &desk, &number).await;
    asks_about_the_income(&desk, &number).await;

    let window = agent.opens(&server, "/work?status=queried").await;
    agent.has_synced(&window).await;
    window.presses("link", &number).await;
    window.sees("请附上近三个月的流水").await;
    window.network(false).await;
    answers(&window).await;
    window.network(true).await;
    agent.has_synced(&window).await;

    opens_case_of(&server, &desk, &number).await;
    desk.sees(&t("desk.case.before")).await;
    desk.sees("收入以租金为主").await;
    desk.picture(&tests::server::target().join("stories/difference.png"))
        .await;
    sees_the_case(&desk).await;
    desk.presses("button", &t("desk.decide.accept")).await;
    acceptance_is_taken(&server, &desk, &number).await;

    let window = agent.opens(&server, "/work").await;
    agent.has_synced(&window).await;
    window.presses("link", &number).await;
    window.sees(&t("ui.record.accepted_title")).await;
}

/// The whole form without network, the battery pulled in the middle. Returns the number.
async fn sells_a_case(server: &Server, agent: &mut Person) -> String {
    agent.browser.restart().await;
    let window = agent.opens(server, "/new/application").await;
    window.arrives("/draft/").await;
    window.presses("link", &t("form.begin")).await;
    let catalogue = Catalogue::demonstration().expect("the products");
    let answers = sample::application(3, today(), &catalogue);
    let kind = RecordKind::Application;
    fills_form(&window, kind, &answers, today(), "payment").await;
    let path = window.path().await;

    agent.browser.crash().await;
    let window = agent.opens(server, &path).await;
    fills_form(&window, kind, &answers, today(), "check").await;
    window.presses("button", &t("form.send.application")).await;
    window.sees(&t("form.sent.saved")).await;
    number_on(&window.text().await)
}

async fn asks_about_the_income(desk: &Window, number: &str) {
    let field = t("fields.person.annual_income");
    desk.presses("checkbox", &tf("desk.case.ask_about", &[("field", &field)]))
        .await;
    desk.presses("button", &t("desk.decide.query")).await;
    desk.sets(
        "combobox",
        &t("desk.query.reason"),
        &t("reasons.income_proof"),
    )
    .await;
    desk.fills("textbox", &t("desk.query.note"), "请附上近三个月的流水")
        .await;
    desk.presses("button", &tf("desk.query.send", &[("n", "1")]))
        .await;
    desk.sees(&tf("desk.undo.queried", &[("number", number)]))
        .await;
    decision_is_taken(desk).await;
}

async fn answers(window: &Window) {
    window.presses("link", &t("ui.record.answer")).await;
    window
        .fills("textbox", &t("form.answer.new_answer"), "268000")
        .await;
    window
        .fills("textbox", &t("form.answer.remark"), "收入以租金为主")
        .await;
    window.presses("button", &t("form.answer.send")).await;
    window.sees(&t("form.answer.sent_title")).await;
}

fn number_on(text: &str) -> String {
    let number = |word: &&str| word.starts_with("A-") && word.len() > 14;
    text.split_whitespace()
        .find(number)
        .expect("the record's number")
        .to_owned()
}
