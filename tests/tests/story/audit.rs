//! An auditor follows in words what was done, and leaves a trace of their own.

use tests::browser::{DESK, PHONE, Window};
use tests::people::Person;
use tests::server::{Server, target};
use tests::words::t;

#[tokio::test]
async fn an_auditor_finds_what_somebody_did_and_the_case_it_was_done_with() {
    let server = Server::with_demo();
    let auditor = Person::new(&server, "auditor", 0, DESK).await;
    let window = auditor.signs_in(&server).await;
    opens_the_log(&window).await;
    window.sees(&t("audit.checked")).await;
    window
        .picture(&target().join("stories/audit-wide.png"))
        .await;

    looks_for(&window, "林梅", "raise_query").await;
    window.sees(&t("audit.asked")).await;
    let queries = window.text().await;
    window.presses("link", "A-").await;
    window.arrives("/desk/cases/").await;
    window.asks("history.back(), ''").await;
    window.arrives("/audit").await;
    let person = t("audit.person");
    window.reads("searchbox", &person, "林梅").await;
    window.sees(&t("audit.asked")).await;
    assert!(queries.contains("林梅"));

    looks_for(&window, "绝无此人", "raise_query").await;
    window.finds("heading", &t("audit.empty_title")).await;
    window.presses("button", &t("audit.clear")).await;
    let readings = t("audit.action.read_log");
    window.sets("combobox", &t("audit.what"), &readings).await;
    window.presses("button", &t("audit.search")).await;
    window.sees(&t("audit.looked_nobody")).await;
    assert!(!window.text().await.contains("绝无此人"));
}

#[tokio::test]
async fn an_auditor_on_a_phone_is_told_what_is_wrong_and_how_to_go_on() {
    let mut server = Server::with_demo();
    let auditor = Person::new(&server, "auditor", 0, PHONE).await;
    let window = auditor.signs_in(&server).await;
    opens_the_log(&window).await;
    window.sees(&t("audit.checked")).await;
    window
        .picture(&target().join("stories/audit-narrow.png"))
        .await;

    window
        .fills("searchbox", &t("audit.record"), "A-0001")
        .await;
    window.presses("button", &t("audit.search")).await;
    window.sees(&t("audit.record_wrong")).await;
    window.presses("button", &t("audit.clear")).await;

    server.is_killed();
    window.presses("button", &t("audit.refresh")).await;
    window.finds("heading", &t("audit.failed")).await;
    server.starts_again();
    window.presses("button", &t("ui.retry")).await;
    window
        .waits("the log to be read again", async || {
            let failed = window.has("heading", &t("audit.failed")).await;
            (!failed).then_some(())
        })
        .await;

    window.is_cleared("cookies").await;
    window.presses("button", &t("audit.refresh")).await;
    window.presses("link", &t("audit.sign_in")).await;
    window.arrives("/sign-in").await;
}

#[tokio::test]
async fn nobody_else_is_led_to_the_log() {
    let server = Server::with_demo();
    let reviewer = Person::new(&server, "reviewer", 0, DESK).await;
    let window = reviewer.signs_in(&server).await;
    assert!(!window.has("link", &t("ui.nav.audit")).await);
    window.goes_to(&server.at("/audit")).await;
    window.sees(&t("ui.not_found.title")).await;
}

async fn opens_the_log(window: &Window) {
    window.presses("link", &t("ui.nav.audit")).await;
    window.finds("heading", &t("audit.title")).await;
    window.finds("list", &t("audit.list")).await;
}

async fn looks_for(window: &Window, person: &str, action: &str) {
    window.fills("searchbox", &t("audit.person"), person).await;
    let action = t(&format!("audit.action.{action}"));
    window.sets("combobox", &t("audit.what"), &action).await;
    window.presses("button", &t("audit.search")).await;
}
