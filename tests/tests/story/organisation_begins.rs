//! A company begins with nothing but the program: its first administrator is made on the command line, signs in with
//! a one-time code and chooses a passphrase; its units, people and products come in from files.

use shared::product::Catalogue;
use shared::record::RecordKind;
use shared::sample;
use std::fs;
use tempfile::TempDir;
use tests::browser::{DESK, PHONE, Window, fills_form};
use tests::clock::today;
use tests::desk::{opens_case_of, sees_the_case};
use tests::people::{Person, decision_is_taken};
use tests::server::{Account, Server, target};
use tests::words::{t, tf};

const INIT: [&str; 9] = [
    "init",
    "--company",
    "安和保险代理有限公司",
    "--branch",
    "华东分公司",
    "--administrator",
    "fengtao",
    "--name",
    "冯涛",
];
const FIRST: &str = "七匹马在河边 sieben";
const SECOND: &str = "两只猫头鹰看星星不肯睡觉";

#[tokio::test]
async fn the_first_administrator_chooses_a_passphrase_with_a_code_and_changes_it() {
    let server = Server::with_nobody();
    let begun = server.checks(&INIT);
    assert_eq!(begun.code, 0, "{}", begun.told);
    let mut administrator = Person::with(fengtao(code_in(&begun.told)), PHONE).await;

    // The code as it is read out: small letters, without its dashes.
    let typed = administrator
        .account
        .password
        .to_lowercase()
        .replace('-', " ");
    let window = administrator.opens(&server, "/").await;
    types_entry(&window, &typed).await;
    window
        .finds("heading", &t("ui.passphrase.choose_title"))
        .await;
    window
        .picture(&target().join("stories/choose-passphrase.png"))
        .await;
    chooses(&window, "pferde").await;
    window
        .sees(&tf("findings.passphrase_too_short", &[("least", "12")]))
        .await;
    chooses(&window, "password1234").await;
    window.sees(&t("findings.passphrase_guessable")).await;
    window
        .picture(&target().join("stories/choose-passphrase-refused.png"))
        .await;
    chooses(&window, FIRST).await;
    window.finds("navigation", &t("ui.nav.label")).await;
    window.sees("冯涛").await;

    // The code is used up; the passphrase is theirs.
    let elsewhere = Person::with(administrator.account.clone(), PHONE).await;
    let other = elsewhere.opens(&server, "/").await;
    types_entry(&other, &typed).await;
    other.sees(&t("problems.wrong_login")).await;
    types_entry(&other, FIRST).await;
    other.finds("navigation", &t("ui.nav.label")).await;

    window.goes_to(&server.at("/settings")).await;
    window.presses("button", &t("ui.passphrase.change")).await;
    window
        .fills("textbox", &t("ui.passphrase.current"), "wrong")
        .await;
    window
        .fills("textbox", &t("ui.passphrase.new"), SECOND)
        .await;
    window.presses("button", &t("ui.passphrase.change")).await;
    window.sees(&t("problems.wrong_passphrase")).await;
    window
        .picture(&target().join("stories/change-passphrase.png"))
        .await;
    window
        .fills("textbox", &t("ui.passphrase.current"), FIRST)
        .await;
    window.presses("button", &t("ui.passphrase.change")).await;
    window.sees(&t("ui.passphrase.changed")).await;

    administrator.account.password = SECOND.to_owned();
    let again = Person::with(administrator.account.clone(), PHONE).await;
    again.signs_in(&server).await;
    assert!(server.whole_audit_rows() > 3);
}

/// A branch as its office keeps it, in a spreadsheet.
const UNITS: &str = "机构编码,机构名称,机构类型,上级机构编码,成立日期
'31,安和保险代理有限公司,公司,,2020-01-01
'3101,华东分公司,分公司,'31,2020-01-01
'310101,徐汇营业部,营业部,'3101,2020-01-01
'31010101,晨曦组,营业组,'310101,2020-01-01
";
const PEOPLE: &str = "工号,姓名,登录名,所属机构,角色,审核级别,入职日期
1001,王芳,wangfang,'31010101,代理人,,2024-03-01
9002,唐文,tangwen,'3101,内勤,3,2023-03-01
";

#[tokio::test]
async fn an_imported_agent_sells_an_imported_product_offline_and_it_is_accepted() {
    let server = Server::with_nobody();
    assert_eq!(server.checks(&INIT).code, 0);
    let files = TempDir::new().expect("a folder");
    for (kind, table) in [("units", UNITS), ("people", PEOPLE)] {
        let file = files.path().join(kind);
        fs::write(&file, table).expect("the table");
        let taken = server.checks(&["import", kind, &file.to_string_lossy()]);
        assert_eq!(taken.code, 0, "{}", taken.told);
    }
    sells_what_is_in_files(&server, &files);
    let agent = with_a_code(&server, "wangfang").await;
    let reviewer = with_a_code(&server, "tangwen").await;

    let window = comes_in(&server, &agent, PHONE_WORDS).await;
    window.has_its_worker().await;
    agent.has_synced(&window).await;
    window.network(false).await;
    window.presses("link", &t("ui.home.new_application")).await;
    window.arrives("/draft/").await;
    window.presses("link", &t("form.begin")).await;
    let catalogue = Catalogue::demonstration().expect("the products");
    let answers = sample::application(3, today(), &catalogue);
    let kind = RecordKind::Application;
    fills_form(&window, kind, &answers, today(), "check").await;
    window.presses("button", &t("form.send.application")).await;
    window.sees(&t("form.sent.saved")).await;
    let text = window.text().await;
    let mut words = text.split_whitespace();
    let number = words.find(|word| word.starts_with("A-"));
    let number = number.expect("a number").to_owned();
    window.network(true).await;
    agent.has_synced(&window).await;

    let desk = comes_in(&server, &reviewer, DESK_WORDS).await;
    opens_case_of(&server, &desk, &number).await;
    desk.sees("王芳").await;
    sees_the_case(&desk).await;
    desk.presses("button", &t("desk.decide.accept")).await;
    decision_is_taken(&desk).await;

    agent.has_synced(&window).await;
    window.goes_to(&server.at("/work")).await;
    window.presses("link", &number).await;
    window.sees(&t("ui.record.accepted_title")).await;
    assert!(server.whole_audit_rows() > 10);
}

const PHONE_WORDS: &str = "蓝色雨伞借给隔壁那只小猫";
const DESK_WORDS: &str = "周末去山里数星星吧好朋友";

/// Puts on sale what an office has in files: here those of the demonstration.
fn sells_what_is_in_files(server: &Server, files: &TempDir) {
    let folder = files.path().join("products");
    let place = folder.to_string_lossy().into_owned();
    let example = server.checks(&["products", "--demonstration", "--to", &place]);
    assert_eq!(example.code, 0, "{}", example.told);
    let tariffs = fs::read_dir(&folder).expect("the files");
    let tariffs: Vec<String> = tariffs
        .map(|file| file.expect("a file").path().to_string_lossy().into_owned())
        .collect();
    let mut command = vec!["publish-products", "--backdated"];
    command.extend(tariffs.iter().map(String::as_str));
    let sold = server.checks(&command);
    assert_eq!(sold.code, 0, "{}", sold.told);
}

/// Somebody who was handed a one-time code.
pub async fn with_a_code(server: &Server, login: &str) -> Person {
    let invited = server.checks(&["invite", login]);
    assert_eq!(invited.code, 0, "{}", invited.told);
    let size = match login {
        "wangfang" => PHONE,
        _ => DESK,
    };
    let account = Account {
        login: login.to_owned(),
        ..fengtao(code_in(&invited.told))
    };
    Person::with(account, size).await
}

/// Signs in for the first time.
pub async fn comes_in(server: &Server, person: &Person, passphrase: &str) -> Window {
    let window = person.opens(server, "/").await;
    let account = &person.account;
    types_login(&window, &account.login, &account.password).await;
    chooses(&window, passphrase).await;
    window.finds("navigation", &t("ui.nav.label")).await;
    window
}

/// Types the login name and what stands for a passphrase, and sends it.
async fn types_entry(window: &Window, secret: &str) {
    types_login(window, "fengtao", secret).await;
}

async fn types_login(window: &Window, login: &str, secret: &str) {
    window.fills("textbox", &t("ui.sign_in.login"), login).await;
    window
        .fills("textbox", &t("ui.sign_in.password"), secret)
        .await;
    window.presses("button", &t("ui.sign_in.submit")).await;
}

/// Types a new passphrase, and signs in with it.
async fn chooses(window: &Window, passphrase: &str) {
    window
        .fills("textbox", &t("ui.passphrase.new"), passphrase)
        .await;
    window
        .presses("button", &t("ui.passphrase.choose_submit"))
        .await;
}

fn fengtao(password: String) -> Account {
    Account {
        role: "administrator".to_owned(),
        login: "fengtao".to_owned(),
        password,
        name: "冯涛".to_owned(),
    }
}

/// The code in what a command said.
fn code_in(told: &str) -> String {
    let mut words = told.split_whitespace();
    let is_code = |word: &&str| word.split('-').map(str::len).eq([4, 4, 4]);
    let code = words.find(is_code);
    code.unwrap_or_else(|| panic!("no code in {told}"))
        .to_owned()
}
