//! Signing in and out, and who is signed in.

use crate::auth::{self, Address, SignedIn};
use crate::input::Body;
use crate::problem::ApiError;
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use shared::session::{Profile, SignInRequest};

/// `POST /api/session`
pub async fn sign_in(
    State(state): State<AppState>,
    address: Address,
    Body(request): Body<SignInRequest>,
) -> Result<impl IntoResponse, ApiError> {
    let (profile, cookie) = auth::sign_in(&state, &address, request).await?;
    Ok(([(header::SET_COOKIE, cookie)], Json(profile)))
}

/// `GET /api/session`
pub async fn who(
    State(state): State<AppState>,
    person: SignedIn,
) -> Result<Json<Profile>, ApiError> {
    let mut db = state.store.read().await?;
    Ok(Json(person.profile(&mut db).await?))
}

/// `DELETE /api/session`
pub async fn sign_out(
    State(state): State<AppState>,
    headers: HeaderMap,
) -> Result<impl IntoResponse, ApiError> {
    let cookie = auth::sign_out(&state, &headers).await?;
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie)]))
}
