//! The phone's battery is pulled again and again in the middle of saving.

use super::promises::settles;
use super::slip::{Slip, on_server};
use std::time::Duration;
use tests::browser::{PHONE, Window};
use tests::device::Phone;
use tests::fate::{Fate, rounds};
use tests::people::Person;
use tests::server::Server;
use tests::words::t;

/// How often it is killed in a short run.
const KILLS: u64 = 4;
/// The longest time between pressing save and the end, in microseconds.
const LATEST: u64 = 30_000;
/// A page of the claim report with one long text.
const PAGE: &str = "loss_description";

#[tokio::test]
async fn what_was_shown_as_saved_survives_every_kill_and_is_sent_once() {
    let mut fate = Fate::of_run();
    let mut server = Server::with_demo();
    let mut agent = Person::new(&server, "agent", 0, PHONE).await;
    agent.is_ready_for_the_field(&server).await;
    // Else the first kill could come before the browser has written down who is signed in.
    agent.browser.restart().await;
    let mut window = agent.opens(&server, "/").await;
    let mut other_phone = Phone::new(&server, &agent.account, fate.id());
    let before = server.whole_audit_rows();

    server.is_killed();
    let draft = begins_a_draft(&server, &window).await;
    let (mut shown, mut pressed) = (Vec::new(), Vec::new());
    for round in 0..rounds(KILLS) {
        let kept = format!("第{round}次的经过");
        types(&window, &server.at(&draft), &kept).await;
        window.sees(&t("form.kept")).await;
        let slip = Slip::new(&mut fate);
        let check_in = server.at("/training/check-in");
        slip.is_saved(&window, &check_in).await;
        shown.push(slip);

        let later = format!("{kept}，以及之后输入的话");
        if fate.chance(50) {
            types(&window, &server.at(&draft), &later).await;
        } else {
            let slip = Slip::new(&mut fate);
            slip.is_typed(&window, &check_in).await;
            let save = t("training.check_in.save");
            window.presses("button", &save).await;
            pressed.push(slip);
        }
        tokio::time::sleep(Duration::from_micros(fate.below(LATEST))).await;
        agent.browser.crash().await;

        window = agent.opens(&server, &draft).await;
        let typed = what_is_typed(&window).await;
        assert!(typed == kept || typed == later, "{typed:?}");
    }

    server.starts_again();
    let window = agent.opens(&server, "/sync").await;
    agent.has_synced(&window).await;
    settles(&mut other_phone);
    let found = on_server(&other_phone);
    for slip in &shown {
        assert_eq!(found.get(slip), Some(&1), "shown as saved: {slip:?}");
    }
    let whole = |slip: &&Slip| found.contains_key(*slip);
    let more = pressed.iter().filter(whole).count();
    for slip in &pressed {
        assert!(found.get(slip).is_none_or(|times| *times == 1), "{slip:?}");
    }
    println!(
        "{} shown as saved, {more} of {} others whole",
        shown.len(),
        pressed.len()
    );
    let acts = server.whole_audit_rows() - before;
    assert_eq!(acts, (shown.len() + more) as u64, "sent once");
}

/// Begins a claim report; the path of its page with a long text.
async fn begins_a_draft(server: &Server, window: &Window) -> String {
    window.goes_to(&server.at("/new/loss_notice")).await;
    window.arrives("/draft/").await;
    let draft = window.path().await;
    format!("{draft}/{PAGE}")
}

async fn types(window: &Window, address: &str, text: &str) {
    window.goes_to(address).await;
    window
        .fills("textbox", &t("fields.loss.description"), text)
        .await;
}

async fn what_is_typed(window: &Window) -> String {
    window.finds("textbox", &t("fields.loss.description")).await;
    window
        .asks("document.querySelector('form textarea').value")
        .await
}
