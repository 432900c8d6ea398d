//! What reviewers of several stories do at the desk.

use crate::browser::Window;
use crate::server::Server;
use crate::words::t;

/// Opens the first application that this reviewer may decide, and has seen it. Returns its number.
pub async fn opens_a_case(server: &Server, desk: &Window) -> String {
    desk.goes_to(&server.at("/desk?kind=application")).await;
    desk.presses("link", "A-").await;
    desk.arrives("/desk/cases/").await;
    sees_the_case(desk).await
}

/// The next of what matters in the open case, brought to the screen; whether any is left that was not.
const READS_ON: &str = "(() => {
    const all = [...document.querySelectorAll('.desk-matter')];
    window.readsAt = ((window.readsAt ?? -1) + 1) % Math.max(all.length, 1);
    all[window.readsAt]?.scrollIntoView({ block: 'center' });
    return document.querySelector('.desk-unseen') ? 'some' : 'none';
})()";

/// Has the open case on the screen for as long as it takes to decide it, and everything that matters in
/// it. Returns its number.
pub async fn sees_the_case(desk: &Window) -> String {
    desk.can_press("button", &t("desk.decide.accept")).await;
    desk.waits("everything that matters to be seen", async || {
        (desk.asks(READS_ON).await == "none").then_some(())
    })
    .await;
    let number = desk
        .asks("document.querySelector('h1 .number').textContent")
        .await;
    number.trim().to_owned()
}

/// Waits until nothing can be taken back any more.
pub async fn nothing_waits(desk: &Window) {
    desk.waits("no decision to take back", async || {
        let waits = desk.has("button", &t("desk.undo.button")).await;
        (!waits).then_some(())
    })
    .await;
}

/// Says yes to what signing out means, once it is asked.
pub async fn signs_out(desk: &Window) {
    desk.confirms(&t("ui.settings.sign_out")).await;
    desk.finds("textbox", &t("ui.sign_in.login")).await;
}
