//! Between the browser and the server everything goes wrong that can.

use super::promises::settles;
use super::slip::{Slip, on_server};
use tests::browser::PHONE;
use tests::device::Phone;
use tests::fate::{Fate, rounds};
use tests::people::Person;
use tests::proxy::{Fault, Proxy};
use tests::server::Server;
use tests::words::t;

/// Captures of a short run, at least.
const FEWEST: u64 = 5;
/// By then every fault has struck.
const MOST: usize = 40;

#[tokio::test]
async fn through_a_bad_network_everything_arrives_exactly_once() {
    let mut fate = Fate::of_run();
    let server = Server::with_demo();
    let agent = Person::new(&server, "agent", 0, PHONE).await;
    let proxy = Proxy::before(&server, Fate::of_seed(fate.below(u64::MAX)));
    let window = agent.signs_in_at(&proxy.at("/")).await;
    window.has_its_worker().await;
    let mut other_phone = Phone::new(&server, &agent.account, fate.id());
    let before = server.whole_audit_rows();

    let mut slips = Vec::new();
    let fewest = rounds(FEWEST);
    while (slips.len() as u64) < fewest || proxy.struck().len() < Fault::ALL.len() {
        assert!(
            slips.len() < MOST.max(fewest as usize),
            "{:?}",
            proxy.struck()
        );
        window.network(!fate.chance(25)).await;
        let slip = Slip::new(&mut fate);
        slip.is_saved(&window, &proxy.at("/training/check-in"))
            .await;
        slips.push(slip);
    }
    window.network(true).await;
    println!("{} captures, {:?}", slips.len(), proxy.struck());

    proxy.heals();
    window.goes_to(&proxy.at("/sync")).await;
    window.presses("button", &t("ui.sync.now")).await;
    agent.has_synced(&window).await;
    window.sees(&t("ui.sync.only_here_none")).await;
    settles(&mut other_phone);
    let found = on_server(&other_phone);
    for slip in &slips {
        assert_eq!(found.get(slip), Some(&1), "{slip:?}");
    }
    let acts = server.whole_audit_rows() - before;
    assert_eq!(acts, slips.len() as u64, "nothing was applied twice");
}
