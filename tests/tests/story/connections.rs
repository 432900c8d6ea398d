//! Other systems: an administrator makes a key with which one takes people out until it is ended, and has another told
//! of accepted cases, which fails at first and hears of it all the same, though the server ends meanwhile.

use serde_json::Value;
use tests::browser::{DESK, Window};
use tests::desk::Reviewer;
use tests::http;
use tests::people::{Person, decision_is_taken};
use tests::receiver::Receiver;
use tests::server::{Server, target};
use tests::words::{t, tf};

const SYSTEM: &str = "薪酬系统";
const SECRET: &str = "document.querySelector('.connection-secret').textContent";

/// An administrator before the keys and webhooks.
async fn is_at_the_connections(server: &Server) -> (Person, Window) {
    let administrator = Person::new(server, "administrator", 0, DESK).await;
    let desk = administrator.signs_in(server).await;
    desk.presses("link", &t("ui.nav.connections")).await;
    desk.finds("heading", &t("connections.title")).await;
    (administrator, desk)
}

/// The secret that is shown this once.
async fn puts_the_secret_away(desk: &Window, title: &str, seen: &str) -> String {
    desk.sees(title).await;
    let secret = desk.asks(SECRET).await;
    desk.presses("button", &t(seen)).await;
    secret.trim().to_owned()
}

#[tokio::test]
async fn another_system_takes_people_out_with_a_key_until_it_is_ended() {
    let server = Server::with_demo();
    let (_administrator, desk) = is_at_the_connections(&server).await;
    desk.sees(&t("connections.key.none")).await;
    desk.presses("link", &t("connections.key.make")).await;
    desk.arrives("/connections/new-key").await;

    // What is missing is said before anything is sent, and what the server refuses by its field.
    desk.presses("button", &t("connections.key.submit")).await;
    let missing = tf("people.needed", &[("label", &t("connections.key.name"))]);
    desk.sees(&missing).await;
    desk.fills("textbox", &t("connections.key.name"), SYSTEM)
        .await;
    desk.presses("button", &t("connections.key.submit")).await;
    desk.sees(&t("findings.key_scopes_needed")).await;
    desk.presses("checkbox", &t("connections.scope.people_read"))
        .await;
    desk.picture(&target().join("stories/new-key.png")).await;
    desk.presses("button", &t("connections.key.submit")).await;
    desk.arrives("/connections").await;
    let title = tf("connections.key.made_title", &[("name", SYSTEM)]);
    desk.sees(&title).await;
    desk.picture(&target().join("stories/key-made.png")).await;
    let key = puts_the_secret_away(&desk, &title, "connections.key.made_seen").await;
    assert!(!desk.text().await.contains(&key), "it is shown once");

    let people = server.at("/api/exports/people?format=csv&language=zh-Hans");
    let taken = http::post_with_key(&key, &people, "{}").expect("an answer");
    assert_eq!(taken.status, 200, "{}", taken.body);
    assert!(taken.body.contains("王芳"), "{}", taken.body);
    let cases = server.at("/api/exports/cases?format=csv");
    let refused = http::post_with_key(&key, &cases, "{}").expect("an answer");
    assert_eq!(refused.json::<Value>()["code"], "key_may_not");

    desk.reloads().await;
    desk.sees(SYSTEM).await;
    assert!(!desk.text().await.contains(&t("connections.key.used_never")));
    desk.presses("button", &t("connections.key.end")).await;
    desk.confirms(&t("connections.key.end_confirm")).await;
    desk.sees(&t("connections.key_end.by_hand")).await;
    desk.picture(&target().join("stories/connections.png"))
        .await;
    let refused = http::post_with_key(&key, &people, "{}").expect("an answer");
    assert_eq!(refused.status, 401);
    assert_eq!(refused.json::<Value>()["code"], "key_ended");
}

#[tokio::test]
async fn another_system_hears_of_an_accepted_case_though_it_fails_and_the_server_ends() {
    let mut server = Server::with_demo();
    let system = Receiver::that_answers(&[500]);
    let (_administrator, desk) = is_at_the_connections(&server).await;
    desk.presses("link", &t("connections.webhook.make")).await;
    desk.arrives("/connections/new-webhook").await;
    desk.fills(
        "textbox",
        &t("connections.webhook.address"),
        system.address(),
    )
    .await;
    desk.presses("checkbox", &t("connections.event.submission_accepted"))
        .await;
    desk.presses("button", &t("connections.webhook.submit"))
        .await;
    let title = t("connections.webhook.made_title");
    let secret = puts_the_secret_away(&desk, &title, "connections.webhook.made_seen").await;
    assert!(secret.starts_with("whsec_"), "{secret}");

    let reviewer = Reviewer::at_a_case(&server).await;
    reviewer.accepts().await;
    decision_is_taken(&reviewer.desk).await;
    let first = system.hears();
    let told: Value = serde_json::from_str(&first.body).expect("JSON");
    assert_eq!(told["type"], "submission.accepted");
    assert_eq!(told["data"]["number"], reviewer.number.as_str());
    assert!(first.header("webhook-signature").starts_with("v1,"));

    desk.presses("link", system.address()).await;
    sees_in_the_log(
        &desk,
        &tf("connections.deliveries.answer", &[("status", "500")]),
    )
    .await;
    desk.sees(&reviewer.number).await;
    server.is_killed();
    server.starts_again();
    let again = system.hears();
    assert_eq!(again.header("webhook-id"), first.header("webhook-id"));
    assert_eq!(again.body, first.body);
    sees_in_the_log(&desk, &t("connections.delivery.arrived")).await;
    desk.picture(&target().join("stories/webhook.png")).await;

    desk.presses("button", &t("connections.webhook.end")).await;
    desk.confirms(&t("connections.webhook.end_confirm")).await;
    desk.sees(&t("connections.webhook.none")).await;
    assert!(!system.has_heard_more());
}

/// Reads the log of a webhook again until this stands in it.
async fn sees_in_the_log(desk: &Window, text: &str) {
    let read = format!(
        "[...document.querySelectorAll('button')].find(it => it.textContent.trim() === {:?})?.click(), ''",
        t("connections.deliveries.read")
    );
    desk.waits(&format!("the text {text:?}"), async || {
        desk.asks(&read).await;
        desk.text().await.contains(text).then_some(())
    })
    .await;
}
