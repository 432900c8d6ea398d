//! What webhooks tell, to whom, and how it arrives.

use super::wrong;
use crate::openapi::assert_fits;
use crate::person::{Made, Person};
use crate::push_service::{Answer, Message, PushService};
use crate::world::{BRANCH, DAWN, DAY, MINUTE, TestServer, VOYAGE};
use base64::Engine;
use base64::prelude::BASE64_STANDARD as BASE64;
use ring::hmac;
use serde_json::{Value, json};
use server::{AppState, CallReach, send_due};
use shared::connections::{
    Deliveries, DeliveryState, DeliveryView, WebhookMade, WebhookOffBecause, WebhookView,
};
use shared::desk::Decision;
use shared::id::UnitId;

pub(super) const SECOND: i64 = 1_000;

/// A company that tells another system, and that system.
pub(super) struct Company {
    pub(super) server: TestServer,
    pub(super) state: AppState,
    pub(super) system: PushService,
}

impl Company {
    pub(super) async fn open() -> Self {
        let system = PushService::open().await;
        let (server, state) = TestServer::calling(CallReach::ThisMachineToo).await;
        Self {
            server,
            state,
            system,
        }
    }

    pub(super) fn address(&self) -> String {
        format!("{}/hook", self.system.origin)
    }

    /// Time goes by, and what is due is sent; what arrives.
    pub(super) async fn after(&self, millis: i64) -> Vec<Message> {
        self.server.wait(millis);
        send_due(&self.state).await.unwrap();
        self.system.hears()
    }

    /// The other system is told these of a unit.
    pub(super) async fn tells(&self, unit: UnitId, events: &[&str]) -> WebhookMade {
        let administrator = self.server.person("fengtao").await;
        let asked = json!({ "address": self.address(), "events": events, "unit": unit });
        let answer = administrator
            .post("/api/connections/webhooks", &asked)
            .await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        answer.json()
    }

    pub(super) async fn told(&self, hook: &WebhookMade) -> Vec<DeliveryView> {
        let path = format!(
            "/api/connections/webhooks/{}/deliveries",
            hook.webhook.webhook_id
        );
        let administrator = self.server.person("fengtao").await;
        administrator
            .get(&path)
            .await
            .json::<Deliveries>()
            .deliveries
    }

    pub(super) async fn hook(&self, hook: &WebhookMade) -> WebhookView {
        let administrator = self.server.person("fengtao").await;
        let mut hooks = administrator.connections().await.webhooks.into_iter();
        hooks
            .find(|it| it.webhook_id == hook.webhook.webhook_id)
            .unwrap()
    }

    /// An administrator does something with a webhook.
    pub(super) async fn does(&self, hook: &WebhookMade, what: &str, body: &Value) -> u16 {
        let path = format!(
            "/api/connections/webhooks/{}/{what}",
            hook.webhook.webhook_id
        );
        let administrator = self.server.person("fengtao").await;
        administrator.post(&path, body).await.status.as_u16()
    }

    /// An agent's case is decided.
    pub(super) async fn decides(&self, agent: &mut Person<'_>, decision: Decision) -> Made {
        let made = agent.a_loss_of(3_000);
        agent.sends(&[&made]).await;
        let reviewer = self.server.person("linmei").await;
        let answer = reviewer.decides(made.record, decision).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        made
    }
}

pub(super) fn body(message: &Message) -> Value {
    serde_json::from_slice(&message.body).unwrap()
}

/// As another system checks it that knows the specification alone.
fn is_signed(message: &Message, secret: &str) -> bool {
    let key = BASE64
        .decode(secret.strip_prefix("whsec_").unwrap())
        .unwrap();
    let (id, at) = (
        message.header("webhook-id"),
        message.header("webhook-timestamp"),
    );
    let body = std::str::from_utf8(&message.body).unwrap();
    let signature = message
        .header("webhook-signature")
        .strip_prefix("v1,")
        .unwrap();
    let key = hmac::Key::new(hmac::HMAC_SHA256, &key);
    let signed = format!("{id}.{at}.{body}");
    hmac::verify(&key, signed.as_bytes(), &BASE64.decode(signature).unwrap()).is_ok()
}

fn rejection() -> Decision {
    Decision::Reject {
        reason: "not_covered".to_owned(),
        note: "不属于保险责任".to_owned(),
    }
}

#[tokio::test]
async fn an_accepted_case_is_told_signed_and_without_anything_personal() {
    let company = Company::open().await;
    let hook = company.tells(BRANCH, &["submission.accepted"]).await;
    let mut agent = company.server.person("wangfang").await;
    let made = company.decides(&mut agent, Decision::Accept {}).await;
    let heard = company.after(0).await;
    let [message] = &heard[..] else {
        panic!("{heard:?}");
    };
    assert_eq!(message.path, "/hook");
    assert!(is_signed(message, &hook.secret));
    let other = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    assert!(!is_signed(message, other));
    let at = company.server.now().millis() / 1_000;
    assert_eq!(message.header("webhook-timestamp"), at.to_string());
    let told = body(message);
    assert_fits("ToldOfCase", &told);
    assert_eq!(told["type"], "submission.accepted");
    assert_eq!(told["timestamp"], "2026-11-20T02:00:00Z");
    assert_eq!(told["data"]["record_id"], made.record.to_string());
    assert_eq!(told["data"]["status"], "accepted");
    let number = agent.profile.agent_number.clone().unwrap();
    assert_eq!(told["data"]["staff_number"], number);
    assert!(!String::from_utf8_lossy(&message.body).contains("王芳"));
    let told = company.told(&hook).await;
    assert_eq!((told[0].state, told[0].tries), (DeliveryState::Arrived, 1));
    assert_eq!(told[0].answer, Some(201));
    assert_eq!(
        told[0].delivery_id.to_string(),
        message.header("webhook-id")
    );
    assert!(company.after(DAY).await.is_empty(), "told once");
}

#[tokio::test]
async fn only_what_is_wanted_of_the_unit_is_told() {
    let company = Company::open().await;
    company.tells(DAWN, &["submission.rejected"]).await;
    company
        .tells(VOYAGE, &["submission.accepted", "submission.rejected"])
        .await;
    let mut agent = company.server.person("wangfang").await;
    company.decides(&mut agent, Decision::Accept {}).await;
    assert!(company.after(0).await.is_empty());
    company.decides(&mut agent, rejection()).await;
    let heard = company.after(0).await;
    let told: Vec<Value> = heard.iter().map(body).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0]["type"], "submission.rejected");
}

#[tokio::test]
async fn who_enters_and_leaves_is_told_when_it_is_kept_with_the_day() {
    let company = Company::open().await;
    company
        .tells(BRANCH, &["person.entered", "person.left"])
        .await;
    let administrator = company.server.person("fengtao").await;
    let newcomer = json!({
        "facts": { "staff_number": "31002001", "name": "赵敏", "login": "zhaomin",
            "mobile": "13900139000", "joined_on": "2026-12-01" },
        "unit": DAWN, "role": "agent", "from": "2026-12-01",
    });
    let mut preview = newcomer.clone();
    preview["preview"] = json!(true);
    assert_eq!(
        administrator.post("/api/people", &preview).await.status,
        200
    );
    assert!(company.after(0).await.is_empty(), "nothing is kept");
    let entered = administrator.post("/api/people", &newcomer).await;
    assert_eq!(entered.status, 200, "{}", entered.text);
    let entered: shared::people::PersonChanged = entered.json();
    let heard = company.after(0).await;
    let told: Vec<Value> = heard.iter().map(body).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert_fits("ToldOfPerson", &told[0]);
    assert_eq!(told[0]["type"], "person.entered");
    assert_eq!(
        told[0]["data"],
        json!({ "person_id": entered.person_id, "staff_number": "31002001", "on": "2026-12-01" })
    );
    let leaving = json!({ "expected": entered.version, "on": "2026-12-31", "reason": "辞职" });
    let path = format!("/api/people/{}/leave", entered.person_id);
    let answer = administrator.post(&path, &leaving).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let told: Vec<Value> = company.after(0).await.iter().map(body).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0]["type"], "person.left");
    assert_eq!(told[0]["data"]["on"], "2026-12-31");
    assert!(!told[0].to_string().contains("辞职"));
}

#[tokio::test]
async fn a_failing_system_is_told_again_under_the_same_id_and_survives_a_restart() {
    let mut company = Company::open().await;
    let hook = company.tells(BRANCH, &["submission.accepted"]).await;
    let mut agent = company.server.person("wangfang").await;
    company
        .system
        .answers(&[(500, &[]), (302, &[("location", "http://127.0.0.1:1/")])]);
    company.decides(&mut agent, Decision::Accept {}).await;
    drop(agent);
    let first = company.after(0).await;
    assert!(company.after(4 * SECOND).await.is_empty());
    let failing = company.hook(&hook).await.failing_since;
    assert!(failing.is_some());
    let second = company.after(SECOND).await;
    assert_eq!(second.len(), 1, "a redirect is not followed");
    let waits = company.told(&hook).await;
    assert_eq!(
        (waits[0].state, waits[0].answer),
        (DeliveryState::Waits, Some(302))
    );
    company.server.restart().await;
    company.state = company
        .server
        .calling_again(CallReach::ThisMachineToo)
        .await;
    let third = company.after(5 * MINUTE).await;
    let ids = [&first, &second, &third].map(|heard| heard[0].header("webhook-id"));
    assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
    let bodies = [&first, &second, &third].map(|heard| heard[0].body.clone());
    assert!(bodies.iter().all(|body| *body == bodies[0]));
    assert!(is_signed(&third[0], &hook.secret));
    assert_eq!(company.told(&hook).await[0].state, DeliveryState::Arrived);
    assert_eq!(company.hook(&hook).await.failing_since, None);
}

#[tokio::test]
async fn what_was_taken_by_a_server_that_ended_is_sent_by_the_next() {
    let company = Company::open().await;
    let hook = company.tells(BRANCH, &["submission.accepted"]).await;
    assert_eq!(company.does(&hook, "test", &json!({})).await, 204);
    // As if it had been taken, and the server had ended then.
    let lease = company.server.now().plus_millis(5 * MINUTE).millis();
    company
        .server
        .by_hand(&format!("UPDATE webhook_delivery SET due_at = {lease}"))
        .await;
    assert!(company.after(4 * MINUTE).await.is_empty());
    let heard = company.after(MINUTE).await;
    assert_eq!(heard.len(), 1);
    assert_fits("ToldOfTest", &body(&heard[0]));
}

#[tokio::test]
async fn nothing_is_told_of_what_is_not_kept() {
    let company = Company::open().await;
    let hook = company.tells(BRANCH, &["submission.accepted"]).await;
    let mut agent = company.server.person("wangfang").await;
    let made = agent.a_loss_of(3_000);
    agent.sends(&[&made]).await;
    let reviewer = company.server.person("linmei").await;
    let refused = reviewer.decides(
        made.record,
        Decision::Reject {
            reason: "no such reason".to_owned(),
            note: String::new(),
        },
    );
    assert_eq!(refused.await.status, 422);
    assert!(company.told(&hook).await.is_empty());
}

#[tokio::test]
async fn a_system_that_fails_for_three_days_is_told_nothing_more_until_somebody_switches_it_on() {
    let company = Company::open().await;
    let hook = company.tells(BRANCH, &["submission.accepted"]).await;
    let mut agent = company.server.person("wangfang").await;
    let busy: Answer = (503, &[]);
    company.system.answers(&[busy; 10]);
    company.decides(&mut agent, Decision::Accept {}).await;
    let mut tries = 0;
    while company.hook(&hook).await.off.is_none() {
        tries += company.after(60 * MINUTE).await.len();
        assert!(tries < 20);
    }
    assert_eq!(tries, 10);
    let off = company.hook(&hook).await.off.unwrap();
    assert_eq!(off.because, WebhookOffBecause::Failing);
    assert_eq!(company.told(&hook).await[0].state, DeliveryState::GivenUp);
    company.decides(&mut agent, Decision::Accept {}).await;
    assert_eq!(company.told(&hook).await.len(), 1, "nothing new is told");
    assert_eq!(
        company.does(&hook, "switch", &json!({ "on": true })).await,
        204
    );
    let path = format!(
        "/api/connections/deliveries/{}/again",
        company.told(&hook).await[0].delivery_id
    );
    let administrator = company.server.person("fengtao").await;
    assert_eq!(administrator.post(&path, &json!({})).await.status, 204);
    while company.told(&hook).await[0].state != DeliveryState::Arrived {
        company.after(60 * MINUTE).await;
    }
    assert_eq!(company.hook(&hook).await.failing_since, None);
}

#[tokio::test]
async fn an_address_that_is_gone_is_switched_off_at_once() {
    let company = Company::open().await;
    let hook = company.tells(BRANCH, &["submission.accepted"]).await;
    company.system.answers(&[(410, &[])]);
    company.does(&hook, "test", &json!({})).await;
    company.after(0).await;
    let off = company.hook(&hook).await.off.unwrap();
    assert_eq!(off.because, WebhookOffBecause::Failing);
}

#[tokio::test]
async fn nobody_is_called_in_a_network_that_is_not_public() {
    let (server, state) = TestServer::calling(CallReach::Public).await;
    let system = PushService::open().await;
    let administrator = server.person("fengtao").await;
    let asked =
        |address: &str| json!({ "address": address, "events": ["person.left"], "unit": BRANCH });
    for (address, code) in [
        ("http://hr.example.com/", "webhook_address"),
        ("https://10.0.0.7/", "webhook_address_private"),
        (
            "https://169.254.169.254/latest/meta-data",
            "webhook_address_private",
        ),
        ("https://localhost/", "webhook_address_private"),
    ] {
        let answer = administrator
            .post("/api/connections/webhooks", &asked(address))
            .await;
        assert_eq!(
            wrong(&answer),
            [("address".to_owned(), code.to_owned())],
            "{address}"
        );
    }
    // What was kept when it was another is looked at again when it is called.
    let kept = asked("https://8.8.8.8/hook");
    let hook: WebhookMade = administrator
        .post("/api/connections/webhooks", &kept)
        .await
        .json();
    let moved = format!(
        "UPDATE webhook SET address = '{}/hook'",
        system.origin.replace("http:", "https:")
    );
    server.by_hand(&moved).await;
    let path = format!("/api/connections/webhooks/{}", hook.webhook.webhook_id);
    assert_eq!(
        administrator
            .post(&format!("{path}/test"), &json!({}))
            .await
            .status,
        204
    );
    send_due(&state).await.unwrap();
    assert!(system.hears().is_empty());
    let told: Deliveries = administrator
        .get(&format!("{path}/deliveries"))
        .await
        .json();
    let failure = told.deliveries[0].failure.unwrap();
    assert_eq!(failure.as_str(), "private");
}

#[tokio::test]
async fn a_server_that_calls_nobody_says_so() {
    let server = TestServer::start().await;
    let administrator = server.person("fengtao").await;
    assert!(!administrator.connections().await.calls_out);
    let asked = json!({ "address": "https://8.8.8.8/", "events": ["person.left"], "unit": BRANCH });
    let answer = administrator
        .post("/api/connections/webhooks", &asked)
        .await;
    assert_eq!(
        wrong(&answer),
        [("address".to_owned(), "calls_out_off".to_owned())]
    );
}
