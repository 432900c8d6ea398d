//! Somebody clears what the browser keeps for the app while they are signed in.

use super::promises::settles;
use super::slip::{Slip, on_server};
use std::collections::BTreeSet;
use tests::browser::PHONE;
use tests::device::Phone;
use tests::fate::Fate;
use tests::people::Person;
use tests::server::{Server, target};
use tests::words::t;

#[tokio::test]
async fn cleared_data_is_told_plainly_pulled_again_and_no_number_is_used_twice() {
    let mut fate = Fate::of_run();
    let server = Server::with_demo();
    let agent = Person::new(&server, "agent", 0, PHONE).await;
    let window = agent.signs_in(&server).await;
    let check_in = server.at("/training/check-in");
    let mut other_phone = Phone::new(&server, &agent.account, fate.id());
    let mut slips = Vec::new();

    // Once the databases alone, as a browser short of room does; once everything.
    for kinds in ["indexeddb", "all"] {
        agent.has_synced(&window).await;
        let slip = Slip::new(&mut fate);
        slip.is_saved(&window, &check_in).await;
        slips.push(slip);
        agent.has_synced(&window).await;

        window.is_cleared(kinds).await;
        window.sees(&t("ui.failure.cleared_title")).await;
        window.sees(&t("ui.store.cleared")).await;
        window.picture(&target().join("stories/cleared.png")).await;
        window.presses("button", &t("ui.sync.sign_in_button")).await;
        window.finds("textbox", &t("ui.sign_in.login")).await;
        if kinds == "indexeddb" {
            window.sees(&t("ui.failure.cleared_title")).await;
        }
        agent.signs_in_on(&window).await;
    }
    agent.has_synced(&window).await;
    let slip = Slip::new(&mut fate);
    slip.is_saved(&window, &check_in).await;
    slips.push(slip);
    agent.has_synced(&window).await;

    settles(&mut other_phone);
    let found = on_server(&other_phone);
    assert!(slips.iter().all(|slip| found.get(slip) == Some(&1)));
    let numbers: BTreeSet<String> = other_phone
        .records()
        .values()
        .map(|record| record.number.to_string())
        .collect();
    assert_eq!(
        numbers.len(),
        other_phone.records().len(),
        "doubled numbers"
    );
    window.goes_to(&server.at("/work")).await;
    window.sees("A-").await;
}
