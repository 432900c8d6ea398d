//! The phone dies after the first, the second, … write of saving a check-in.

use super::promises::settles;
use super::slip::{Slip, on_server};
use tests::browser::PHONE;
use tests::device::Phone;
use tests::fate::Fate;
use tests::people::Person;
use tests::server::Server;
use tests::words::t;

/// More writes than saving takes.
const MOST_WRITES: u32 = 4;

#[tokio::test]
async fn a_check_in_waits_or_nothing_is_left_of_it_wherever_saving_stops() {
    let mut fate = Fate::of_run();
    let server = Server::with_demo();
    let agent = Person::new(&server, "agent", 0, PHONE).await;
    let window = agent.signs_in(&server).await;
    agent.has_synced(&window).await;
    let mut other_phone = Phone::new(&server, &agent.account, fate.id());
    let check_in = server.at("/training/check-in");
    let saved = t("training.check_in.to_attendance");

    let mut slips = Vec::new();
    for writes in 0..MOST_WRITES {
        let slip = Slip::new(&mut fate);
        slip.is_typed(&window, &check_in).await;
        window.asks(&dies_after(writes)).await;
        let save = t("training.check_in.save");
        window.presses("button", &save).await;
        window
            .waits("saved, or the end", async || {
                let dead = window.asks(DEAD).await == "yes";
                (dead || window.has("link", &saved).await).then_some(())
            })
            .await;
        slips.push(slip);

        window.goes_to(&server.at("/sync")).await;
        agent.has_synced(&window).await;
        window.sees(&t("ui.sync.only_here_none")).await;
    }

    settles(&mut other_phone);
    let found = on_server(&other_phone);
    let arrived = slips.iter().map(|slip| found.get(slip).copied());
    assert!(arrived.eq([None, Some(1), Some(1), Some(1)]), "{found:?}");
}

const DEAD: &str = "document.documentElement.dataset.dead ?? ''";

/// After so many more writes to drafts the page can write nothing any more.
fn dies_after(writes: u32) -> String {
    format!(
        "(() => {{
            const begin = IDBDatabase.prototype.transaction;
            let left = {writes};
            IDBDatabase.prototype.transaction = function(stores, mode, ...rest) {{
                const writes = mode === 'readwrite' && [stores].flat().includes('drafts');
                if (writes && left-- <= 0) {{
                    document.documentElement.dataset.dead = 'yes';
                    throw new DOMException('the battery is empty', 'InvalidStateError');
                }}
                return begin.call(this, stores, mode, ...rest);
            }};
            return '';
        }})()"
    )
}
