//! The phone has no room left: it is said, nothing typed is lost, and it is saved when there is room.

use tests::browser::{PHONE, Window};
use tests::people::Person;
use tests::server::{Server, target};
use tests::words::t;

/// The browser goes by the room it found up to half a minute ago; so often somebody types on meanwhile.
const MOST_SENTENCES: u32 = 500;

#[tokio::test]
async fn a_full_phone_says_so_loses_nothing_typed_and_saves_it_by_itself() {
    let server = Server::with_demo();
    let agent = Person::new(&server, "agent", 0, PHONE).await;
    let window = agent.signs_in(&server).await;
    agent.has_synced(&window).await;
    window.goes_to(&server.at("/new/loss_notice")).await;
    window.arrives("/draft/").await;
    let page = format!("{}/loss_description", window.path().await);
    window.goes_to(&server.at(&page)).await;
    let field = t("fields.loss.description");
    window.fills("textbox", &field, "第一句").await;
    window.sees(&t("form.kept")).await;

    window.room(Some(1.0)).await;
    let typed = types_until_full(&window, &field).await;
    window.sees(&t("ui.store.full")).await;
    window.sees(&t("form.not_kept_goes_on")).await;
    window.picture(&target().join("stories/full.png")).await;
    assert_eq!(window.asks(STANDS_THERE).await, typed);

    // Nobody touches it: the room alone is enough.
    window.room(None).await;
    window.sees(&t("form.kept")).await;
    window.reloads().await;
    window.finds("textbox", &field).await;
    assert_eq!(window.asks(STANDS_THERE).await, typed);
}

const STANDS_THERE: &str = "document.querySelector('form textarea').value";

/// Types another sentence whenever the last one is kept. Returns what is typed and not kept.
async fn types_until_full(window: &Window, field: &str) -> String {
    let (kept, not_kept) = (t("form.kept"), t("form.not_kept"));
    for sentence in 2..MOST_SENTENCES {
        let text = format!("第一句，第{sentence}句");
        window.fills("textbox", field, &text).await;
        let full = window
            .waits("kept, or not", async || {
                let text = window.text().await;
                let full = text.contains(&not_kept);
                (full || text.contains(&kept)).then_some(full)
            })
            .await;
        if full {
            return text;
        }
    }
    panic!("the phone never fills up");
}
