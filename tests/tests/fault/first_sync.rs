//! The battery is pulled in the middle of a first sync of many pages.

use super::promises::settles;
use shared::product::Catalogue;
use shared::sample;
use tests::browser::PHONE;
use tests::clock::today;
use tests::device::Phone;
use tests::fate::Fate;
use tests::people::Person;
use tests::proxy::Proxy;
use tests::server::{Server, target};
use tests::words::{t, tf};

/// More than three pages of them.
const RECORDS: u64 = 640;
/// How many changes a phone asks for at once.
const PAGE: u32 = 200;
/// The pages that come before the battery is pulled.
const PAGES: u32 = 2;

#[tokio::test]
async fn a_first_sync_goes_on_where_it_was_when_the_phone_died() {
    let mut fate = Fate::of_run();
    let server = Server::with_demo();
    let mut agent = Person::new(&server, "agent", 0, PHONE).await;
    let mut other_phone = Phone::new(&server, &agent.account, fate.id());
    let catalogue = Catalogue::demonstration().expect("the products");
    for seed in 0..RECORDS {
        other_phone.captures(fate.id(), sample::application(seed, today(), &catalogue));
    }
    settles(&mut other_phone);
    let all = other_phone.all_changes();
    let of_pages = other_phone.first_pages(PAGES, PAGE);

    let mut calm = Fate::of_seed(0);
    calm.healed = true;
    let proxy = Proxy::before(&server, calm);
    // Before the first page, so that the browser has written down who is signed in.
    proxy.holds_answers();
    agent.signs_in_at(&proxy.at("/")).await;
    proxy.has_held_one().await;
    agent.browser.restart().await;
    proxy.releases();

    proxy.holds_answers_after(PAGES);
    let window = agent.browser.open(PHONE, &proxy.at("/")).await;
    proxy.has_held_one().await;
    let (n, m) = (of_pages.to_string(), all.to_string());
    let so_far = [("n", n.as_str()), ("m", &m)];
    window.sees(&tf("ui.first_sync.progress", &so_far)).await;
    let picture = target().join("stories/first-sync.png");
    window.picture(&picture).await;
    window
        .presses("link", &tf("ui.badge.fetching", &so_far))
        .await;
    window.sees(&t("ui.sync.title")).await;
    window.sees(&tf("ui.badge.fetching", &so_far)).await;
    agent.browser.crash().await;
    let before = proxy.cursors();
    proxy.releases();

    proxy.holds_answers();
    let window = agent.browser.open(PHONE, &proxy.at("/")).await;
    proxy.has_held_one().await;
    window.sees(&tf("ui.first_sync.progress", &so_far)).await;
    proxy.lets_new_ones_pass();
    proxy.releases();
    agent.has_synced(&window).await;
    assert!(!window.text().await.contains(&t("ui.first_sync.title")));
    let held: u64 = window.asks(HELD).await.parse().expect("a number");
    assert_eq!(held, all, "everything is on the phone");

    // Only the page that never came was asked for again.
    let asked = proxy.cursors();
    let after = &asked[before.len()..];
    assert_eq!(after.first(), before.last());
    assert!(
        after[1..].iter().all(|cursor| !before.contains(cursor)),
        "{asked:?}"
    );
}

/// How much of what came from the server the browser keeps.
const HELD: &str = r#"(async () => {
    const done = request => new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });
    const [{ name }] = (await indexedDB.databases()).filter(it => it.name !== "saddlebag");
    const vault = await done(indexedDB.open(name));
    const held = await done(vault.transaction("pulled").objectStore("pulled").count());
    vault.close();
    return `${held}`;
})()"#;
