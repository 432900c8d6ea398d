//! While a query is open other answers are corrected, too: they go with the answer, and the record
//! tells them before and after, in words.

use tests::agent::says_something_to_each_item;
use tests::browser::{PHONE, Window};
use tests::people::Person;
use tests::server::{Server, target};
use tests::words::t;

/// Page and label of what is corrected, what tells it from others, and what is asked.
const APPLICATION: [&str; 4] = [
    "applicant_contact",
    "fields.person.address",
    "sections.applicant",
    "fields.person.occupation",
];
const REPORT: [&str; 4] = [
    "loss_description",
    "fields.loss.place",
    "fields.loss.place",
    "fields.loss.description",
];

#[tokio::test]
async fn an_answer_to_a_query_takes_other_corrections_with_it() {
    let server = Server::with_demo();
    let agent = Person::new(&server, "agent", 0, PHONE).await;
    let window = agent.signs_in(&server).await;
    agent.has_synced(&window).await;
    window.goes_to(&server.at("/work?status=queried")).await;
    let names = window
        .waits("a queried record", async || {
            let names = window.names("link").await;
            names
                .iter()
                .any(|name| name.contains("-0"))
                .then_some(names)
        })
        .await;
    let name = names.iter().find(|name| name.contains("-0"));
    let [page, label, section, asked] = match name.is_some_and(|name| name.contains("A-")) {
        true => APPLICATION,
        false => REPORT,
    };
    window.presses("link", "-0").await;
    window.arrives("/records/").await;
    let record = window.path().await;
    window.presses("link", &t("ui.record.answer")).await;
    window.arrives("/answer/").await;
    // Whoever hears the page is told of what each item is, not only where it stands.
    window.finds("group", &t(asked)).await;
    window.presses("link", &t("form.beside.button")).await;
    window.arrives("/draft/query:").await;
    window.sees(&t("form.beside.lead")).await;

    let check = window.path().await;
    let page = check.replace("/check", &format!("/{page}?from=check"));
    window.goes_to(&server.at(&page)).await;
    window.fills("textbox", &t(label), "漕溪北路88号").await;
    window.presses("button", &t("form.continue")).await;
    window.presses("link", &t("form.beside.back")).await;
    window.arrives("/answer/").await;
    window.sees("漕溪北路88号").await;
    says_something_to_each_item(&window).await;
    sends(&window).await;
    window.sees(&t("form.amend.note_missing")).await;
    shows(&window, "beside", "beside").await;
    window
        .fills("textbox", &t("form.amend.note"), "一并更正")
        .await;
    sends(&window).await;
    window.sees(&t("form.answer.sent_title")).await;
    agent.has_synced(&window).await;

    window.goes_to(&server.at(&record)).await;
    window.sees(&t("states.status.answered")).await;
    window.sees(&t("ui.record.amendments")).await;
    window.sees("一并更正").await;
    window.sees(&t(section)).await;
    window.sees("漕溪北路88号").await;
    window.sees(&t("ui.record.earlier_queries")).await;
    shows(&window, "amendments", "told").await;
    shows(&window, "earlier", "earlier").await;
}

/// A picture of the section with this heading.
async fn shows(window: &Window, heading: &str, picture: &str) {
    let scroll = format!("document.getElementById({heading:?}).scrollIntoView(), ''");
    window.asks(&scroll).await;
    let picture = target().join(format!("stories/{picture}.png"));
    window.picture(&picture).await;
}

async fn sends(window: &Window) {
    window.presses("button", &t("form.answer.send")).await;
}
