//! The keys and webhooks of other systems, for administrators.

use crate::auth::SignedIn;
use crate::connections;
use crate::input::{Body, Id};
use crate::problem::ApiError;
use crate::state::AppState;
use crate::webhooks;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use shared::connections::{
    Connections, Deliveries, KeyMade, MakeKey, MakeWebhook, SwitchWebhook, WebhookMade,
};
use shared::id::{DeliveryId, KeyId, WebhookId};

/// `GET /api/connections`
pub async fn page(
    State(state): State<AppState>,
    by: SignedIn,
) -> Result<Json<Connections>, ApiError> {
    let mut db = state.store.read().await?;
    Ok(Json(connections::page(&mut db, &state, &by).await?))
}

/// `POST /api/connections/keys`
pub async fn make_key(
    State(state): State<AppState>,
    by: SignedIn,
    Body(asked): Body<MakeKey>,
) -> Result<Json<KeyMade>, ApiError> {
    let (by, asked, now) = (&by, &asked, state.clock.now());
    let made = state.store.write(by.branch.unit_id, |mut db| async move {
        let made = connections::make(&mut db, by, asked, now).await?;
        db.commit().await?;
        Ok(Json(made))
    });
    made.await
}

/// `DELETE /api/connections/keys/{id}`
pub async fn end_key(
    State(state): State<AppState>,
    by: SignedIn,
    Id(key): Id<KeyId>,
) -> Result<StatusCode, ApiError> {
    let (by, now) = (&by, state.clock.now());
    let ended = state.store.write(by.branch.unit_id, |mut db| async move {
        connections::end(&mut db, by, key, now).await?;
        db.commit().await?;
        Ok(StatusCode::NO_CONTENT)
    });
    ended.await
}

/// `POST /api/connections/webhooks`
pub async fn make_webhook(
    State(state): State<AppState>,
    by: SignedIn,
    Body(asked): Body<MakeWebhook>,
) -> Result<Json<WebhookMade>, ApiError> {
    Ok(Json(webhooks::make(&state, &by, &asked).await?))
}

/// `DELETE /api/connections/webhooks/{id}`
pub async fn end_webhook(
    State(state): State<AppState>,
    by: SignedIn,
    Id(hook): Id<WebhookId>,
) -> Result<StatusCode, ApiError> {
    let (by, now) = (&by, state.clock.now());
    let ended = state.store.write(by.branch.unit_id, |mut db| async move {
        webhooks::end(&mut db, by, hook, now).await?;
        db.commit().await?;
        Ok(StatusCode::NO_CONTENT)
    });
    ended.await
}

/// `POST /api/connections/webhooks/{id}/switch`
pub async fn switch_webhook(
    State(state): State<AppState>,
    by: SignedIn,
    Id(hook): Id<WebhookId>,
    Body(asked): Body<SwitchWebhook>,
) -> Result<StatusCode, ApiError> {
    let (by, now) = (&by, state.clock.now());
    let switched = state.store.write(by.branch.unit_id, |mut db| async move {
        webhooks::switch(&mut db, by, (hook, asked.on), now).await?;
        db.commit().await?;
        Ok(StatusCode::NO_CONTENT)
    });
    switched.await
}

/// `POST /api/connections/webhooks/{id}/test`
pub async fn test_webhook(
    State(state): State<AppState>,
    by: SignedIn,
    Id(hook): Id<WebhookId>,
) -> Result<StatusCode, ApiError> {
    let (by, now) = (&by, state.clock.now());
    let told = state.store.write(by.branch.unit_id, |mut db| async move {
        webhooks::test(&mut db, by, hook, now).await?;
        db.commit().await?;
        Ok(StatusCode::NO_CONTENT)
    });
    told.await
}

/// `GET /api/connections/webhooks/{id}/deliveries`
pub async fn deliveries(
    State(state): State<AppState>,
    by: SignedIn,
    Id(hook): Id<WebhookId>,
) -> Result<Json<Deliveries>, ApiError> {
    let mut db = state.store.read().await?;
    let told = webhooks::deliveries(&mut db, &by, hook, state.clock.now()).await?;
    Ok(Json(told))
}

/// `POST /api/connections/deliveries/{id}/again`
pub async fn send_again(
    State(state): State<AppState>,
    by: SignedIn,
    Id(delivery): Id<DeliveryId>,
) -> Result<StatusCode, ApiError> {
    let (by, now) = (&by, state.clock.now());
    let sent = state.store.write(by.branch.unit_id, |mut db| async move {
        webhooks::again(&mut db, by, delivery, now).await?;
        db.commit().await?;
        Ok(StatusCode::NO_CONTENT)
    });
    sent.await
}
