//! Sessions that wait for a second person.

use crate::auth::SignedIn;
use crate::input::{Body, Id};
use crate::late_sessions;
use crate::problem::ApiError;
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use shared::desk::{LateSession, SecondWordRequest};
use shared::id::RecordId;

/// `GET /api/desk/late-sessions`
pub async fn waiting(
    State(state): State<AppState>,
    person: SignedIn,
) -> Result<Json<Vec<LateSession>>, ApiError> {
    let mut db = state.store.read().await?;
    Ok(Json(
        late_sessions::waiting(&mut db, &state, &person).await?,
    ))
}

/// `POST /api/desk/late-sessions/{id}`
pub async fn decide(
    State(state): State<AppState>,
    person: SignedIn,
    Id(record): Id<RecordId>,
    Body(request): Body<SecondWordRequest>,
) -> Result<Json<LateSession>, ApiError> {
    let (state, person, request) = (&state, &person, &request);
    let decided = state
        .store
        .write(person.branch.unit_id, |mut db| async move {
            let session = late_sessions::decide(&mut db, state, person, record, request).await?;
            db.commit().await?;
            Ok(Json(session))
        });
    decided.await
}
