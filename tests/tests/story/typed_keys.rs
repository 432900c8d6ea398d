//! What is typed key by key is what stands: a time of day where the clock has twelve hours, and whatever is
//! typed while mistakes come and go.

use shared::text::Language;
use tests::browser::PHONE;
use tests::people::Person;
use tests::server::Server;
use tests::words::{read_in, t};

#[tokio::test]
async fn a_time_typed_over_another_is_the_one_that_was_typed() {
    read_in(Language::En);
    let server = Server::with_demo();
    let agent = Person::new(&server, "agent", 0, PHONE).await;
    let window = agent.opens(&server, "/").await;
    window.speaks(Language::En).await;
    agent.signs_in_on(&window).await;
    agent.has_synced(&window).await;
    window.goes_to(&server.at("/new/loss_notice")).await;
    window.arrives("/draft/").await;
    let page = format!("{}/loss_kind", window.path().await);
    window.goes_to(&server.at(&page)).await;

    let occurred = format!("{} {}", t("fields.loss.occurred_at"), t("form.date.time"));
    window.sets("InputTime", &occurred, "14:05").await;
    let time = format!("document.querySelector('[aria-label={occurred:?}]')");
    window.asks(&format!("{time}.focus(), ''")).await;
    for key in ["0", "1", "3", "0", "P"] {
        window.key(key).await;
    }
    let typed = format!("{time}.value");
    assert_eq!(window.asks(&typed).await, "13:30");
    window.sees(&t("form.kept")).await;
    window.reloads().await;
    window.finds("InputTime", &occurred).await;
    assert_eq!(window.asks(&typed).await, "13:30");
}

const NUMBER: &str = "11010519491231002X";

#[tokio::test]
async fn who_mends_one_mistake_and_makes_another_goes_on_typing() {
    let server = Server::with_demo();
    let agent = Person::new(&server, "agent", 0, PHONE).await;
    let window = agent.is_ready_for_the_field(&server).await;
    window.goes_to(&server.at("/new/loss_notice")).await;
    window.arrives("/draft/").await;
    let page = format!("{}/loss_insured", window.path().await);
    window.goes_to(&server.at(&page)).await;
    window.presses("button", &t("form.continue")).await;
    let to_mend = t("form.mend_title");
    window.sees(&to_mend).await;

    let number = t("fields.person.identity_number");
    window
        .fills("textbox", &t("fields.person.name"), "司徒宇航")
        .await;
    window.fills("textbox", &number, NUMBER).await;
    window.key("Tab").await;
    window
        .waits("nothing to mend", async || {
            (!window.text().await.contains(&to_mend)).then_some(())
        })
        .await;
    window.fills("textbox", &number, NUMBER).await;
    window.key("Backspace").await;
    window.sees(&to_mend).await;
    window.key("X").await;
    window.reads("textbox", &number, NUMBER).await;
}
