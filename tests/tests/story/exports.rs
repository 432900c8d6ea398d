//! Lists are taken out where they are shown: an administrator takes out people and takes them in again, an auditor the
//! log, a reviewer the cases, a trainer a month, and everybody what is kept of them.

use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use tests::browser::{DESK, PHONE, Size, Window};
use tests::people::Person;
use tests::server::{Server, target};
use tests::words::{t, tf};

/// Somebody who is signed in, and where their browser keeps what they save.
struct AtWork {
    window: Window,
    folder: TempDir,
    _person: Person,
}

impl AtWork {
    async fn new(server: &Server, role: &str, size: Size) -> Self {
        let person = Person::new(server, role, 0, size).await;
        let window = person.signs_in(server).await;
        let folder = TempDir::new().expect("a folder for what is saved");
        person.browser.saves_to(folder.path()).await;
        Self {
            window,
            folder,
            _person: person,
        }
    }

    /// Takes out what the page shows; the file of a list, once it is whole.
    async fn takes_out(&self, format: &str, list: &str) -> PathBuf {
        let button = tf("exports.button", &[("format", format)]);
        self.window.presses("button", &button).await;
        self.has(list, &format.to_lowercase()).await
    }

    /// The file of a list that was saved.
    async fn has(&self, list: &str, ending: &str) -> PathBuf {
        let saved = || {
            let files = fs::read_dir(self.folder.path()).ok()?;
            let mut paths = files.flatten().map(|file| file.path());
            paths.find(|path| {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                name.starts_with(list) && name.ends_with(ending)
            })
        };
        self.window.waits("the saved file", async || saved()).await
    }
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn text_of(path: &Path) -> String {
    fs::read_to_string(path).expect("the saved file")
}

#[tokio::test]
async fn an_administrator_takes_out_people_who_are_taken_in_unchanged() {
    let server = Server::with_demo();
    let administrator = AtWork::new(&server, "administrator", DESK).await;
    let desk = &administrator.window;
    desk.presses("link", &t("ui.nav.people")).await;
    desk.finds("button", &tf("exports.button", &[("format", "XLSX")]))
        .await;
    desk.picture(&target().join("stories/people-take-out.png"))
        .await;
    let workbook = administrator.takes_out("XLSX", "people-").await;
    let imported = server.checks(&["import", "people", &shown(&workbook)]);
    assert_eq!(imported.code, 0, "{}", imported.told);
    let words = "people: 0 new, 0 changed";
    assert!(imported.told.contains(words), "{}", imported.told);

    desk.fills("searchbox", &t("people.search"), "王芳").await;
    desk.sees(&tf("people.total", &[("n", "1")])).await;
    let table = administrator.takes_out("CSV", "people-").await;
    let text = text_of(&table);
    assert!(text.contains("王芳") && !text.contains("李强"), "{text}");
}

#[tokio::test]
async fn who_sees_a_list_takes_it_out_as_it_is_shown() {
    let server = Server::with_demo();
    let auditor = AtWork::new(&server, "auditor", DESK).await;
    auditor.window.goes_to(&server.at("/audit")).await;
    auditor.window.sees(&t("audit.checked")).await;
    let log = text_of(&auditor.takes_out("CSV", "audit-log-").await);
    assert!(log.contains(&t("audit.action.read_log")), "{log}");

    let reviewer = AtWork::new(&server, "reviewer", DESK).await;
    reviewer.window.goes_to(&server.at("/desk")).await;
    reviewer.window.finds("heading", &t("desk.title")).await;
    let cases = text_of(&reviewer.takes_out("CSV", "cases-").await);
    assert!(cases.contains("A-"), "{cases}");

    let trainer = AtWork::new(&server, "trainer", PHONE).await;
    trainer.window.goes_to(&server.at("/training")).await;
    trainer
        .window
        .finds("heading", &t("exports.attendance"))
        .await;
    let month = text_of(&trainer.takes_out("CSV", "attendance-").await);
    assert!(month.contains(&t("exports.column.presence")), "{month}");
}

#[tokio::test]
async fn an_agent_takes_out_what_is_kept_of_them_and_is_told_when_it_cannot_be() {
    let server = Server::with_demo();
    let agent = AtWork::new(&server, "agent", PHONE).await;
    let phone = &agent.window;
    phone.goes_to(&server.at("/settings")).await;
    phone.finds("heading", &t("exports.own.title")).await;
    phone.network(false).await;
    phone.presses("button", &t("exports.own.button")).await;
    phone.finds("heading", &t("exports.failed")).await;
    phone.network(true).await;
    phone.presses("button", &t("exports.own.button")).await;
    let archive = agent.has("my-data-", "zip").await;
    let bytes = fs::read(&archive).expect("the saved file");
    assert!(bytes.starts_with(b"PK\x03\x04"));
    assert!(!phone.text().await.contains(&t("exports.failed")));
    phone.picture(&target().join("stories/my-data.png")).await;
}
