//! Signing in with a one-time code, and choosing a passphrase with it.

use crate::engine::TestDatabase;
use crate::person::Person;
use crate::settings::{from, publish};
use crate::world::{Answer, DAY, MINUTE, PASSWORD, TestServer, next};
use serde_json::{Value, json};
use shared::id::{DeviceId, PersonId};
use shared::people::Role;
use shared::session::SessionLimits;

const HOUR: i64 = 60 * MINUTE;
const CHOSEN: &str = "sieben Pferde am Fluss";

fn a_device() -> DeviceId {
    DeviceId::from_number(0xf125_7000 + u128::from(next()))
}

/// A person who has never chosen a passphrase.
async fn newcomer(server: &TestServer) -> PersonId {
    let id = server.person("wangfang").await.profile.person.id;
    server
        .by_hand("UPDATE person SET password_hash = '' WHERE login = 'wangfang'")
        .await;
    server.by_hand("DELETE FROM session").await;
    id
}

/// A server, its administrator, and a code for somebody new.
async fn invited(server: &TestServer) -> (Person<'_>, PersonId, String) {
    let newcomer = newcomer(server).await;
    let administrator = server.person("fengtao").await;
    let code = administrator.gives_code(newcomer).await;
    (administrator, newcomer, code)
}

async fn enters(server: &TestServer, code: &str) -> Answer {
    server.try_sign_in("wangfang", code, a_device()).await
}

async fn chooses(server: &TestServer, code: &str, new: &str) -> Answer {
    server.chooses("wangfang", code, new, a_device()).await
}

fn is_a_wrong_password(answer: &Answer) {
    assert_eq!(answer.refusal(), (401, "wrong_login".to_owned()));
}

#[tokio::test]
async fn with_a_code_a_passphrase_is_chosen_once_and_signs_in_from_then_on() {
    let server = TestServer::start().await;
    let (_, _, code) = invited(&server).await;
    for _ in 0..30 {
        let answer = enters(&server, &code).await;
        assert_eq!(answer.refusal(), (403, "passphrase_to_choose".to_owned()));
        assert!(!answer.headers.contains_key("set-cookie"));
    }
    let device = a_device();
    let answer = server.chooses("wangfang", &code, CHOSEN, device).await;
    let newcomer = server.signed_in(device, &answer);
    assert!(newcomer.is_signed_in().await);
    assert_eq!(enters(&server, CHOSEN).await.status, 200);
    is_a_wrong_password(&enters(&server, PASSWORD).await);
}

#[tokio::test]
async fn a_used_code_signs_in_nobody() {
    let server = TestServer::start().await;
    let (_, _, code) = invited(&server).await;
    assert_eq!(chooses(&server, &code, CHOSEN).await.status, 200);
    let backup = server.backed_up().await;
    let restored = server.restored(&backup, TestDatabase::new("").await).await;
    for server in [&server, &restored] {
        is_a_wrong_password(&enters(server, &code).await);
        is_a_wrong_password(&chooses(server, &code, "another one of theirs").await);
    }
    assert_eq!(enters(&restored, CHOSEN).await.status, 200);
}

#[tokio::test]
async fn a_code_that_was_not_used_is_in_the_backup() {
    let server = TestServer::start().await;
    let (_, _, code) = invited(&server).await;
    let backup = server.backed_up().await;
    let restored = server.restored(&backup, TestDatabase::new("").await).await;
    assert_eq!(chooses(&restored, &code, CHOSEN).await.status, 200);
}

#[tokio::test]
async fn a_code_is_read_as_people_type_it() {
    let server = TestServer::start().await;
    let (_, _, code) = invited(&server).await;
    for typed in [
        code.to_lowercase(),
        code.replace('-', ""),
        code.replace('-', "　"),
        format!(" {code}\n"),
        code.replace('0', "o").replace('1', "l"),
    ] {
        let answer = enters(&server, &typed).await;
        assert_eq!(answer.code(), "passphrase_to_choose", "{typed}");
    }
}

#[tokio::test]
async fn a_passphrase_that_is_refused_says_why_and_leaves_the_code() {
    let server = TestServer::start().await;
    let (_, _, code) = invited(&server).await;
    for (new, finding) in [
        (
            "",
            json!({ "code": "passphrase_too_short", "params": { "least": "12" } }),
        ),
        (
            "eleven char",
            json!({ "code": "passphrase_too_short", "params": { "least": "12" } }),
        ),
        (
            &"long enough ".repeat(11),
            json!({ "code": "passphrase_too_long", "params": { "most": "128" } }),
        ),
        (
            "Wangfang 2026",
            json!({ "code": "passphrase_of_own_words" }),
        ),
        (
            "王芳王芳王芳 20261120",
            json!({ "code": "passphrase_of_own_words" }),
        ),
        (
            "安和保险代理有限公司 2026",
            json!({ "code": "passphrase_of_own_words" }),
        ),
        ("password1234", json!({ "code": "passphrase_guessable" })),
        ("qwertyuiop12", json!({ "code": "passphrase_guessable" })),
        // Others have seen the code.
        (&code, json!({ "code": "passphrase_is_the_code" })),
        (
            &code.to_lowercase().replace('-', " "),
            json!({ "code": "passphrase_is_the_code" }),
        ),
    ] {
        let answer = chooses(&server, &code, new).await;
        let problem: Value = answer.json();
        let mut expected = json!({ "path": "new_passphrase", "severity": "error" });
        for (name, value) in finding.as_object().unwrap() {
            expected[name] = value.clone();
        }
        assert_eq!(answer.refusal(), (422, "passphrase_refused".to_owned()));
        assert_eq!(problem["findings"], json!([expected]), "{new}");
    }
    assert_eq!(chooses(&server, &code, CHOSEN).await.status, 200);
}

#[tokio::test]
async fn a_code_is_good_for_three_days_or_as_the_company_decides() {
    let server = TestServer::start().await;
    let (administrator, newcomer, code) = invited(&server).await;
    server.wait(72 * HOUR - 1);
    assert_eq!(enters(&server, &code).await.status, 403);
    server.wait(1);
    is_a_wrong_password(&enters(&server, &code).await);
    is_a_wrong_password(&chooses(&server, &code, CHOSEN).await);

    drop(administrator);
    let brief: SessionLimits = from("2026-11-21", &[("code_hours", json!(1))]);
    publish(&server, brief).await;
    let administrator = server.person("fengtao").await;
    let code = administrator.gives_code(newcomer).await;
    server.wait(HOUR - 1);
    assert_eq!(enters(&server, &code).await.status, 403);
    server.wait(1);
    is_a_wrong_password(&enters(&server, &code).await);
}

#[tokio::test]
async fn a_new_code_takes_the_place_of_the_one_before() {
    let server = TestServer::start().await;
    let (administrator, newcomer, first) = invited(&server).await;
    let second = administrator.gives_code(newcomer).await;
    is_a_wrong_password(&chooses(&server, &first, CHOSEN).await);
    assert_eq!(chooses(&server, &second, CHOSEN).await.status, 200);
}

#[tokio::test]
async fn wrong_codes_are_told_the_same_and_slowed_down_like_wrong_passwords() {
    let server = TestServer::start().await;
    let (_, _, code) = invited(&server).await;
    let wrong = code.replace(|c: char| c.is_ascii_digit(), "Z").replacen(
        |c: char| c.is_ascii_uppercase(),
        "0",
        1,
    );
    assert_ne!(wrong, code);
    let unknown = server.try_sign_in("nobody", &code, a_device()).await;
    is_a_wrong_password(&unknown);
    for nth in 0..5 {
        let answer = match nth % 2 {
            0 => enters(&server, &wrong).await,
            _ => chooses(&server, &wrong, CHOSEN).await,
        };
        assert_eq!(
            (answer.status, &answer.text),
            (unknown.status, &unknown.text)
        );
    }
    let answer = chooses(&server, &code, CHOSEN).await;
    assert_eq!(answer.refusal(), (429, "slow_down".to_owned()));
    server.wait(2_000);
    assert_eq!(chooses(&server, &code, CHOSEN).await.status, 200);
}

#[tokio::test]
async fn of_two_requests_with_one_code_one_wins() {
    let server = TestServer::start().await;
    let (_, _, code) = invited(&server).await;
    let (one, other) = tokio::join!(
        chooses(&server, &code, CHOSEN),
        chooses(&server, &code, "acht Kamele im Sand")
    );
    let (won, lost) = match one.status.as_u16() {
        200 => (CHOSEN, other),
        _ => ("acht Kamele im Sand", one),
    };
    is_a_wrong_password(&lost);
    assert_eq!(enters(&server, won).await.status, 200);
}

#[tokio::test]
async fn who_forgot_the_passphrase_keeps_it_until_the_code_is_used_and_is_signed_out_elsewhere_then()
 {
    let server = TestServer::start().await;
    let phone = server.person("wangfang").await;
    let administrator = server.person("fengtao").await;
    let code = administrator.gives_code(phone.profile.person.id).await;
    assert_eq!(enters(&server, PASSWORD).await.status, 200);
    assert!(phone.is_signed_in().await);
    let device = a_device();
    let answer = server.chooses("wangfang", &code, CHOSEN, device).await;
    assert!(server.signed_in(device, &answer).is_signed_in().await);
    assert!(!phone.is_signed_in().await);
    is_a_wrong_password(&enters(&server, PASSWORD).await);
    assert!(administrator.is_signed_in().await, "others stay");

    let acts = server.acts_on(&device.to_string()).await;
    let actions: Vec<&str> = acts.iter().map(|act| act.action.as_str()).collect();
    assert_eq!(actions, ["choose_passphrase", "sign_in"]);
    let ended = server.acts_on(&phone.device.to_string()).await;
    assert_eq!(ended.last().unwrap().action, "sign_out");
}

#[tokio::test]
async fn a_code_opens_nothing_to_who_has_left_or_comes_later() {
    let server = TestServer::start().await;
    let (_, _, code) = invited(&server).await;
    server.ends_as("wangfang", Role::Agent, "2026-11-20").await;
    server.wait(DAY);
    for answer in [
        enters(&server, &code).await,
        chooses(&server, &code, CHOSEN).await,
    ] {
        assert_eq!(answer.refusal(), (403, "appointment_ended".to_owned()));
    }
    server
        .by_hand(
            "UPDATE appointment SET from_date = '2026-11-22', until_date = '9999-12-31'
             WHERE person_id = (SELECT person_id FROM person WHERE login = 'wangfang')",
        )
        .await;
    let answer = chooses(&server, &code, CHOSEN).await;
    assert_eq!(answer.refusal(), (403, "not_yet_appointed".to_owned()));
    server.wait(DAY);
    assert_eq!(chooses(&server, &code, CHOSEN).await.status, 200);
}

#[tokio::test]
async fn without_a_passphrase_nobody_signs_in_with_one() {
    let server = TestServer::start().await;
    newcomer(&server).await;
    for password in ["", PASSWORD, "nobody"] {
        is_a_wrong_password(&enters(&server, password).await);
    }
}

#[tokio::test]
async fn a_passphrase_chooses_no_other_at_the_sign_in() {
    let server = TestServer::start().await;
    let answer = chooses(&server, PASSWORD, CHOSEN).await;
    let problem: Value = answer.json();
    assert_eq!(answer.refusal(), (400, "malformed".to_owned()));
    assert_eq!(problem["findings"][0]["path"], "new_passphrase");
    assert_eq!(enters(&server, PASSWORD).await.status, 200);
}
