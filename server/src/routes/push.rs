//! Being told while the app is closed.

use crate::auth::SignedIn;
use crate::input::Body;
use crate::problem::ApiError;
use crate::push;
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use shared::push::{PushOffer, PushSubscription};

/// `GET /api/push`
pub async fn offer(State(state): State<AppState>, _: SignedIn) -> Json<PushOffer> {
    Json(push::offer(&state))
}

/// `POST /api/push`
pub async fn subscribe(
    State(state): State<AppState>,
    person: SignedIn,
    Body(request): Body<PushSubscription>,
) -> Result<StatusCode, ApiError> {
    push::subscribe(&state, &person, &request).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `DELETE /api/push`
pub async fn unsubscribe(
    State(state): State<AppState>,
    person: SignedIn,
) -> Result<StatusCode, ApiError> {
    push::unsubscribe(&state, &person).await?;
    Ok(StatusCode::NO_CONTENT)
}
