//! The pictures of the README and of the install prompt, taken of the real app. With
//! `SADDLEBAG_PICTURES=public/screenshots` they replace the ones that are delivered.

use std::env;
use std::path::PathBuf;
use tests::browser::{DESK, Size};
use tests::people::Person;
use tests::server::{Server, target};
use tests::words::t;

const NARROW: Size = (390, 844, 2.0);

#[tokio::test]
async fn the_app_shows_itself() {
    let server = Server::with_demo();
    let agent = Person::new(&server, "agent", 0, NARROW).await;
    let window = agent.signs_in(&server).await;
    agent.has_synced(&window).await;
    window.finds("link", &t("ui.home.see_all")).await;
    window.picture(&folder().join("narrow.png")).await;

    let reviewer = Person::new(&server, "reviewer", 1, DESK).await;
    let desk = reviewer.signs_in(&server).await;
    desk.goes_to(&server.at("/desk")).await;
    desk.presses("link", "A-").await;
    desk.finds("button", &t("desk.decide.accept")).await;
    desk.picture(&folder().join("wide.png")).await;
}

fn folder() -> PathBuf {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
    env::var_os("SADDLEBAG_PICTURES")
        .map_or_else(|| target().join("screenshots"), |folder| root.join(folder))
}
