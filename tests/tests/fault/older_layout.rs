//! A profile whose databases an older build has made is opened by this one, killed while it brings
//! them up to date, and opened again.

use super::promises::settles;
use super::slip::{Slip, on_server};
use std::time::Duration;
use tests::browser::PHONE;
use tests::device::Phone;
use tests::fate::{Fate, rounds};
use tests::people::Person;
use tests::server::Server;
use tests::words::t;

/// How often it is killed in a short run.
const KILLS: u64 = 3;
/// The longest time from opening to the end, in microseconds.
const LATEST: u64 = 600_000;

#[tokio::test]
async fn data_of_the_first_layout_survives_the_upgrade_and_every_kill_in_it() {
    let mut fate = Fate::of_run();
    let mut server = Server::with_demo();
    let mut agent = Person::new(&server, "agent", 0, PHONE).await;
    agent.is_ready_for_the_field(&server).await;
    // Else the first kill could come before the browser has written down who is signed in.
    agent.browser.restart().await;
    let window = agent.opens(&server, "/").await;
    let mut other_phone = Phone::new(&server, &agent.account, fate.id());
    server.is_killed();
    let slip = Slip::new(&mut fate);
    slip.is_saved(&window, &server.at("/training/check-in"))
        .await;
    window.goes_to(&server.at("/new/loss_notice")).await;
    window.arrives("/draft/").await;
    let page = format!("{}/loss_description", window.path().await);
    window.goes_to(&server.at(&page)).await;
    let field = t("fields.loss.description");
    window.fills("textbox", &field, "旧版本里写的经过").await;
    window.sees(&t("form.kept")).await;

    // A file of the site that opens no database itself.
    window.goes_to(&server.at("/icons/icon.svg")).await;
    let said = window.asks(&format!("{BEGIN}{FIRST_LAYOUT}")).await;
    assert_eq!(
        said, "1: device; 1: drafts,meta,outbox,parked,pulled,sent",
        "both databases are as the first build made them"
    );
    // The rewriting is this story's own and not strict: only a browser that closes has written it down.
    agent.browser.restart().await;
    for _ in 0..rounds(KILLS) {
        drop(agent.opens(&server, &page).await);
        tokio::time::sleep(Duration::from_micros(fate.below(LATEST))).await;
        agent.browser.crash().await;
    }
    let window = agent.opens(&server, &page).await;
    window.finds("textbox", &field).await;
    let typed = "document.querySelector('form textarea').value";
    assert_eq!(window.asks(typed).await, "旧版本里写的经过");

    server.starts_again();
    window.goes_to(&server.at("/sync")).await;
    agent.has_synced(&window).await;
    settles(&mut other_phone);
    assert_eq!(on_server(&other_phone).get(&slip), Some(&1));
}

/// As a browser was seen to leave them that was killed at the wrong moment.
#[tokio::test]
async fn a_database_that_kept_its_version_without_its_stores_is_mended() {
    let server = Server::with_demo();
    let agent = Person::new(&server, "agent", 0, PHONE).await;
    agent.is_ready_for_the_field(&server).await;
    let window = agent.opens(&server, "/new/loss_notice").await;
    window.arrives("/draft/").await;
    let page = format!("{}/loss_description", window.path().await);
    window.goes_to(&server.at(&page)).await;
    let field = t("fields.loss.description");
    window.fills("textbox", &field, "写了一半的经过").await;
    window.sees(&t("form.kept")).await;

    window.goes_to(&server.at("/icons/icon.svg")).await;
    let said = window.asks(&without("saddlebag-", "ready offered")).await;
    assert_eq!(
        said,
        "3: acknowledgements,drafts,meta,outbox,parked,pulled,sent"
    );
    window.goes_to(&server.at(&page)).await;
    window.reads("textbox", &field, "写了一半的经过").await;

    // Who works here is gone with the device's own: they sign in, and everything is there.
    window.goes_to(&server.at("/icons/icon.svg")).await;
    assert_eq!(window.asks(&without("saddlebag", "device")).await, "1: ");
    window.goes_to(&server.at("/")).await;
    agent.signs_in_on(&window).await;
    agent.has_synced(&window).await;
    window.goes_to(&server.at(&page)).await;
    window.reads("textbox", &field, "写了一半的经过").await;
}

/// Makes of the first database whose name begins so the same one of the same version without these stores, and says
/// what it has made.
fn without(name: &str, stores: &str) -> String {
    format!(
        "{BEGIN}{}",
        WITHOUT.replace("NAME", name).replace("STORES", stores)
    )
}

/// What both scripts begin with.
const BEGIN: &str = r#"(async () => {
    const done = request => new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = request.onblocked = () => reject(request.error ?? new Error("blocked"));
    });
    // The worker, or the app in another window, may open it in between: then it is theirs, and is made again.
    const making = async (name, version, kept) => {
        for (;;) {
            await done(indexedDB.deleteDatabase(name));
            const opening = indexedDB.open(name, version);
            let ours = false;
            opening.onupgradeneeded = () => {
                ours = true;
                for (const [store, pairs] of Object.entries(kept)) {
                    const made = opening.result.createObjectStore(store);
                    for (const [key, value] of pairs) made.put(value, key);
                }
            };
            const made = await done(opening);
            if (ours) return made;
            made.close();
        }
    };
"#;

const WITHOUT: &str = r#"
    const known = (await indexedDB.databases()).map(({ name }) => name).sort();
    const name = known.find(name => name.startsWith("NAME"));
    const now = await done(indexedDB.open(name));
    const kept = {};
    for (const store of [...now.objectStoreNames]) {
        if ("STORES".split(" ").includes(store)) continue;
        const values = now.transaction(store).objectStore(store);
        const [keys, all] = await Promise.all([done(values.getAllKeys()), done(values.getAll())]);
        kept[store] = keys.map((key, place) => [key, all[place]]);
    }
    const version = now.version;
    now.close();
    const made = await making(name, version, kept);
    const said = `${made.version}: ${[...made.objectStoreNames]}`;
    made.close();
    return said;
})()"#;

/// Makes of every database the same one with the stores and the version of the first build that was
/// ever installed, and says what it has made.
const FIRST_LAYOUT: &str = r#"
    const FIRST = ["device", "meta", "drafts", "pulled", "outbox", "sent", "parked"];
    const made = [];
    for (const { name } of await indexedDB.databases()) {
        const now = await done(indexedDB.open(name));
        const kept = {};
        for (const store of [...now.objectStoreNames].filter(store => FIRST.includes(store))) {
            const values = now.transaction(store).objectStore(store);
            const [keys, all] = await Promise.all([done(values.getAllKeys()), done(values.getAll())]);
            kept[store] = keys.map((key, place) => [key, all[place]]);
        }
        now.close();
        const first = await making(name, 1, kept);
        made.push(`${first.version}: ${[...first.objectStoreNames]}`);
        first.close();
    }
    return made.join("; ");
})()"#;
