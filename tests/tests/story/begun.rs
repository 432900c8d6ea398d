//! Looking is not beginning: a form that is opened and left leaves nothing behind, no draft and no
//! number.

use tests::browser::{PHONE, Window};
use tests::people::Person;
use tests::server::{Server, target};
use tests::words::t;

#[tokio::test]
async fn a_form_opened_and_left_makes_no_draft_and_no_number() {
    let server = Server::with_demo();
    let agent = Person::new(&server, "agent", 0, PHONE).await;
    let window = agent.signs_in(&server).await;
    agent.has_synced(&window).await;

    opens_a_form(&server, &window).await;
    window.presses("link", &t("form.begin")).await;
    // The time of the disclosure is filled in by itself.
    window.sees(&t("fields.disclosure.shown_at")).await;
    assert!(!window.text().await.contains(&t("form.kept")));
    window.presses("button", &t("form.continue")).await;
    window.goes_to(&server.at("/work?status=draft")).await;
    window.sees(&t("ui.work.no_match_title")).await;

    opens_a_form(&server, &window).await;
    let overview = window.path().await;
    window
        .goes_to(&server.at(&format!("{overview}/applicant_contact")))
        .await;
    window.reloads().await;
    let district = t("fields.person.district");
    window.fills("textbox", &district, "徐汇区").await;
    window.sees(&t("form.kept")).await;
    window.reloads().await;
    window.reads("textbox", &district, "徐汇区").await;
    window.goes_to(&server.at("/work?status=draft")).await;
    // The first number of this kind on this phone.
    window.presses("link", "-000001-").await;
    window.arrives(&overview).await;
    window.picture(&target().join("stories/begun.png")).await;
}

#[tokio::test]
async fn a_correction_and_an_answer_opened_and_left_are_not_begun() {
    let server = Server::with_demo();
    let agent = Person::new(&server, "agent", 0, PHONE).await;
    let window = agent.signs_in(&server).await;
    agent.has_synced(&window).await;
    for (status, link, page) in [
        ("received", t("ui.record.amend"), "/draft/amend:"),
        ("queried", t("ui.record.answer"), "/answer/"),
    ] {
        let list = server.at(&format!("/work?status={status}"));
        window.goes_to(&list).await;
        window.presses("link", "-0").await;
        window.arrives("/records/").await;
        let record = window.path().await;
        // The proof comes by itself, and moves what stands below.
        window.finds("button", &t("ui.proof.save")).await;
        window.presses("link", &link).await;
        window.arrives(page).await;
        window.goes_to(&server.at(&record)).await;
        window.finds("link", &link).await;
    }
}

#[tokio::test]
async fn a_draft_that_is_not_on_this_phone_is_not_begun_by_its_address() {
    let server = Server::with_demo();
    let agent = Person::new(&server, "agent", 0, PHONE).await;
    let window = agent.signs_in(&server).await;
    agent.has_synced(&window).await;
    opens_a_form(&server, &window).await;
    let overview = window.path().await;
    window
        .goes_to(&server.at(&format!("{overview}/applicant_contact")))
        .await;
    let district = t("fields.person.district");
    window.fills("textbox", &district, "徐汇区").await;
    window.sees(&t("form.kept")).await;
    window.goes_to(&server.at(&overview)).await;
    let delete = t("ui.record.delete_draft");
    window.presses("button", &delete).await;
    window.confirms(&delete).await;
    window.sees(&t("form.deleted")).await;

    let of_nobody = "/draft/application:01990000-0000-7000-8000-000000000001";
    for page in ["", "/applicant_contact", "/check", "/sent"] {
        for draft in [overview.as_str(), of_nobody] {
            window.goes_to(&server.at(&format!("{draft}{page}"))).await;
            window.sees(&t("form.missing.title")).await;
            assert!(!window.text().await.contains(&t("form.sent.received")));
        }
    }
    window.goes_to(&server.at("/work?status=draft")).await;
    window.sees(&t("ui.work.no_match_title")).await;
}

/// The browser takes nothing into local storage: it is full, or blocked.
const NO_LOCAL_STORAGE: &str = "Storage.prototype.setItem = () => {
    throw new DOMException('no room', 'QuotaExceededError');
}, ''";

#[tokio::test]
async fn a_form_is_opened_also_where_the_browser_keeps_nothing_in_local_storage() {
    let server = Server::with_demo();
    let agent = Person::new(&server, "agent", 0, PHONE).await;
    let window = agent.signs_in(&server).await;
    agent.has_synced(&window).await;
    window.goes_to(&server.at("/")).await;
    window.finds("link", &t("ui.home.new_application")).await;
    window.asks(NO_LOCAL_STORAGE).await;
    window.presses("link", &t("ui.home.new_application")).await;
    window.arrives("/draft/").await;
    window.presses("link", &t("form.begin")).await;
    window.sees(&t("fields.disclosure.shown_at")).await;
}

async fn opens_a_form(server: &Server, window: &Window) {
    window.goes_to(&server.at("/new/application")).await;
    window.arrives("/draft/").await;
    window.finds("link", &t("form.begin")).await;
}
