//! Whether the server works, and what it offers.

use crate::problem::ApiError;
use crate::state::AppState;
use crate::store::meta;
use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use serde_json::{Value, json};

/// `GET /healthz`: the store answers.
pub async fn healthz(State(state): State<AppState>) -> Result<Json<Value>, ApiError> {
    let mut db = state.store.read().await?;
    meta::find(&mut db, meta::DEMONSTRATION).await?;
    Ok(Json(json!({ "status": "ok" })))
}

/// `GET /api/openapi.json`
pub async fn openapi() -> impl IntoResponse {
    let json = [(header::CONTENT_TYPE, "application/json")];
    (json, include_str!("../../openapi.json"))
}
