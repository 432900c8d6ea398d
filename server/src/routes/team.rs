//! The team leader's team.

use crate::auth::SignedIn;
use crate::problem::ApiError;
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use shared::team::Team;

/// `GET /api/team`
pub async fn team(State(state): State<AppState>, person: SignedIn) -> Result<Json<Team>, ApiError> {
    let mut db = state.store.read().await?;
    let team = crate::team::team(&mut db, &person, state.clock.now()).await?;
    Ok(Json(team))
}
