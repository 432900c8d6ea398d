//! The server is restored from a backup that knows less than the phones, while their apps are open.

use super::promises::settles;
use super::slip::{Slip, numbered_on_server, on_server};
use shared::number::{DeviceNumber, RecordNumber};
use shared::record::RecordKind;
use shared::session::Profile;
use tempfile::TempDir;
use tests::browser::{PHONE, Window};
use tests::device::Phone;
use tests::fate::Fate;
use tests::people::Person;
use tests::server::{Server, target};
use tests::words::t;

#[tokio::test]
async fn open_apps_give_a_restored_server_back_what_it_lacks_exactly_once() {
    let mut fate = Fate::of_run();
    let mut server = Server::with_demo();
    let agent = Person::new(&server, "agent", 0, PHONE).await;
    let window = agent.signs_in(&server).await;
    let before = checks_in(&agent, &window, &mut fate).await;
    let folder = TempDir::new().expect("a folder for the backup");
    let backup = folder.path().join("backup.db");
    server.is_backed_up(&backup);

    // What the backup does not know: a check-in, a whole phone, a check-in on that.
    let after = checks_in(&agent, &window, &mut fate).await;
    let other = Person::new(&server, "agent", 0, PHONE).await;
    let other_window = other.signs_in(&server).await;
    let on_other = checks_in(&other, &other_window, &mut fate).await;
    let number = number_of(&other_window).await;
    server.is_restored(&backup);

    // The first phone is known, and sends again what is missing.
    asks_for_an_exchange(&window).await;
    agent.has_synced(&window).await;
    window.sees(&t("ui.sync.waiting_none")).await;
    window.sees(&t("ui.sync.only_here_none")).await;
    window.presses("link", &t("ui.nav.training")).await;
    before.has_arrived(&window).await;
    after.has_arrived(&window).await;

    // The second is not: it keeps everything until somebody signs in.
    signs_in_again(&other, &other_window).await;
    assert_eq!(number_of(&other_window).await, number);
    let last = checks_in(&other, &other_window, &mut fate).await;
    on_other.has_arrived(&other_window).await;
    asks_for_an_exchange(&other_window).await;
    other.has_synced(&other_window).await;
    other_window.sees(&t("ui.sync.waiting_none")).await;
    other_window.sees(&t("ui.sync.only_here_none")).await;

    let mut third = Phone::new(&server, &agent.account, fate.id());
    settles(&mut third);
    let found = on_server(&third);
    for slip in [&before, &after, &on_other, &last] {
        assert_eq!(found.get(slip), Some(&1), "{slip:?}");
    }
    for window in [&window, &other_window] {
        assert_eq!(window.asks("globalThis.still").await, "open");
    }
}

#[tokio::test]
async fn an_open_app_numbers_on_by_the_number_that_a_restored_server_gives_it() {
    let mut fate = Fate::of_run();
    let mut server = Server::with_demo();
    let folder = TempDir::new().expect("a folder for the backup");
    let backup = folder.path().join("backup.db");
    server.is_backed_up(&backup);
    let agent = Person::new(&server, "agent", 0, PHONE).await;
    let window = agent.signs_in(&server).await;
    agent.has_synced(&window).await;
    let other_tab = agent.opens(&server, "/").await;
    agent.has_synced(&other_tab).await;
    let number = number_of(&other_tab).await;

    server.is_restored(&backup);
    let mut third = Phone::with_number(&server, &agent.account, fate.id(), Some(number));
    signs_in_again(&agent, &window).await;
    let given = number_of(&window).await;
    assert_ne!(given, number, "it is another phone's now");
    let slips = [
        checks_in(&agent, &window, &mut fate).await,
        checks_in(&agent, &other_tab, &mut fate).await,
    ];

    settles(&mut third);
    let numbered = numbered_on_server(&third);
    for slip in &slips {
        let (_, number) = numbered
            .iter()
            .find(|(found, _)| found == slip)
            .expect("it is there");
        assert!(is_of(number, given), "{number}");
    }
}

/// Checks in without loading the app anew; returns when the server has it and the page says so.
async fn checks_in(person: &Person, window: &Window, fate: &mut Fate) -> Slip {
    let slip = Slip::new(fate);
    window.comes_to_front().await;
    window.asks("globalThis.still = 'open'").await;
    window.presses("link", &t("ui.nav.training")).await;
    // The start page has a way to the check-in, too, and is there until the trainings have come.
    let title = t("training.title");
    let heading = "document.querySelector('main h1')?.innerText ?? ''";
    window
        .waits("the page of trainings", async || {
            (window.asks(heading).await == title).then_some(())
        })
        .await;
    window.presses("link", &t("training.check_in.title")).await;
    slip.is_saved_here(window).await;
    person.has_synced(window).await;
    window
        .presses("link", &t("training.check_in.to_attendance"))
        .await;
    slip.has_arrived(window).await;
    slip
}

/// The server does not know the app: it says so, and goes on where it was once somebody signs in.
async fn signs_in_again(person: &Person, window: &Window) {
    asks_for_an_exchange(window).await;
    window.sees(&t("ui.sync.sign_in_cause")).await;
    window.picture(&target().join("stories/restored.png")).await;
    window.presses("link", &t("ui.sync.sign_in_button")).await;
    window.sees(&t("ui.sign_in.again_title")).await;
    person.signs_in_on(window).await;
    window.finds("region", &t("ui.home.capture")).await;
    person.has_synced(window).await;
}

/// By the sync badge and the button of its page.
async fn asks_for_an_exchange(window: &Window) {
    window.comes_to_front().await;
    let badge = t("ui.badge.label");
    let begins = badge.split('{').next().unwrap_or_default();
    window.presses("link", begins).await;
    window.presses("button", &t("ui.sync.now")).await;
}

/// The number by which the server knows the browser's app.
async fn number_of(window: &Window) -> DeviceNumber {
    let told = window
        .asks("fetch('/api/session').then(it => it.text())")
        .await;
    let profile: Profile = serde_json::from_str(&told).expect("who is signed in");
    profile.device_number
}

/// Whether the device of this number has given it.
fn is_of(number: &RecordNumber, device: DeviceNumber) -> bool {
    let first = RecordNumber::new(RecordKind::CheckIn.letter(), device, 1);
    let begins = |number: &RecordNumber| number.as_str().rsplitn(3, '-').last().map(str::to_owned);
    begins(number) == begins(&first)
}
