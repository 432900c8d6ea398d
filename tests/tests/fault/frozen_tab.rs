//! The browser freezes the tab that works for all others.

use super::promises::settles;
use super::slip::{Slip, on_server};
use tests::browser::PHONE;
use tests::device::Phone;
use tests::fate::Fate;
use tests::people::Person;
use tests::proxy::Proxy;
use tests::server::Server;
use tests::words::t;

#[tokio::test]
async fn a_frozen_tab_is_relieved_and_does_no_harm_when_it_wakes() {
    let mut fate = Fate::of_run();
    let server = Server::with_demo();
    let agent = Person::new(&server, "agent", 0, PHONE).await;
    let mut proxy_fate = Fate::of_seed(0);
    proxy_fate.healed = true;
    let proxy = Proxy::before(&server, proxy_fate);
    let first = agent.signs_in_at(&proxy.at("/")).await;
    agent.has_synced(&first).await;
    let mut other_phone = Phone::new(&server, &agent.account, fate.id());
    let before = server.whole_audit_rows();
    let check_in = proxy.at("/training/check-in");

    // It freezes with an exchange under way: the server has it, the answer is on the road.
    let begun = Slip::new(&mut fate);
    begun.is_typed(&first, &check_in).await;
    proxy.holds_answers();
    let save = t("training.check_in.save");
    first.presses("button", &save).await;
    first
        .finds("link", &t("training.check_in.to_attendance"))
        .await;
    proxy.has_held_one().await;
    first.freezes().await;
    proxy.lets_new_ones_pass();

    let second = agent.browser.open(PHONE, &check_in).await;
    let slip = Slip::new(&mut fate);
    slip.is_saved(&second, &check_in).await;
    agent.has_synced(&second).await;

    // The old answer reaches it now, when others have gone on.
    first.wakes().await;
    first.comes_to_front().await;
    proxy.releases();
    let last = Slip::new(&mut fate);
    last.is_saved(&first, &check_in).await;
    agent.has_synced(&first).await;
    second.comes_to_front().await;
    agent.has_synced(&second).await;
    second.goes_to(&proxy.at("/sync")).await;
    second.sees(&t("ui.sync.only_here_none")).await;

    settles(&mut other_phone);
    let found = on_server(&other_phone);
    for slip in [&begun, &slip, &last] {
        assert_eq!(found.get(slip), Some(&1), "{slip:?}");
    }
    assert_eq!(server.whole_audit_rows() - before, 3);
}
