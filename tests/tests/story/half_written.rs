//! What a reviewer has half written outlives a reload and a killed browser, goes when it is decided or
//! the person signs out, and is shown to nobody else in the same browser.

use tests::browser::{DESK, Window};
use tests::desk::{opens_a_case, sees_the_case, signs_out};
use tests::people::{Person, decision_is_taken};
use tests::server::Server;
use tests::words::{t, tf};

#[tokio::test]
async fn a_half_written_query_survives_a_reload_and_a_killed_browser_until_it_is_sent() {
    let server = Server::with_demo();
    let mut reviewer = Person::new(&server, "reviewer", 0, DESK).await;
    let desk = reviewer.signs_in(&server).await;
    opens_a_case(&server, &desk).await;
    let case = desk.path().await;
    let field = t("fields.person.annual_income");
    desk.presses("checkbox", &tf("desk.case.ask_about", &[("field", &field)]))
        .await;
    let (reason, note) = (t("desk.query.reason"), t("desk.query.note"));
    desk.sets("combobox", &reason, &t("reasons.income_proof"))
        .await;
    desk.fills("textbox", &note, "请附流水").await;
    desk.reloads().await;
    desk.reads("textbox", &note, "请附流水").await;
    desk.reads("combobox", &reason, &t("reasons.income_proof"))
        .await;

    reviewer.browser.crash().await;
    let desk = reviewer.opens(&server, &case).await;
    opens_again(&desk, &reviewer).await;
    desk.reads("textbox", &note, "请附流水").await;
    sees_the_case(&desk).await;
    desk.presses("button", &tf("desk.query.send", &[("n", "1")]))
        .await;
    desk.leaves(&case).await;
    decision_is_taken(&desk).await;
    desk.goes_to(&server.at(&case)).await;
    desk.sees(&t("desk.status.queried")).await;
    assert!(!desk.has("textbox", &note).await);
}

/// The browser may have forgotten the session, which it writes down now and then only.
async fn opens_again(desk: &Window, reviewer: &Person) {
    let ended = t("desk.session.title");
    let is_asked = desk
        .waits("the case, or to be asked to sign in", async || {
            let text = desk.text().await;
            let is_there = text.contains(&t("desk.case.answers")) || has_case(desk).await;
            match text.contains(&ended) {
                true => Some(true),
                false => is_there.then_some(false),
            }
        })
        .await;
    if is_asked {
        let password = &reviewer.account.password;
        desk.fills("textbox", &t("ui.sign_in.password"), password)
            .await;
        desk.presses("button", &t("ui.sign_in.submit")).await;
    }
}

async fn has_case(desk: &Window) -> bool {
    desk.has("button", &t("desk.decide.accept")).await
}

#[tokio::test]
async fn who_signs_out_leaves_nothing_half_written_and_nobody_else_reads_it() {
    let server = Server::with_demo();
    let reviewer = Person::new(&server, "reviewer", 0, DESK).await;
    let colleague = Person::new(&server, "reviewer", 1, DESK).await;
    let desk = reviewer.signs_in(&server).await;
    opens_a_case(&server, &desk).await;
    let case = desk.path().await;
    let note = t("desk.reject.note");
    desk.presses("button", &t("desk.decide.reject")).await;
    desk.fills("textbox", &note, "疑似代签名").await;
    desk.goes_to(&server.at("/settings")).await;
    desk.presses("button", &t("ui.settings.sign_out")).await;
    desk.sees(&tf("ui.settings.sign_out_half_written", &[("n", "1")]))
        .await;
    signs_out(&desk).await;

    colleague.signs_in_on(&desk).await;
    desk.goes_to(&server.at(&case)).await;
    desk.presses("button", &t("desk.held_by.take_over")).await;
    sees_the_case(&desk).await;
    desk.presses("button", &t("desk.decide.reject")).await;
    desk.reads("textbox", &note, "").await;
    desk.goes_to(&server.at("/settings")).await;
    desk.presses("button", &t("ui.settings.sign_out")).await;
    signs_out(&desk).await;

    reviewer.signs_in_on(&desk).await;
    desk.goes_to(&server.at(&case)).await;
    desk.presses("button", &t("desk.held_by.take_over")).await;
    sees_the_case(&desk).await;
    desk.presses("button", &t("desk.decide.reject")).await;
    desk.reads("textbox", &note, "").await;
}
