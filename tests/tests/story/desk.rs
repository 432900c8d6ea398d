//! Deciding at the desk: nothing is decided that nobody saw, and no decision is lost,
//! whatever is held, clicked twice, reloaded, killed or ended.

use tests::browser::{DESK, Window};
use tests::people::{Person, decision_is_taken};
use tests::server::Server;
use tests::words::{t, tf};

/// Holds a key down, as a keyboard repeats it, and lets it go.
const HOLDS: &str = "(() => {
    for (let n = 0; n < 40; n += 1)
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', repeat: n > 0, bubbles: true }));
    return '';
})()";

/// Clicks the button that accepts, and once more where it stood.
const CLICKS_TWICE: &str = "(() => {
    const click = detail => document.querySelector('.desk-action-row .button')
        ?.dispatchEvent(new MouseEvent('click', { detail, bubbles: true }));
    click(1);
    requestAnimationFrame(() => click(2));
    return '';
})()";

#[tokio::test]
async fn a_held_key_and_a_double_click_decide_one_case_each() {
    let server = Server::with_demo();
    let reviewer = Person::new(&server, "reviewer", 0, DESK).await;
    let desk = reviewer.signs_in(&server).await;
    for holds in [HOLDS, CLICKS_TWICE] {
        opens_a_case(&server, &desk).await;
        let case = desk.path().await;
        desk.asks(holds).await;
        desk.finds("button", &t("desk.undo.button")).await;
        let more = tf("desk.undo.more", &[("n", "1")]);
        assert!(!desk.text().await.contains(&more));
        desk.presses("button", &t("desk.undo.button")).await;
        desk.arrives(&case).await;
    }
    nothing_waits(&desk).await;
}

#[tokio::test]
async fn a_decision_survives_that_the_page_is_loaded_anew() {
    let server = Server::with_demo();
    let reviewer = Person::new(&server, "reviewer", 0, DESK).await;
    let desk = reviewer.signs_in(&server).await;
    let before = server.whole_audit_rows();
    opens_a_case(&server, &desk).await;
    desk.presses("button", &t("desk.decide.accept")).await;
    desk.finds("button", &t("desk.undo.button")).await;
    desk.goes_to(&server.at("/desk")).await;
    decision_is_taken(&desk).await;
    nothing_waits(&desk).await;
    assert!(server.whole_audit_rows() > before);
}

#[tokio::test]
async fn a_decision_waits_for_a_server_that_is_gone_and_nobody_is_told_otherwise() {
    let mut server = Server::with_demo();
    let reviewer = Person::new(&server, "reviewer", 0, DESK).await;
    let desk = reviewer.signs_in(&server).await;
    opens_a_case(&server, &desk).await;
    server.is_killed();
    desk.presses("button", &t("desk.decide.accept")).await;
    desk.sees(&tf("desk.failed.waiting_title", &[("n", "1")]))
        .await;
    assert!(!desk.text().await.contains(&t("ui.badge.up_to_date")));
    server.starts_again();
    decision_is_taken(&desk).await;
}

#[tokio::test]
async fn a_session_that_ends_keeps_the_decision() {
    let server = Server::with_demo();
    let reviewer = Person::new(&server, "reviewer", 0, DESK).await;
    let desk = reviewer.signs_in(&server).await;
    opens_a_case(&server, &desk).await;
    desk.presses("button", &t("desk.decide.accept")).await;
    desk.is_cleared("cookies").await;
    desk.sees(&t("desk.session.title")).await;
    desk.fills(
        "textbox",
        &t("ui.sign_in.password"),
        &reviewer.account.password,
    )
    .await;
    desk.presses("button", &t("ui.sign_in.submit")).await;
    decision_is_taken(&desk).await;
}

/// The first case that this reviewer may decide.
async fn opens_a_case(server: &Server, desk: &Window) {
    desk.goes_to(&server.at("/desk?kind=application")).await;
    desk.presses("link", "A-").await;
    desk.arrives("/desk/cases/").await;
    desk.can_press("button", &t("desk.decide.accept")).await;
}

/// Waits until nothing can be taken back any more.
async fn nothing_waits(desk: &Window) {
    desk.waits("no decision to take back", async || {
        let waits = desk.has("button", &t("desk.undo.button")).await;
        (!waits).then_some(())
    })
    .await;
}
