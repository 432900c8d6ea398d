//! A draft that could not be thrown away is still there, and goes on being kept.

use tests::browser::{PHONE, Window};
use tests::people::Person;
use tests::server::Server;
use tests::words::t;

/// The device deletes nothing this once.
const FAILS_ONCE: &str = "(() => {
    const remove = IDBObjectStore.prototype.delete;
    IDBObjectStore.prototype.delete = function() {
        IDBObjectStore.prototype.delete = remove;
        throw new DOMException('no room', 'QuotaExceededError');
    };
    return '';
})()";

#[tokio::test]
async fn what_is_typed_after_a_draft_could_not_be_thrown_away_is_kept() {
    let server = Server::with_demo();
    let agent = Person::new(&server, "agent", 0, PHONE).await;
    let window = agent.is_ready_for_the_field(&server).await;
    window.goes_to(&server.at("/work?status=received")).await;
    window.presses("link", "-0").await;
    window.arrives("/records/").await;
    window.presses("link", &t("ui.record.amend")).await;
    window.arrives("/draft/amend:").await;
    let why = t("form.amend.note");
    window.fills("textbox", &why, "写错了").await;
    window.reloads().await;
    window.reads("textbox", &why, "写错了").await;

    window.asks(FAILS_ONCE).await;
    throws_away(&window).await;
    window.sees(&t("ui.store.full")).await;
    window.fills("textbox", &why, "日期写错了").await;
    window.reloads().await;
    window.reads("textbox", &why, "日期写错了").await;

    throws_away(&window).await;
    window.sees(&t("form.deleted")).await;
    window.goes_to(&server.at("/work?status=draft")).await;
    window.sees(&t("ui.work.no_match_title")).await;
}

async fn throws_away(window: &Window) {
    let delete = t("ui.record.delete_draft");
    window.presses("button", &delete).await;
    window.confirms(&delete).await;
}
