//! The audit log.

use crate::audit;
use crate::auth::SignedIn;
use crate::input::Body;
use crate::problem::ApiError;
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use shared::audit::{Log, LogFilter};

/// `POST /api/audit/log`
pub async fn log(
    State(state): State<AppState>,
    person: SignedIn,
    Body(filter): Body<LogFilter>,
) -> Result<Json<Log>, ApiError> {
    let (person, filter, now) = (&person, &filter, state.clock.now());
    let read = state
        .store
        .write(person.branch.unit_id, |mut db| async move {
            let log = audit::log(&mut db, person, filter, now).await?;
            db.commit().await?;
            Ok(Json(log))
        });
    read.await
}
