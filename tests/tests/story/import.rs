//! An administrator imports people out of a table: what is wrong is named, the good rows are taken, and once more the
//! same file changes nothing.

use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;
use tests::browser::{DESK, PHONE, Size, Window};
use tests::clock::today;
use tests::people::Person;
use tests::server::{Server, target};
use tests::words::{t, tf};

const NAME: &str = "赵丽华";
const NUMBER: &str = "31009101";

/// A table of people in a folder of its own: one who is new, and one in a team that there is not.
fn a_table() -> (TempDir, PathBuf) {
    let folder = TempDir::new().expect("a folder for the table");
    let file = folder.path().join("people.csv");
    let day = today();
    let table = format!(
        "工号,姓名,手机号码,所属机构,角色,入职日期\n{NUMBER},{NAME},13800138091,晨曦组,代理人,{day}\n31009102,钱多多,13800138092,没有的组,代理人,{day}\n"
    );
    fs::write(&file, table).expect("the table");
    (folder, file)
}

/// Signs in and opens the page by the way that leads there.
async fn opens_the_page(server: &Server, size: Size) -> (Person, Window) {
    let administrator = Person::new(server, "administrator", 0, size).await;
    let window = administrator.signs_in(server).await;
    window.goes_to(&server.at("/people")).await;
    window.presses("link", &t("imports.button")).await;
    window.arrives("/people/import").await;
    window.finds("heading", &t("imports.title")).await;
    (administrator, window)
}

#[tokio::test]
async fn the_good_rows_of_a_table_are_taken_and_the_wrong_ones_named() {
    let server = Server::with_demo();
    let (_administrator, desk) = opens_the_page(&server, DESK).await;
    let (_folder, file) = a_table();
    desk.chooses_file(&file).await;
    desk.finds("heading", &t("imports.wrong_rows")).await;
    desk.sees(&tf("findings.row_unit_unknown", &[("unit", "没有的组")]))
        .await;
    desk.sees(NAME).await;
    desk.picture(&target().join("stories/import.png")).await;
    // All of it cannot be taken while a row is wrong.
    let all = tf("imports.take_all", &[("n", "1")]);
    assert!(!desk.has("button", &all).await);
    let good = tf("imports.take_good", &[("n", "1")]);
    desk.presses("button", &good).await;
    desk.finds("heading", &t("imports.taken")).await;
    desk.sees(&t("imports.taken_good")).await;
    desk.finds("heading", &t("imports.wrong_rows")).await;

    desk.chooses_file(&file).await;
    desk.finds("heading", &t("imports.nothing")).await;
    assert!(!desk.has("button", &good).await);

    desk.presses("link", &t("ui.nav.people")).await;
    desk.fills("searchbox", &t("people.search"), NUMBER).await;
    desk.sees(NAME).await;
}

#[tokio::test]
async fn without_network_it_is_said_and_the_file_is_looked_at_again() {
    let server = Server::with_demo();
    let (_administrator, phone) = opens_the_page(&server, PHONE).await;
    let (_folder, file) = a_table();
    phone.network(false).await;
    phone.chooses_file(&file).await;
    phone.finds("heading", &t("imports.failed")).await;
    phone.network(true).await;
    phone.presses("button", &t("ui.retry")).await;
    phone.finds("heading", &t("imports.wrong_rows")).await;
    phone
        .picture(&target().join("stories/import-phone.png"))
        .await;
}
