//! An agent lets the phone tell them of questions while the app is closed.

use shared::record::RecordKind;
use shared::sample;
use tests::browser::{PHONE, PermissionSetting, Window, fills_form};
use tests::clock::today;
use tests::people::Person;
use tests::server::{Server, target};
use tests::site::worker;
use tests::words::t;

/// A push service that the server speaks to; this browser has none.
const ENDPOINT: &str = "https://fcm.googleapis.com/fcm/send/of-this-phone";

/// What the phone shows: how many, and of the last its heading, text and tag.
const SHOWN: &str = "navigator.serviceWorker.ready.then(it => it.getNotifications())
    .then(all => [all.length, all.at(-1)?.title, all.at(-1)?.body, all.at(-1)?.tag].join(' | '))";

/// Whether the page has asked the server whether the company offers it.
const ASKED: &str =
    "performance.getEntriesByName(location.origin + '/api/push').length > 0 ? 'yes' : 'no'";

/// From now on the browser is told at [`ENDPOINT`], until it is unsubscribed.
async fn has_a_push_service(phone: &Window) {
    let asked = phone
        .asks(&format!(
            "(() => {{
                const subscription = {{ endpoint: '{ENDPOINT}', unsubscribe: async () => {{ delete window.told; return true; }} }};
                PushManager.prototype.subscribe = async ({{ userVisibleOnly, applicationServerKey }}) => {{
                    window.told = userVisibleOnly && applicationServerKey.length === 87 && subscription;
                    return window.told;
                }};
                PushManager.prototype.getSubscription = async () => window.told ?? null;
                return 'ready';
            }})()"
        ))
        .await;
    assert_eq!(asked, "ready");
}

async fn is_told(phone: &Window) -> bool {
    phone.asks("String(Boolean(window.told))").await == "true"
}

/// An agent before the settings of their phone, who answers the browser so when it asks to notify them.
async fn is_at_the_settings(server: &Server, answer: PermissionSetting) -> (Person, Window) {
    let agent = Person::new(server, "agent", 0, PHONE).await;
    agent.browser.lets_notify(answer).await;
    let phone = agent.is_ready_for_the_field(server).await;
    phone.presses("link", &t("ui.nav.settings")).await;
    phone.arrives("/settings").await;
    (agent, phone)
}

/// Turns it on where the browser has a push service.
async fn lets_themselves_be_told(phone: &Window) {
    has_a_push_service(phone).await;
    phone.presses("button", &t("ui.push.turn_on")).await;
    phone.sees(&t("ui.push.on")).await;
}

#[tokio::test]
async fn an_agent_turns_it_on_is_told_without_a_word_of_the_case_and_turns_it_off() {
    let server = Server::that_tells();
    let (_agent, phone) = is_at_the_settings(&server, PermissionSetting::Granted).await;
    phone.sees(&t("ui.push.text")).await;
    phone.presses("button", &t("ui.push.turn_on")).await;
    phone.sees(&t("ui.push.no_service")).await;
    phone
        .picture(&target().join("stories/no-push-service.png"))
        .await;

    lets_themselves_be_told(&phone).await;
    phone.picture(&target().join("stories/told.png")).await;

    for _ in 0..2 {
        phone.is_pushed().await;
    }
    let expected = format!(
        "1 | {} | {} | waits",
        t("ui.push.notification_title"),
        t("ui.push.notification_text")
    );
    phone
        .waits("the notification", async || {
            (phone.asks(SHOWN).await == expected).then_some(())
        })
        .await;

    phone.presses("button", &t("ui.push.turn_off")).await;
    phone.finds("button", &t("ui.push.turn_on")).await;
    assert!(!is_told(&phone).await);
}

#[tokio::test]
async fn signing_out_ends_it() {
    let server = Server::that_tells();
    let (agent, phone) = is_at_the_settings(&server, PermissionSetting::Granted).await;
    lets_themselves_be_told(&phone).await;
    phone.presses("button", &t("ui.settings.sign_out")).await;
    phone.sees(&t("ui.settings.sign_out_title")).await;
    phone.presses("button", &t("ui.settings.sign_out")).await;
    phone.finds("button", &t("ui.sign_in.submit")).await;
    phone
        .waits("the end of it", async || {
            (!is_told(&phone).await).then_some(())
        })
        .await;
    agent.signs_in_on(&phone).await;
    phone.presses("link", &t("ui.nav.settings")).await;
    phone.finds("button", &t("ui.push.turn_on")).await;
}

#[tokio::test]
async fn a_browser_that_may_not_notify_says_how_it_may() {
    let server = Server::that_tells();
    let (_agent, phone) = is_at_the_settings(&server, PermissionSetting::Denied).await;
    phone.sees(&t("ui.push.denied")).await;
}

#[tokio::test]
async fn a_company_that_does_not_want_it_says_nothing_of_it() {
    let server = Server::with_demo();
    let (_agent, phone) = is_at_the_settings(&server, PermissionSetting::Granted).await;
    phone.finds("button", &t("ui.settings.sign_out")).await;
    phone
        .waits("the server's answer", async || {
            (phone.asks(ASKED).await == "yes").then_some(())
        })
        .await;
    assert!(!phone.text().await.contains(&t("ui.push.title")));
}

#[tokio::test]
async fn it_is_offered_once_when_something_is_on_its_way() {
    let server = Server::that_tells();
    let agent = Person::new(&server, "agent", 1, PHONE).await;
    agent.browser.lets_notify(PermissionSetting::Prompt).await;
    let phone = agent.is_ready_for_the_field(&server).await;
    submits(&phone, &server, 5).await;
    phone.sees(&t("ui.push.text")).await;
    phone
        .picture(&target().join("stories/push-offer.png"))
        .await;
    phone.presses("button", &t("ui.push.not_now")).await;
    phone.sees(&t("ui.push.later")).await;
    submits(&phone, &server, 6).await;
    phone.sees(&t("form.sent.received")).await;
    assert_eq!(phone.asks(ASKED).await, "no", "nothing is offered again");
    assert!(!phone.text().await.contains(&t("ui.push.title")));
}

/// Fills in a loss notice and sends it.
async fn submits(phone: &Window, server: &Server, seed: u64) {
    phone.goes_to(&server.at("/new/loss_notice")).await;
    phone.arrives("/draft/").await;
    phone.presses("link", &t("form.begin")).await;
    let answers = sample::loss_notice(seed, today());
    let kind = RecordKind::LossNotice;
    fills_form(phone, kind, &answers, today(), "check").await;
    phone.presses("button", &t("form.send.loss_notice")).await;
    phone.finds("link", &t("form.sent.home")).await;
}

/// The worker as it is delivered, run where the story sees what it does: a browser without a screen has
/// nothing to click on.
#[tokio::test]
async fn what_is_shown_leads_to_what_waits() {
    let server = Server::that_tells();
    let (_agent, phone) = is_at_the_settings(&server, PermissionSetting::Prompt).await;
    assert_eq!(clicks(&phone, "").await, "closed, opened /");
    phone.arrives("/settings").await;
    assert_eq!(clicks(&phone, "page").await, "closed, told, focused");
    phone
        .waits("the start page", async || {
            (phone.path().await == "/").then_some(())
        })
        .await;
    phone.finds("heading", &t("ui.home.needs_you")).await;
}

/// What the worker does when somebody clicks on what it showed, with these pages open.
async fn clicks(phone: &Window, open: &str) -> String {
    let source = worker();
    phone
        .asks(&format!(
            "(async () => {{
                const done = [], heard = {{}}, waits = [];
                const page = {{
                    postMessage: data => {{
                        done.push('told');
                        navigator.serviceWorker.dispatchEvent(new MessageEvent('message', {{ data }}));
                    }},
                    focus: async () => done.push('focused'),
                }};
                const worker = {{
                    addEventListener: (name, hear) => {{ heard[name] = hear; }},
                    clients: {{
                        matchAll: async () => [{open}],
                        openWindow: async path => done.push('opened ' + path),
                    }},
                }};
                (self => {{ {source} }})(worker);
                heard.notificationclick({{
                    notification: {{ close: () => done.push('closed') }},
                    waitUntil: promise => waits.push(promise),
                }});
                await Promise.all(waits);
                return done.join(', ');
            }})()"
        ))
        .await
}
