//! What the desk shows it asks for once: when it opens, when something is searched for, and when the server
//! is there again.

use tests::browser::{DESK, Window};
use tests::people::Person;
use tests::server::Server;
use tests::words::t;

/// From here on the page keeps which addresses it asks for.
const KEEPS_COUNT: &str = "(() => {
    window.asked = [];
    const fetches = window.fetch;
    window.fetch = (request, ...more) => {
        window.asked.push(new URL(request.url ?? request, location.href).pathname);
        return fetches.call(window, request, ...more);
    };
    return '';
})()";

/// Eight letters, one after the other, as fast as a person types them.
const TYPES: &str = "(async () => {
    const field = document.querySelector('#desk-search');
    for (const letter of 'xyzzyxyz') {
        field.value += letter;
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        await new Promise(done => setTimeout(done, 50));
    }
    return '';
})()";

#[tokio::test]
async fn the_desk_asks_once_for_each_thing_and_moment() {
    let mut server = Server::with_demo();
    let reviewer = Person::new(&server, "reviewer", 1, DESK).await;
    let desk = reviewer.signs_in(&server).await;
    reviewer.has_synced(&desk).await;
    desk.finds("heading", &t("desk.today.standing")).await;
    desk.asks(KEEPS_COUNT).await;

    desk.presses("link", &t("desk.today.open")).await;
    desk.finds("link", "A-").await;
    assert_eq!(lists(&desk).await, "1", "it was opened");
    desk.asks(TYPES).await;
    desk.sees(&t("desk.queue.nothing_title")).await;
    assert_eq!(lists(&desk).await, "2", "one search");

    server.is_killed();
    desk.presses("button", &t("desk.queue.refresh")).await;
    desk.sees(&t("desk.queue.failed_title")).await;
    assert_eq!(lists(&desk).await, "3", "nobody answered");
    server.starts_again();
    reviewer.has_synced(&desk).await;
    desk.waits("the list to be read", async || {
        let text = desk.text().await;
        (!text.contains(&t("desk.queue.failed_title"))).then_some(())
    })
    .await;
    assert_eq!(lists(&desk).await, "4", "the server is there again");

    desk.presses("link", &t("ui.nav.home")).await;
    desk.finds("heading", &t("desk.today.standing")).await;
    assert_eq!(asked(&desk, "/api/desk/today").await, "1");
    assert_eq!(lists(&desk).await, "4", "the figures come together");
}

async fn lists(desk: &Window) -> String {
    asked(desk, "/api/desk/queue").await
}

/// How often the page has asked for what stands there.
async fn asked(desk: &Window, path: &str) -> String {
    let count = format!("String(window.asked.filter(it => it === {path:?}).length)");
    desk.asks(&count).await
}
