//! What an agent has sent is acknowledged: the proof is saved, checked without network, and one
//! changed character in it is found.

use super::claim::reports_a_loss;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use tests::browser::{PHONE, Window};
use tests::people::Person;
use tests::server::{Server, target};
use tests::words::t;

#[tokio::test]
async fn a_proof_is_saved_and_one_changed_character_in_it_is_found() {
    let server = Server::with_demo();
    let agent = Person::new(&server, "agent", 1, PHONE).await;
    let window = agent.is_ready_for_the_field(&server).await;
    window.network(false).await;
    let number = reports_a_loss(&server, &window).await;
    window.goes_to(&server.at("/work?status=ready")).await;
    window.presses("link", &number).await;
    window.sees(&t("ui.record.ready_title")).await;
    assert!(!window.text().await.contains(&t("ui.proof.title")));

    window.network(true).await;
    agent.has_synced(&window).await;
    window.sees(&t("ui.proof.code")).await;
    let code = code_on(&window).await;
    window.picture(&target().join("stories/proof.png")).await;
    let folder = TempDir::new().expect("a folder for what is saved");
    agent.browser.saves_to(folder.path()).await;
    // Everything is on the phone.
    window.network(false).await;
    window.presses("button", &t("ui.proof.save")).await;
    window.sees(&t("ui.proof.saved")).await;
    let file = folder.path().join(format!("saddlebag-{number}-1.json"));
    window
        .waits("the saved file", async || file.is_file().then_some(()))
        .await;

    let checked = server.checks(&["verify-receipt", &shown(&file), "--json"]);
    let told: Value = serde_json::from_str(&checked.told).expect("one line of JSON");
    assert_eq!((checked.code, &told["holds"]), (0, &Value::Bool(true)));
    assert_eq!(told["short_code"], code.as_str());

    let changed = with_another_place(&file);
    let checked = server.checks(&["verify-receipt", &shown(&changed)]);
    assert_eq!(checked.code, 1, "{}", checked.told);
    assert!(
        checked.told.contains("content was changed"),
        "{}",
        checked.told
    );

    // Another phone of the agent never had it: it asks the server.
    let other = Person::new(&server, "agent", 1, PHONE).await;
    let window = other.signs_in(&server).await;
    other.has_synced(&window).await;
    window.goes_to(&server.at("/work?status=received")).await;
    window.presses("link", &number).await;
    window.sees(&code).await;
}

/// The proof as somebody would like it to be: one character of the content is another.
fn with_another_place(file: &Path) -> PathBuf {
    let text = fs::read_to_string(file).expect("the proof");
    let changed = text.replacen('路', "街", 1);
    assert_ne!(changed, text);
    let beside = file.with_extension("changed.json");
    fs::write(&beside, changed).expect("the changed proof");
    beside
}

async fn code_on(window: &Window) -> String {
    let text = window.text().await;
    let code = |word: &&str| {
        word.len() == 9
            && word
                .bytes()
                .all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
            && word.as_bytes()[4] == b'-'
    };
    let mut words = text.split_whitespace();
    words.find(code).expect("the proof's code").to_owned()
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
