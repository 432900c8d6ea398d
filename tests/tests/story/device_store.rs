//! The phone's store does what the simulation's does: what the simulation proves holds on the phone.

use futures::FutureExt;
use shared::sync::device_store::Memory;
use shared::sync::device_store::contract::transcript;
use tests::probes::Probes;

/// Histories that both are put through.
const HISTORIES: u32 = 12;

#[tokio::test]
async fn the_store_in_the_browser_keeps_what_every_device_keeps() {
    let app = Probes::new().await;
    let broken = app.broken_promises_of_the_store().await;
    assert!(broken.is_empty(), "{broken:#?}");
}

#[tokio::test]
async fn the_store_in_the_browser_tells_each_history_as_the_simulations_does() {
    let app = Probes::new().await;
    for seed in 1..=HISTORIES {
        let here = transcript(&Memory::default(), seed.into()).now_or_never();
        let here = here.expect("memory never waits");
        let there = app.history_of_the_store(seed).await;
        assert!(here.len() > 100, "seed {seed} tells {} things", here.len());
        let first = here.iter().zip(&there).find(|(here, there)| here != there);
        assert_eq!(first, None, "seed {seed}");
        assert_eq!(here.len(), there.len(), "seed {seed}");
    }
}
