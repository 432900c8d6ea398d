//! The shortcuts of the installed app, and what the window is called where they lead.

use serde_json::Value;
use std::collections::BTreeMap;
use tests::browser::PHONE;
use tests::people::Person;
use tests::server::Server;
use tests::words::t;

#[tokio::test]
async fn every_shortcut_leads_to_what_it_is_named_after() {
    let manifest = include_str!("../../../public/manifest.webmanifest");
    let manifest: Value = serde_json::from_str(manifest).expect("the manifest is JSON");
    let shortcuts = manifest["shortcuts"].as_array().expect("shortcuts");
    let headings = BTreeMap::from([
        ("/new/application", t("states.kind.application")),
        ("/new/loss_notice", t("states.kind.loss_notice")),
        ("/training/check-in", t("training.check_in.title")),
    ]);
    assert_eq!(shortcuts.len(), headings.len());
    let server = Server::with_demo();
    let agent = Person::new(&server, "agent", 0, PHONE).await;
    let window = agent.signs_in(&server).await;
    for shortcut in shortcuts {
        let url = shortcut["url"].as_str().expect("an address");
        window.goes_to(&server.at(url)).await;
        let heading = &headings[url];
        window.finds("heading", heading).await;
        window
            .waits(&format!("the title of {url}"), async || {
                let title = window.asks("document.title").await;
                (title == format!("{heading} · {}", t("ui.app_name"))).then_some(())
            })
            .await;
    }
}
