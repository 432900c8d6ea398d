//! Whoever is signed in changes their passphrase.

use crate::world::{PASSWORD, TestServer, next};
use serde_json::Value;
use shared::id::DeviceId;

const NEW: &str = "sieben Pferde am Fluss";

fn a_device() -> DeviceId {
    DeviceId::from_number(0x9a55_0000 + u128::from(next()))
}

#[tokio::test]
async fn a_changed_passphrase_signs_in_and_ends_every_other_session() {
    let server = TestServer::start().await;
    let (phone, desk) = (
        server.person("liqiang").await,
        server.person("liqiang").await,
    );
    let other = server.person("wangfang").await;
    assert_eq!(desk.changes_passphrase(PASSWORD, NEW).await.status, 204);
    assert!(desk.is_signed_in().await && !phone.is_signed_in().await);
    assert!(other.is_signed_in().await);
    let answer = server.try_sign_in("liqiang", PASSWORD, a_device()).await;
    assert_eq!(answer.status, 401);
    let answer = server.try_sign_in("liqiang", NEW, a_device()).await;
    assert_eq!(answer.status, 200);
    let acts = server.acts_on(&desk.device.to_string()).await;
    assert_eq!(acts.last().unwrap().action, "change_passphrase");
}

#[tokio::test]
async fn a_wrong_passphrase_of_now_changes_nothing_and_is_slowed_down() {
    let server = TestServer::start().await;
    let desk = server.person("liqiang").await;
    for _ in 0..5 {
        let answer = desk.changes_passphrase("guess", NEW).await;
        assert_eq!(answer.refusal(), (403, "wrong_passphrase".to_owned()));
    }
    let answer = desk.changes_passphrase(PASSWORD, NEW).await;
    assert_eq!(answer.refusal(), (429, "slow_down".to_owned()));
    assert!(desk.is_signed_in().await);
    let acts = server.acts_on(&desk.device.to_string()).await;
    let failed = acts
        .iter()
        .filter(|act| act.action == "change_passphrase_failed");
    assert_eq!(failed.count(), 5);
    server.wait(2_000);
    assert_eq!(desk.changes_passphrase(PASSWORD, NEW).await.status, 204);
}

#[tokio::test]
async fn a_passphrase_that_cannot_be_chosen_is_refused_and_counts_for_no_failure() {
    let server = TestServer::start().await;
    let desk = server.person("liqiang").await;
    for _ in 0..10 {
        let answer = desk
            .changes_passphrase(PASSWORD, "李强 2026 2026 2026")
            .await;
        let problem: Value = answer.json();
        assert_eq!(answer.refusal(), (422, "passphrase_refused".to_owned()));
        assert_eq!(problem["findings"][0]["code"], "passphrase_of_own_words");
    }
    assert_eq!(desk.changes_passphrase(PASSWORD, NEW).await.status, 204);
}

#[tokio::test]
async fn a_code_is_no_passphrase_of_now_and_goes_when_the_passphrase_is_changed() {
    let server = TestServer::start().await;
    let desk = server.person("liqiang").await;
    let administrator = server.person("fengtao").await;
    let code = administrator.gives_code(desk.profile.person.id).await;
    let answer = desk.changes_passphrase(&code, NEW).await;
    assert_eq!(answer.refusal(), (403, "wrong_passphrase".to_owned()));
    assert_eq!(desk.changes_passphrase(PASSWORD, NEW).await.status, 204);
    let answer = server.try_sign_in("liqiang", &code, a_device()).await;
    assert_eq!(answer.status, 401);
}
