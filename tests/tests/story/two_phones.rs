//! One agent, two phones, no network: both correct the same application. What differs is merged;
//! where both changed the same answer, both are kept and the agent chooses.

use tests::browser::{DESK, PHONE, Window};
use tests::people::Person;
use tests::server::{Server, target};
use tests::words::t;

const PAGE: &str = "applicant_address";
const DISTRICT: &str = "fields.person.district";
const ADDRESS: &str = "fields.person.address";

#[tokio::test]
async fn corrections_on_two_phones_merge_and_a_clash_is_asked_about() {
    let server = Server::with_demo();
    let one = Person::new(&server, "agent", 0, PHONE).await;
    let other = Person::new(&server, "agent", 0, PHONE).await;
    let here = signs_in(&server, &one).await;
    let there = signs_in(&server, &other).await;
    let record = an_application(&server, &here).await;

    // Both have read it; neither knows of the other.
    here.network(false).await;
    there.network(false).await;
    corrects(&server, &here, &record, &[DISTRICT, "徐汇区"]).await;
    corrects(&server, &there, &record, &[ADDRESS, "漕溪北路88号"]).await;
    for (person, window) in [(&one, &here), (&other, &there), (&one, &here)] {
        window.network(true).await;
        person.has_synced(window).await;
    }
    here.goes_to(&server.at(&record)).await;
    here.sees("徐汇区").await;
    here.sees("漕溪北路88号").await;

    // Now the same answer on both.
    here.network(false).await;
    there.goes_to(&server.at(&record)).await;
    there.sees("徐汇区").await;
    there.network(false).await;
    corrects(&server, &here, &record, &[ADDRESS, "漕溪北路66号"]).await;
    corrects(&server, &there, &record, &[ADDRESS, "漕溪北路99号"]).await;
    here.network(true).await;
    one.has_synced(&here).await;
    there.network(true).await;
    there.goes_to(&server.at(&record)).await;
    there.sees(&t("ui.sync.clash_effect")).await;
    there.presses("link", &t("ui.sync.clash_button")).await;
    there.sees("漕溪北路66号").await;
    there.presses("button", &t("ui.choose.go_on")).await;
    there.sees(&t("ui.choose.missing")).await;
    there.picture(&target().join("stories/choose.png")).await;
    there.chooses(&t(ADDRESS), "漕溪北路99号").await;
    there.presses("button", &t("ui.choose.go_on")).await;
    there.arrives("/draft/amend:").await;
    there.picture(&target().join("stories/amend.png")).await;
    there.presses("button", &t("form.amend.send")).await;
    there.sees(&t("form.amend.sent_title")).await;
    other.has_synced(&there).await;

    // The office sees every version.
    let reviewer = Person::new(&server, "reviewer", 0, DESK).await;
    let desk = reviewer.signs_in(&server).await;
    let case = record.replace("/records/", "/desk/cases/");
    desk.goes_to(&server.at(&case)).await;
    desk.sees(&t("desk.case.amendments")).await;
    desk.sees("漕溪北路99号").await;
    desk.picture(&target().join("stories/amendments.png")).await;
}

async fn signs_in(server: &Server, person: &Person) -> Window {
    let window = person.signs_in(server).await;
    person.has_synced(&window).await;
    window.has_its_worker().await;
    window
}

/// The address of an application that is not decided.
async fn an_application(server: &Server, window: &Window) -> String {
    window.goes_to(&server.at("/work?status=received")).await;
    let link = window
        .waits("an application", async || {
            let links = window.names("link").await;
            links.into_iter().find(|name| name.contains("A-"))
        })
        .await;
    window.presses("link", &link).await;
    window.arrives("/records/").await;
    window.path().await
}

/// Corrects one answer, given by its label, and says why.
async fn corrects(server: &Server, window: &Window, record: &str, [label, text]: &[&str; 2]) {
    window.goes_to(&server.at(record)).await;
    window.presses("link", &t("ui.record.amend")).await;
    window.arrives("/draft/amend:").await;
    let check = window.path().await;
    let page = check.replace("/check", &format!("/{PAGE}?from=check"));
    window.goes_to(&server.at(&page)).await;
    window.fills("textbox", &t(label), text).await;
    window.presses("button", &t("form.continue")).await;
    window.sees(&t("form.amend.changed")).await;
    window
        .fills("textbox", &t("form.amend.note"), "客户更正")
        .await;
    window.presses("button", &t("form.amend.send")).await;
    window.sees(&t("form.amend.sent_title")).await;
}
