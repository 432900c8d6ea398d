//! Webhooks are kept by administrators, each within their units.

use super::webhooks::Company;
use super::wrong;
use crate::world::{BRANCH, DAY, OTHER_BRANCH, TestServer};
use serde_json::json;
use server::CallReach;
use shared::connections::{DeliveryState, WebhookOffBecause};
use shared::people::Role;

#[tokio::test]
async fn a_webhook_without_events_or_of_another_branch_is_refused() {
    let (server, _) = TestServer::calling(CallReach::Public).await;
    server.has_another_branch().await;
    let administrator = server.person("fengtao").await;
    for (events, unit, field, code) in [
        (json!([]), BRANCH, "events", "webhook_events_needed"),
        (json!(["test"]), BRANCH, "events", "webhook_events_needed"),
        (
            json!(["person.left"]),
            OTHER_BRANCH,
            "unit",
            "unit_not_theirs",
        ),
    ] {
        let asked = json!({ "address": "https://8.8.8.8/", "events": events, "unit": unit });
        let answer = administrator
            .post("/api/connections/webhooks", &asked)
            .await;
        assert_eq!(wrong(&answer), [(field.to_owned(), code.to_owned())]);
    }
}

#[tokio::test]
async fn an_administrator_of_elsewhere_sees_and_does_nothing() {
    let company = Company::open().await;
    company.server.has_another_branch().await;
    let hook = company.tells(BRANCH, &["person.left"]).await;
    let elsewhere = company.server.person("linmei").await;
    assert_eq!(elsewhere.connections().await.webhooks, []);
    let path = format!("/api/connections/webhooks/{}", hook.webhook.webhook_id);
    assert_eq!(elsewhere.delete(&path).await.status, 404);
    assert_eq!(
        elsewhere.get(&format!("{path}/deliveries")).await.status,
        404
    );
    assert_eq!(
        elsewhere
            .post(&format!("{path}/test"), &json!({}))
            .await
            .status,
        404
    );
    let off = json!({ "on": false });
    assert_eq!(
        elsewhere.post(&format!("{path}/switch"), &off).await.status,
        404
    );
    company.does(&hook, "test", &json!({})).await;
    let told = company.told(&hook).await[0].delivery_id;
    let again = format!("/api/connections/deliveries/{told}/again");
    assert_eq!(elsewhere.post(&again, &json!({})).await.status, 404);
}

#[tokio::test]
async fn what_is_switched_off_waits_and_what_has_ended_is_not_sent() {
    let company = Company::open().await;
    let hook = company.tells(BRANCH, &["person.left"]).await;
    company.does(&hook, "test", &json!({})).await;
    assert_eq!(
        company.does(&hook, "switch", &json!({ "on": false })).await,
        204
    );
    assert!(company.after(0).await.is_empty());
    company.does(&hook, "switch", &json!({ "on": true })).await;
    assert_eq!(company.after(0).await.len(), 1);
    company.does(&hook, "test", &json!({})).await;
    let path = format!("/api/connections/webhooks/{}", hook.webhook.webhook_id);
    let administrator = company.server.person("fengtao").await;
    assert_eq!(administrator.delete(&path).await.status, 204);
    assert!(company.after(0).await.is_empty());
    assert_eq!(administrator.connections().await.webhooks, []);
    let acts = company
        .server
        .acts_on(&hook.webhook.webhook_id.to_string())
        .await;
    let acts: Vec<&str> = acts.iter().map(|act| act.action.as_str()).collect();
    let expected = [
        "make_webhook",
        "switch_webhook_off",
        "switch_webhook_on",
        "end_webhook",
    ];
    assert_eq!(acts, expected);
}

#[tokio::test]
async fn a_webhook_stops_with_who_answers_for_it_until_another_does() {
    let company = Company::open().await;
    company
        .server
        .is_also("tangwen", Role::Administrator, BRANCH)
        .await;
    let hook = company.tells(BRANCH, &["person.left"]).await;
    company.does(&hook, "test", &json!({})).await;
    company
        .server
        .ends_appointment("fengtao", "2026-11-20")
        .await;
    assert!(company.after(DAY).await.is_empty());
    let other = company.server.person("tangwen").await;
    let seen = &other.connections().await.webhooks[0];
    assert_eq!(
        seen.off.map(|it| it.because),
        Some(WebhookOffBecause::MakerLeft)
    );
    let path = format!("/api/connections/webhooks/{}", hook.webhook.webhook_id);
    let on = json!({ "on": true });
    assert_eq!(other.post(&format!("{path}/switch"), &on).await.status, 204);
    assert_eq!(company.after(0).await.len(), 1);
    let seen = &other.connections().await.webhooks[0];
    assert_eq!((seen.off, &seen.made_by), (None, &other.profile.person));
    let told: shared::connections::Deliveries =
        other.get(&format!("{path}/deliveries")).await.json();
    assert_eq!(told.deliveries[0].state, DeliveryState::Arrived);
}
