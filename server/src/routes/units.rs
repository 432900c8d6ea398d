//! What administrators see of their units, and change of them.

use crate::auth::SignedIn;
use crate::input::{Body, Id, Query};
use crate::people;
use crate::problem::ApiError;
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use shared::directory::{UnitPage, UnitTree, UnitsAsked};
use shared::id::UnitId;
use shared::people::{ChangeUnit, FoundUnit, UnitChanged};

/// `GET /api/units`
pub async fn tree(
    State(state): State<AppState>,
    by: SignedIn,
    Query(asked): Query<UnitsAsked>,
) -> Result<Json<UnitTree>, ApiError> {
    let mut db = state.store.read().await?;
    let tree = people::unit_tree(&mut db, &by, asked, state.clock.now()).await?;
    Ok(Json(tree))
}

/// `GET /api/units/{id}`
pub async fn page(
    State(state): State<AppState>,
    by: SignedIn,
    Id(unit): Id<UnitId>,
    Query(asked): Query<UnitsAsked>,
) -> Result<Json<UnitPage>, ApiError> {
    let mut db = state.store.read().await?;
    let page = people::unit_page(&mut db, &by, unit, asked, state.clock.now()).await?;
    Ok(Json(page))
}

/// `POST /api/units`
pub async fn found(
    State(state): State<AppState>,
    by: SignedIn,
    Body(asked): Body<FoundUnit>,
) -> Result<Json<UnitChanged>, ApiError> {
    let (by, asked, now) = (&by, &asked, state.clock.now());
    let founded = state.store.write(by.branch.unit_id, |mut db| async move {
        let founded = people::found(&mut db, by, asked, now).await?;
        db.commit().await?;
        Ok(Json(founded))
    });
    founded.await
}

/// `POST /api/units/{id}/changes`
pub async fn change(
    State(state): State<AppState>,
    by: SignedIn,
    Id(unit): Id<UnitId>,
    Body(asked): Body<ChangeUnit>,
) -> Result<Json<UnitChanged>, ApiError> {
    let (by, asked, now) = (&by, &asked, state.clock.now());
    let changed = state.store.write(by.branch.unit_id, |mut db| async move {
        let changed = people::change_unit(&mut db, by, unit, asked, now).await?;
        db.commit().await?;
        Ok(Json(changed))
    });
    changed.await
}
