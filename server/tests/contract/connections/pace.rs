//! How often other systems may ask, and guess.

use super::takes_units_out;
use crate::world::{MINUTE, TestServer};
use shared::connections::KeyScope;

#[tokio::test]
async fn a_key_that_asks_too_often_waits_and_the_others_do_not() {
    let server = TestServer::start().await;
    let administrator = server.person("fengtao").await;
    let busy = administrator.makes_key(&[KeyScope::UnitsRead]).await.secret;
    let other = administrator.makes_key(&[KeyScope::UnitsRead]).await.secret;
    for _ in 0..60 {
        assert_eq!(takes_units_out(&server, &busy).await.status, 200);
    }
    let answer = takes_units_out(&server, &busy).await;
    assert_eq!(answer.refusal(), (429, "slow_down".to_owned()));
    assert_eq!(answer.headers["retry-after"], "60");
    assert_eq!(takes_units_out(&server, &other).await.status, 200);
    server.wait(MINUTE);
    assert_eq!(takes_units_out(&server, &busy).await.status, 200);
}

#[tokio::test]
async fn who_guesses_keys_waits_and_who_has_one_at_the_same_address_does_not() {
    let server = TestServer::start().await;
    let administrator = server.person("fengtao").await;
    let key = administrator.makes_key(&[KeyScope::UnitsRead]).await.secret;
    let guess = format!("saddlebag_{}", "0".repeat(48));
    for _ in 0..100 {
        let answer = takes_units_out(&server, &guess).await;
        assert_eq!(answer.refusal(), (401, "key_wrong".to_owned()));
    }
    let answer = takes_units_out(&server, &guess).await;
    assert_eq!(answer.refusal(), (429, "slow_down".to_owned()));
    assert_eq!(takes_units_out(&server, &key).await.status, 200);
    assert_eq!(administrator.get("/api/session").await.status, 200);
}
