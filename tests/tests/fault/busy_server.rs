//! A server that is being changed says for how long, and is left alone until then.

use super::slip::{Slip, on_server};
use tests::browser::PHONE;
use tests::device::Phone;
use tests::fate::Fate;
use tests::people::Person;
use tests::proxy::Proxy;
use tests::server::Server;
use tests::words::t;

#[tokio::test]
async fn a_server_that_asks_for_patience_is_left_alone_until_the_person_asks() {
    let mut fate = Fate::of_run();
    let server = Server::with_demo();
    let agent = Person::new(&server, "agent", 0, PHONE).await;
    let proxy = Proxy::before(&server, Fate::of_seed(1));
    proxy.heals();
    let window = agent.signs_in_at(&proxy.at("/")).await;
    window.has_its_worker().await;
    agent.has_synced(&window).await;

    proxy.closes_for(Some(3_600));
    let slips: Vec<Slip> = (0..3).map(|_| Slip::new(&mut fate)).collect();
    for slip in &slips {
        slip.is_saved(&window, &proxy.at("/training/check-in"))
            .await;
    }
    // Each time the app is opened it asks and is told, and so is the service worker, once.
    let before = proxy.turned_away();
    let openings = slips.len();
    assert!(before <= openings + 1, "it was asked {before} times");

    let badge = t("ui.badge.label");
    let badge = badge.split('{').next().unwrap_or_default();
    window.presses("link", badge).await;
    window.presses("button", &t("ui.sync.now")).await;
    window.sees(&t("ui.sync.failed")).await;
    assert_eq!(proxy.turned_away(), before + 1, "the person may always ask");

    proxy.closes_for(None);
    window.presses("button", &t("ui.sync.now")).await;
    agent.has_synced(&window).await;
    let mut other_phone = Phone::new(&server, &agent.account, fate.id());
    super::promises::settles(&mut other_phone);
    let found = on_server(&other_phone);
    assert!(slips.iter().all(|slip| found.get(slip) == Some(&1)));
}
