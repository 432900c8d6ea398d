//! An answer that is sent twice in one moment waits once, and is kept back once.

use tests::agent::{opens_a_query, says_something_to_each_item};
use tests::browser::PHONE;
use tests::people::Person;
use tests::server::Server;
use tests::words::t;

/// Two taps before the page has heard of the first; nothing if it has heard of the other tab.
const SENDS_TWICE: &str = "(() => {
    const form = document.querySelector('form.form');
    form?.requestSubmit();
    form?.requestSubmit();
    return '';
})()";

#[tokio::test]
async fn an_answer_sent_twice_in_one_moment_and_in_another_tab_waits_once() {
    let mut server = Server::with_demo();
    let agent = Person::new(&server, "agent", 0, PHONE).await;
    let window = agent.is_ready_for_the_field(&server).await;
    opens_a_query(&server, &window).await;
    server.is_killed();
    let other = agent.opens(&server, &window.path().await).await;
    other.finds("button", &t("form.answer.send")).await;
    window.comes_to_front().await;
    for tab in [&window, &other] {
        says_something_to_each_item(tab).await;
    }
    for tab in [&window, &other] {
        tab.asks(SENDS_TWICE).await;
    }
    for tab in [&window, &other] {
        tab.sees(&t("form.answer.sent_title")).await;
    }

    window.goes_to(&server.at("/sync")).await;
    window.sees(&t("ui.sync.operation_answer")).await;
    let waiting = "String(document.querySelectorAll('.waiting-item').length)";
    assert_eq!(window.asks(waiting).await, "1");
    window.presses("button", &t("ui.take_back.take_back")).await;
    window.sees(&t("ui.sync.waiting_none")).await;
}
