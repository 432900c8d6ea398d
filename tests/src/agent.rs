//! What agents of several stories do on the phone.

use crate::browser::Window;
use crate::server::Server;
use crate::words::t;

/// What [`says_something_to_each_item`] says.
pub const SAID: &str = "已与客户核对";

/// Has the phone speak to the server now: by the sync badge and the button of its page.
pub async fn asks_for_an_exchange(window: &Window) {
    let badge = t("ui.badge.label");
    let begins = badge.split('{').next().unwrap_or_default();
    window.presses("link", begins).await;
    window.presses("button", &t("ui.sync.now")).await;
}

/// Opens a record that the office has asked about, and the page on which it is answered. Returns the record's path.
pub async fn opens_a_query(server: &Server, window: &Window) -> String {
    window.goes_to(&server.at("/work?status=queried")).await;
    window.presses("link", "-0").await;
    window.arrives("/records/").await;
    let record = window.path().await;
    window.presses("link", &t("ui.record.answer")).await;
    window.arrives("/answer/").await;
    record
}

/// Says [`SAID`] to each item that is asked about.
pub async fn says_something_to_each_item(window: &Window) {
    let says = format!(
        "(() => {{
            const remarks = [...document.querySelectorAll('[id$=\"-remark\"]')];
            for (const remark of remarks) {{
                remark.value = {SAID:?};
                remark.dispatchEvent(new InputEvent('input', {{ bubbles: true }}));
            }}
            return remarks.length > 0 ? 'said' : '';
        }})()"
    );
    window
        .waits("what is asked about", async || {
            (window.asks(&says).await == "said").then_some(())
        })
        .await;
}

/// Sends the answer; it is on the phone's way to the office.
pub async fn sends_the_answer(window: &Window) {
    window.presses("button", &t("form.answer.send")).await;
    window.sees(&t("form.answer.sent_title")).await;
}
