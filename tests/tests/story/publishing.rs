//! Two administrators publish the rules of the company: one drafts, the other puts in force, and what does not hold yet
//! is taken back; a tariff that cannot be read is refused with its place and mended.

use super::organisation_begins::{comes_in, with_a_code};
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;
use tests::browser::{DESK, PHONE, Window};
use tests::clock::today;
use tests::people::Person;
use tests::server::{Server, target};
use tests::words::{t, tf};

const SECOND: &str = "gaoming";
const SECOND_NAME: &str = "高明";
const PASSPHRASE: &str = "五只海龟慢慢爬过那片沙滩";
const REASON: &str = "三天太长";

/// A second administrator of the only branch, and so of the company.
async fn a_second(server: &Server) -> Person {
    let folder = TempDir::new().expect("a folder for the table");
    let file = folder.path().join("people.csv");
    let day = today();
    let table = format!(
        "工号,姓名,登录名,所属机构,角色,入职日期\n31009201,{SECOND_NAME},{SECOND},华东分公司,系统管理员,{day}\n"
    );
    fs::write(&file, table).expect("the table");
    let taken = server.checks(&["import", "people", &file.to_string_lossy()]);
    assert_eq!(taken.code, 0, "{}", taken.told);
    with_a_code(server, SECOND).await
}

/// What the desk is shown, with a version more from tomorrow on.
fn watch_from_tomorrow(server: &Server) -> String {
    let held = server.checks(&["settings", "watch"]).told;
    let day = today().succ_opt().expect("a tomorrow");
    let first = held.find("valid_from").expect("a first day");
    let version = held.get(first..).expect("a version");
    let version = version
        .lines()
        .map(|line| match line.split_once(" = ").map(|(name, _)| name) {
            Some("valid_from") => format!("valid_from = \"{day}\""),
            Some("under_way_days") => "under_way_days = 2".to_owned(),
            _ => line.to_owned(),
        });
    let version: Vec<String> = version.collect();
    format!("{held}\n[[version]]\n{}\n", version.join("\n"))
}

/// The page of what the desk is shown.
async fn goes_to_the_watch(server: &Server, window: &Window) {
    window.goes_to(&server.at("/rules/settings/watch")).await;
    window.finds("heading", &t("rule_book.name.watch")).await;
}

#[tokio::test]
async fn a_setting_is_edited_put_in_force_by_a_second_person_and_taken_back() {
    let server = Server::with_demo();
    let first = Person::new(&server, "administrator", 0, DESK).await;
    let desk = first.signs_in(&server).await;
    desk.presses("link", &t("ui.nav.rules")).await;
    desk.finds("heading", &t("rule_book.title")).await;
    // Nobody else could put it in force.
    desk.sees(&t("rule_book.alone")).await;
    let second = a_second(&server).await;

    goes_to_the_watch(&server, &desk).await;
    desk.presses("link", &t("rule_book.edit")).await;
    let text = tf("rule_book.text_of", &[("name", "watch.toml")]);
    desk.finds("textbox", &text).await;
    desk.fills("textbox", &text, &watch_from_tomorrow(&server))
        .await;
    desk.presses("button", &t("rule_book.check")).await;
    desk.finds("heading", &t("rule_book.changes")).await;
    desk.sees("under_way_days").await;
    desk.fills("textbox", &t("rule_book.reason"), REASON).await;
    desk.presses("button", &t("rule_book.keep")).await;
    desk.arrives("/rules/drafts/").await;
    desk.sees(&t("rule_book.obstacle.own")).await;
    assert!(!desk.has("button", &t("rule_book.put_in_force")).await);
    desk.picture(&target().join("stories/rules-draft.png"))
        .await;
    let draft = desk.path().await;

    let other = comes_in(&server, &second, PASSPHRASE).await;
    other.is_sized(PHONE).await;
    other.goes_to(&server.at("/rules")).await;
    other.sees(REASON).await;
    other
        .picture(&target().join("stories/rules-phone.png"))
        .await;
    other.goes_to(&server.at(&draft)).await;
    other.presses("button", &t("rule_book.put_in_force")).await;
    other.confirms(&t("rule_book.put_in_force")).await;
    other
        .finds("heading", &t("rule_book.done_put_in_force"))
        .await;

    goes_to_the_watch(&server, &desk).await;
    let version = today().succ_opt().expect("a tomorrow").to_string();
    let named = [("version", version.as_str())];
    let take_back = tf("rule_book.take_back_of", &named);
    desk.sees(SECOND_NAME).await;
    desk.picture(&target().join("stories/rules-versions.png"))
        .await;
    desk.presses("button", &take_back).await;
    desk.fills("textbox", &t("rule_book.reason"), "再等等")
        .await;
    desk.confirms(&t("rule_book.take_back")).await;
    desk.finds("heading", &t("rule_book.taken_back")).await;
    desk.waits("nothing to take back", async || {
        (!desk.has("button", &take_back).await).then_some(())
    })
    .await;
    let held = server.checks(&["settings", "watch"]).told;
    assert!(!held.contains(&version), "{held}");
    assert!(server.whole_audit_rows() > 3);
}

/// A product that nobody sold yet, from tomorrow on, and the same with a day that there is not.
fn a_product(server: &Server) -> (TempDir, PathBuf, PathBuf) {
    let folder = TempDir::new().expect("a folder");
    let place = folder.path().join("products");
    let sold = server.checks(&["products", "--to", &place.to_string_lossy()]);
    assert_eq!(sold.code, 0, "{}", sold.told);
    let files = fs::read_dir(&place).expect("the files");
    let mut files = files.map(|file| file.expect("a file").path());
    let is_first = |file: &PathBuf| {
        let name = file.file_name().unwrap_or_default();
        name.to_string_lossy().starts_with("tl-a")
    };
    let file = files.find(is_first).expect("the term life");
    let text = fs::read_to_string(file).expect("its text");
    let text = text.replace("\"TL-A\"", "\"TL-N\"");
    let with_day = |day: &str| {
        let lines = text
            .lines()
            .map(|line| match line.starts_with("valid_from") {
                true => format!("valid_from = \"{day}\""),
                false => line.to_owned(),
            });
        lines.collect::<Vec<_>>().join("\n")
    };
    let tomorrow = today().succ_opt().expect("a tomorrow").to_string();
    let (wrong, right) = (folder.path().join("wrong"), folder.path().join("right"));
    for (folder, text) in [
        (&wrong, with_day("2026-13-01")),
        (&right, with_day(&tomorrow)),
    ] {
        fs::create_dir(folder).expect("a folder");
        fs::write(folder.join("tl-n.toml"), text).expect("the file");
    }
    (folder, wrong.join("tl-n.toml"), right.join("tl-n.toml"))
}

#[tokio::test]
async fn a_tariff_that_cannot_be_read_is_refused_with_its_place_and_mended() {
    let server = Server::with_demo();
    let administrator = Person::new(&server, "administrator", 0, DESK).await;
    let desk = administrator.signs_in(&server).await;
    let (_folder, wrong, right) = a_product(&server);
    desk.goes_to(&server.at("/rules/new/products")).await;
    desk.chooses_file(&wrong).await;
    desk.finds("heading", &t("rule_book.wrong")).await;
    let text = fs::read_to_string(&wrong).expect("its text");
    let line = text.lines().position(|line| line.starts_with("valid_from"));
    let line = (line.expect("a first day") + 1).to_string();
    let place = tf("rule_book.place", &[("line", &line), ("column", "14")]);
    desk.sees(&place).await;
    assert!(!desk.has("button", &t("rule_book.keep")).await);
    desk.picture(&target().join("stories/rules-wrong.png"))
        .await;

    desk.chooses_file(&right).await;
    desk.finds("heading", &t("rule_book.changes")).await;
    desk.sees("TL-N").await;
    // Without a reason it is not kept.
    desk.presses("button", &t("rule_book.keep")).await;
    desk.sees(&t("findings.rules_reason_missing")).await;
    desk.fills("textbox", &t("rule_book.reason"), "新产品")
        .await;
    desk.presses("button", &t("rule_book.keep")).await;
    desk.arrives("/rules/drafts/").await;
    desk.sees("TL-N").await;
}
