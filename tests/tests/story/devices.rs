//! Somebody sees where they are signed in, and ends it: there, or everywhere. What is unsent stays where
//! it is. What the app asks for by itself keeps nobody signed in.

use super::claim::reports_a_loss;
use tests::agent::asks_for_an_exchange;
use tests::browser::{DESK, PHONE, Window};
use tests::people::Person;
use tests::server::{Server, target};
use tests::words::{t, tf};

#[tokio::test]
async fn a_phone_signed_out_from_elsewhere_says_so_and_keeps_drafts_and_queue() {
    let server = Server::with_demo();
    let lost = Person::new(&server, "agent", 1, PHONE).await;
    let phone = lost.is_ready_for_the_field(&server).await;
    let own = Person::new(&server, "agent", 1, PHONE).await;
    let other = own.is_ready_for_the_field(&server).await;

    other.goes_to(&server.at("/settings")).await;
    other.sees(&t("ui.devices.this")).await;
    other.picture(&target().join("stories/devices.png")).await;
    other.presses("button", &end_begins()).await;
    other.sees(&t("ui.devices.end_text")).await;
    other.presses("button", &t("ui.devices.end_confirm")).await;
    other.sees(&t("ui.devices.ended")).await;
    other
        .waits("the other device to be gone", async || {
            (!other.has("button", &end_begins()).await).then_some(())
        })
        .await;

    begins_an_application(&server, &phone).await;
    let number = reports_a_loss(&server, &phone).await;
    asks_for_an_exchange(&phone).await;
    phone.sees(&t("ui.sync.sign_in_cause")).await;
    phone.sees(&t("ui.sync.sign_in_effect")).await;
    phone.presses("link", &t("ui.sync.sign_in_button")).await;
    phone.sees(&t("ui.sign_in.again_text")).await;
    lost.signs_in_on(&phone).await;
    phone.finds("region", &t("ui.home.capture")).await;
    lost.has_synced(&phone).await;
    phone.goes_to(&server.at("/work?status=draft")).await;
    phone.finds("link", "A-").await;
    phone.goes_to(&server.at("/work?status=received")).await;
    phone.finds("link", &number).await;
}

#[tokio::test]
async fn signing_out_everywhere_says_what_is_unsent_here_and_ends_every_sign_in() {
    let server = Server::with_demo();
    let agent = Person::new(&server, "agent", 1, PHONE).await;
    let phone = agent.is_ready_for_the_field(&server).await;
    let at_home = Person::new(&server, "agent", 1, DESK).await;
    let desk = at_home.is_ready_for_the_field(&server).await;
    begins_an_application(&server, &phone).await;

    phone.network(false).await;
    phone.goes_to(&server.at("/settings")).await;
    phone.sees(&t("ui.devices.unread_title")).await;
    phone.network(true).await;
    phone.presses("button", &t("ui.retry")).await;
    phone
        .presses("button", &t("ui.devices.end_everywhere"))
        .await;
    let unsent = [("n", "0"), ("d", "1")];
    phone
        .sees(&tf("ui.settings.sign_out_unsent", &unsent))
        .await;
    phone
        .presses("button", &t("ui.devices.everywhere_confirm"))
        .await;
    phone.finds("textbox", &t("ui.sign_in.login")).await;

    asks_for_an_exchange(&desk).await;
    desk.sees(&t("ui.sync.sign_in_cause")).await;
    agent.signs_in_on(&phone).await;
    phone.goes_to(&server.at("/work?status=draft")).await;
    phone.finds("link", "A-").await;
}

#[tokio::test]
async fn what_the_app_asks_for_by_itself_says_how_long_nobody_did_anything() {
    let server = Server::with_demo();
    let reviewer = Person::new(&server, "reviewer", 0, DESK).await;
    let desk = reviewer.signs_in(&server).await;
    reviewer.has_synced(&desk).await;
    desk.asks(LISTENS).await;

    // Half an hour later nobody has been there; the network comes back, and the app asks.
    desk.asks("(now => Date.now = () => now.call(Date) + 1_800_000)(Date.now), ''")
        .await;
    desk.asks("dispatchEvent(new Event('online')), ''").await;
    desk.waits("an exchange that nobody asked for", async || {
        idle_told(&desk).await.filter(|idle| *idle >= 1_800)
    })
    .await;

    asks_for_an_exchange(&desk).await;
    desk.waits("an exchange that somebody asked for", async || {
        idle_told(&desk).await.filter(|idle| *idle < 1_800)
    })
    .await;
}

/// Writes down what each exchange says of how long nobody did anything.
const LISTENS: &str = "(fetch => globalThis.fetch = request => {
    if (request.url.endsWith('/api/sync')) globalThis.idle = request.headers.get('saddlebag-idle');
    return fetch(request);
})(globalThis.fetch), ''";

/// What the last exchange said, in seconds.
async fn idle_told(window: &Window) -> Option<u64> {
    window.asks("globalThis.idle ?? ''").await.parse().ok()
}

/// What the button begins with that signs out on one device.
fn end_begins() -> String {
    let label = t("ui.devices.end");
    label.split('{').next().unwrap_or_default().to_owned()
}

async fn begins_an_application(server: &Server, window: &Window) {
    window.goes_to(&server.at("/new/application")).await;
    window.arrives("/draft/").await;
    window.finds("link", &t("form.begin")).await;
    let overview = window.path().await;
    let page = server.at(&format!("{overview}/applicant_contact"));
    window.goes_to(&page).await;
    let district = t("fields.person.district");
    window.fills("textbox", &district, "徐汇区").await;
    window.sees(&t("form.kept")).await;
}
