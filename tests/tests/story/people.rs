//! An administrator enters somebody, gives them a code, appoints them elsewhere and lets them go; who is entered
//! signs in with the code.

use super::organisation_begins::comes_in;
use chrono::NaiveDate;
use shared::people::Role;
use tests::browser::{DESK, PHONE, Window};
use tests::clock::today;
use tests::people::Person;
use tests::server::{Account, Server, target};
use tests::words::{t, tf};

const NAME: &str = "孙悦";
const NUMBER: &str = "31009001";
const PASSPHRASE: &str = "三只羊在屋顶上看海鸥飞过去了";
/// The first unit in the list that is a team.
const A_TEAM: &str = "[...document.querySelectorAll('#unit option')].map(it => it.text)
    .find(it => it.endsWith('组')) ?? ''";
const CODE: &str = "document.querySelector('.code-slip-code').textContent";

#[tokio::test]
async fn somebody_new_is_entered_invited_appointed_and_leaves() {
    let server = Server::with_demo();
    let administrator = Person::new(&server, "administrator", 0, DESK).await;
    let desk = administrator.signs_in(&server).await;
    desk.presses("link", &t("ui.nav.people")).await;
    desk.presses("link", &t("people.enter.button")).await;
    desk.arrives("/people/new").await;

    // What is missing is said before anything is sent.
    desk.presses("button", &t("people.look")).await;
    let missing = tf("people.needed", &[("label", &t("people.fields.name"))]);
    desk.sees(&missing).await;
    for (label, text) in [
        ("people.fields.name", NAME),
        ("people.fields.staff_number", NUMBER),
        ("people.facts.mobile", "138 0013 8999"),
    ] {
        desk.fills("textbox", &t(label), text).await;
    }
    let team = desk.asks(A_TEAM).await;
    desk.sets("combobox", &t("people.unit"), &team).await;
    desk.sets("combobox", &t("people.place.role"), &role(Role::Agent))
        .await;
    let yesterday = today().pred_opt().expect("a day before");
    for label in ["people.facts.joined_on", "people.place.from"] {
        fills_date(&desk, &t(label), yesterday).await;
    }
    looks_and_keeps(&desk).await;
    desk.finds("heading", NAME).await;
    desk.sees(&t("states.sign_in.never_invited")).await;

    gives_a_code(&desk).await;
    let code = desk.asks(CODE).await;
    desk.picture(&target().join("stories/code-slip.png")).await;
    let account = Account {
        login: NUMBER.to_owned(),
        password: code.trim().to_owned(),
        ..administrator.account.clone()
    };
    let newcomer = Person::with(account, PHONE).await;
    let phone = comes_in(&server, &newcomer, PASSPHRASE).await;
    phone.sees(NAME).await;

    desk.reloads().await;
    desk.sees(&t("states.sign_in.passphrase")).await;
    desk.picture(&target().join("stories/person.png")).await;
    desk.presses("link", &t("people.leave.button")).await;
    fills_date(&desk, &t("people.leave.on"), yesterday).await;
    desk.fills("textbox", &t("people.leave.reason"), "个人原因")
        .await;
    looks_and_keeps(&desk).await;
    desk.finds("heading", NAME).await;
    desk.sees("个人原因").await;

    // Their phone lies open all the time; when they look at it again, it says so.
    assert!(!phone.text().await.contains(&t("ui.left.title")));
    phone
        .asks("document.dispatchEvent(new Event('visibilitychange', { bubbles: true })), ''")
        .await;
    phone.sees(&t("ui.left.title")).await;
    phone.picture(&target().join("stories/left.png")).await;
    // By its address nothing can be begun any more, nor is there anything to look at.
    for closed in ["/new/loss_notice", "/work"] {
        phone.goes_to(&server.at(closed)).await;
        phone.sees(&t("ui.left.closed_title")).await;
    }
    phone.goes_to(&server.at("/sync")).await;
    phone.sees(&t("ui.left.title")).await;
    assert!(!phone.text().await.contains(&t("ui.left.closed_title")));

    desk.presses("link", &t("ui.nav.people")).await;
    desk.fills("searchbox", &t("people.search"), NUMBER).await;
    desk.sees(&t("people.none_title")).await;
    desk.sets(
        "combobox",
        &t("people.state"),
        &t("states.people_state.left"),
    )
    .await;
    desk.sees(&tf("people.total", &[("n", "1")])).await;
    desk.picture(&target().join("stories/people.png")).await;
}

fn role(role: Role) -> String {
    t(&format!("ui.role.{}", role.as_str()))
}

/// Looks at what would be different, and has it kept.
async fn looks_and_keeps(desk: &Window) {
    desk.presses("button", &t("people.look")).await;
    desk.sees(&t("people.different_title")).await;
    desk.confirms(&t("people.keep")).await;
    desk.arrives("/people/").await;
}

/// Eight digits in the first box are a whole date.
async fn fills_date(desk: &Window, label: &str, date: NaiveDate) {
    let year = format!("{label} {}", t("form.date.year"));
    let digits = date.to_string().replace('-', "");
    desk.fills("textbox", &year, &digits).await;
}

async fn gives_a_code(desk: &Window) {
    desk.presses("button", &t("people.sign_in.give")).await;
    desk.confirms(&t("people.sign_in.give")).await;
    desk.sees(&t("people.slip.once")).await;
}
