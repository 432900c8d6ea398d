//! Signing in and out, who is signed in and where, and with which passphrase.

use crate::auth::{self, Address, SignedIn};
use crate::input::{Body, Id};
use crate::problem::ApiError;
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use shared::id::DeviceId;
use shared::session::{PassphraseChange, Profile, SessionView, SignInRequest};

/// `POST /api/session`
pub async fn sign_in(
    State(state): State<AppState>,
    address: Address,
    headers: HeaderMap,
    Body(request): Body<SignInRequest>,
) -> Result<impl IntoResponse, ApiError> {
    let (profile, cookie) = auth::sign_in(&state, address, &headers, request).await?;
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

/// `PUT /api/passphrase`
pub async fn change_passphrase(
    State(state): State<AppState>,
    person: SignedIn,
    address: Address,
    Body(change): Body<PassphraseChange>,
) -> Result<StatusCode, ApiError> {
    auth::change_passphrase(&state, &person, address, &change).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `GET /api/sessions`
pub async fn devices(
    State(state): State<AppState>,
    person: SignedIn,
) -> Result<Json<Vec<SessionView>>, ApiError> {
    Ok(Json(auth::devices(&state, &person).await?))
}

/// `DELETE /api/sessions/{device}`
pub async fn end_on(
    State(state): State<AppState>,
    person: SignedIn,
    Id(device): Id<DeviceId>,
) -> Result<StatusCode, ApiError> {
    auth::end_on(&state, &person, device).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `DELETE /api/sessions`
pub async fn end_all(
    State(state): State<AppState>,
    person: SignedIn,
) -> Result<impl IntoResponse, ApiError> {
    let cookie = auth::end_all(&state, &person).await?;
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie)]))
}
