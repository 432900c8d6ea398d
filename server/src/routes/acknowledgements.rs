//! Proofs of arrival.

use crate::auth::SignedIn;
use crate::input::Id;
use crate::problem::ApiError;
use crate::state::AppState;
use crate::store::signing_keys;
use crate::sync::acknowledgements;
use axum::Json;
use axum::extract::State;
use shared::id::RecordId;
use shared::sync::{RecordAcknowledgements, SigningKeys};

/// `GET /api/records/{id}/acknowledgements`
pub async fn of_record(
    State(state): State<AppState>,
    person: SignedIn,
    Id(record): Id<RecordId>,
) -> Result<Json<RecordAcknowledgements>, ApiError> {
    let (person, now) = (&person, state.clock.now());
    let found = state
        .store
        .write(person.branch.unit_id, |mut db| async move {
            let found = acknowledgements(&mut db, person, record, now).await?;
            db.commit().await?;
            Ok(Json(found))
        });
    found.await
}

/// `GET /api/signing-keys`
pub async fn signing_keys(State(state): State<AppState>) -> Result<Json<SigningKeys>, ApiError> {
    let mut db = state.store.read().await?;
    let keys = signing_keys::all(&mut db).await?;
    Ok(Json(SigningKeys { keys }))
}
