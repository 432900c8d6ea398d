//! One agent, two phones, no network: both correct the same record. Different answers of a claim
//! report merge. An application is signed as a whole: what both changed is kept twice and the agent
//! chooses.

use super::claim::reports_a_loss;
use shared::record::RecordKind;
use tests::browser::{DESK, PHONE, Window};
use tests::people::Person;
use tests::server::{Server, target};
use tests::words::t;

const PLACE: [&str; 2] = ["loss_description", "fields.loss.place"];
const DESCRIPTION: [&str; 2] = ["loss_description", "fields.loss.description"];
const DISTRICT: [&str; 2] = ["applicant_contact", "fields.person.district"];
const ADDRESS: [&str; 2] = ["applicant_contact", "fields.person.address"];

#[tokio::test]
async fn different_answers_of_a_claim_report_merge() {
    let server = Server::with_demo();
    let [one, other] = two_phones(&server).await;
    reports_a_loss(&server, &one.window).await;
    one.person.has_synced(&one.window).await;
    let report = a_received(&server, &one.window, RecordKind::LossNotice).await;
    a_received(&server, &other.window, RecordKind::LossNotice).await;

    one.window.network(false).await;
    other.window.network(false).await;
    corrects(&server, &one.window, &report, PLACE, "徐家汇地铁站").await;
    corrects(&server, &other.window, &report, DESCRIPTION, "下楼梯时滑倒").await;
    for phone in [&one, &other, &one] {
        phone.window.network(true).await;
        phone.person.has_synced(&phone.window).await;
    }
    one.window.goes_to(&server.at(&report)).await;
    one.window.sees("徐家汇地铁站").await;
    one.window.sees("下楼梯时滑倒").await;
}

#[tokio::test]
async fn two_corrections_of_an_application_are_asked_about() {
    let server = Server::with_demo();
    let [one, other] = two_phones(&server).await;
    let application = a_received(&server, &one.window, RecordKind::Application).await;

    one.window.network(false).await;
    other.window.network(false).await;
    corrects(&server, &one.window, &application, DISTRICT, "高新区").await;
    corrects(
        &server,
        &other.window,
        &application,
        ADDRESS,
        "漕溪北路88号",
    )
    .await;
    one.window.network(true).await;
    one.person.has_synced(&one.window).await;

    let there = &other.window;
    there.network(true).await;
    there.goes_to(&server.at(&application)).await;
    there.sees(&t("ui.sync.clash_effect")).await;
    there.presses("link", &t("ui.sync.clash_button")).await;
    there.sees("高新区").await;
    there.presses("button", &t("ui.choose.go_on")).await;
    there.sees(&t("ui.choose.missing")).await;
    there.picture(&target().join("stories/choose.png")).await;
    there.chooses(&t(ADDRESS[1]), "漕溪北路88号").await;
    there.chooses(&t(DISTRICT[1]), "高新区").await;
    there.presses("button", &t("ui.choose.go_on")).await;
    there.arrives("/draft/amend:").await;
    there.picture(&target().join("stories/amend.png")).await;
    there.presses("button", &t("form.amend.send")).await;
    there.sees(&t("form.amend.sent_title")).await;
    other.person.has_synced(there).await;

    // The office sees every version.
    let reviewer = Person::new(&server, "reviewer", 0, DESK).await;
    let desk = reviewer.signs_in(&server).await;
    let case = application.replace("/records/", "/desk/cases/");
    desk.goes_to(&server.at(&case)).await;
    desk.sees(&t("desk.case.amendments")).await;
    desk.sees("漕溪北路88号").await;
    desk.sees("高新区").await;
    desk.picture(&target().join("stories/amendments.png")).await;
}

struct Phone {
    person: Person,
    window: Window,
}

/// Two phones of one agent that hold all of the agent's records.
async fn two_phones(server: &Server) -> [Phone; 2] {
    [a_phone(server).await, a_phone(server).await]
}

async fn a_phone(server: &Server) -> Phone {
    let person = Person::new(server, "agent", 0, PHONE).await;
    let window = person.is_ready_for_the_field(server).await;
    Phone { person, window }
}

/// The address of a record of this kind that is not decided.
async fn a_received(server: &Server, window: &Window, kind: RecordKind) -> String {
    window.goes_to(&server.at("/work?status=received")).await;
    let number = format!("{}-", kind.letter());
    let link = window
        .waits("a received record", async || {
            let links = window.names("link").await;
            links.into_iter().find(|name| name.contains(&number))
        })
        .await;
    window.presses("link", &link).await;
    window.arrives("/records/").await;
    window.path().await
}

/// Corrects one answer, given by its page and label, and says why.
pub async fn corrects(
    server: &Server,
    window: &Window,
    record: &str,
    place: [&str; 2],
    text: &str,
) {
    fills_correction(server, window, record, place, text).await;
    window.presses("button", &t("form.amend.send")).await;
    window.sees(&t("form.amend.sent_title")).await;
}

/// The same, up to the button that sends it.
pub async fn fills_correction(
    server: &Server,
    window: &Window,
    record: &str,
    [page, label]: [&str; 2],
    text: &str,
) {
    window.goes_to(&server.at(record)).await;
    window.presses("link", &t("ui.record.amend")).await;
    window.arrives("/draft/amend:").await;
    let check = window.path().await;
    let page = check.replace("/check", &format!("/{page}?from=check"));
    window.goes_to(&server.at(&page)).await;
    window.fills("textbox", &t(label), text).await;
    window.presses("button", &t("form.continue")).await;
    window.sees(&t("form.amend.changed")).await;
    window
        .fills("textbox", &t("form.amend.note"), "客户更正")
        .await;
}
