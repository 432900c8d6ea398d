//! A time of day typed over another, key by key, where the clock has twelve hours.

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
