//! The desk: the queue as it is, narrowed, empty; a case, and every panel in which something is decided.

use super::walker::Walker;
use tests::browser::Window;
use tests::words::t;

/// Where the first case of the queue leads.
const FIRST: &str =
    "document.querySelector('main a[href^=\"/desk/cases/\"]')?.getAttribute('href') ?? ''";

pub async fn walks(walker: &mut Walker, window: &Window) {
    walker.goes(window, "/desk?status=any", "all").await;
    walker
        .goes(window, "/desk?search=Wilhelmina", "found by a long name")
        .await;
    walker
        .goes(window, "/desk?search=nothing-of-the-kind", "nothing found")
        .await;
    walker
        .presses(window, "link", &t("desk.queue.clear"), "all again")
        .await;
    walker.goes_blindly(window, "/desk?kind=application").await;
    walker
        .presses(window, "button", &t("desk.keys"), "the keys")
        .await;
    walker.escapes(window, "the keys").await;
    let first = first(window).await;
    walker.goes(window, &first, "a case").await;
    decides(walker, window).await;
    walker.goes_blindly(window, "/desk?search=阿卜杜拉").await;
    let long = self::first(window).await;
    walker.goes(window, &long, "a case of a long name").await;
}

async fn first(window: &Window) -> String {
    let look = async || Some(window.asks(FIRST).await).filter(|first| !first.is_empty());
    window.waits("a case in the queue", look).await
}

async fn decides(walker: &mut Walker, window: &Window) {
    for panel in ["query", "reject"] {
        let name = t(&format!("desk.decide.{panel}"));
        window.can_press("button", &name).await;
        walker.presses(window, "button", &name, panel).await;
        let go_on = match panel {
            "query" => t("desk.query.send")
                .split('{')
                .next()
                .unwrap_or_default()
                .trim()
                .to_owned(),
            _ => t("desk.reject.confirm"),
        };
        walker
            .presses(
                window,
                "button",
                &go_on,
                &format!("{panel} with nothing said"),
            )
            .await;
        walker
            .presses(
                window,
                "button",
                &t("ui.cancel"),
                &format!("{panel} cancelled"),
            )
            .await;
    }
}
