//! What the desk asks of the server.

use crate::api::{self, ApiError};
use shared::desk::{Case, DeskFigures, HoldRequest, Holder, Queue, QueueFilter};
use shared::id::RecordId;

/// A page of the queue.
pub async fn queue(filter: &QueueFilter) -> Result<Queue, ApiError> {
    api::post("/api/desk/queue", filter).await
}

/// How the desk stands.
pub async fn today() -> Result<DeskFigures, ApiError> {
    api::get("/api/desk/today").await
}

/// A case, taken into review.
pub async fn open(id: RecordId) -> Result<Case, ApiError> {
    api::post(
        &format!("/api/desk/cases/{id}/open"),
        &serde_json::json!({}),
    )
    .await
}

/// A case, only to read.
pub async fn read(id: RecordId) -> Result<Case, ApiError> {
    api::get(&format!("/api/desk/cases/{id}")).await
}

/// A case that may be shown next.
pub async fn read_ahead(id: RecordId) -> Result<Case, ApiError> {
    api::get(&format!("/api/desk/cases/{id}?ahead=true")).await
}

/// To have a case open, or go on having it; says who has it then.
pub async fn hold(id: RecordId, take_over: bool) -> Result<Holder, ApiError> {
    api::post(&held(id), &HoldRequest { take_over }).await
}

/// Not to have a case open any more.
pub async fn release(id: RecordId) -> Result<(), ApiError> {
    api::delete(&held(id)).await
}

fn held(id: RecordId) -> String {
    format!("/api/desk/cases/{id}/hold")
}
