//! The review desk.

use crate::auth::SignedIn;
use crate::desk;
use crate::input::{Body, Id, Query};
use crate::problem::ApiError;
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use shared::desk::{
    Case, DecisionRequest, DeskFigures, HoldRequest, Holder, Queue, QueueFilter, Reading,
};
use shared::id::RecordId;

/// `POST /api/desk/queue`
pub async fn queue(
    State(state): State<AppState>,
    person: SignedIn,
    Body(filter): Body<QueueFilter>,
) -> Result<Json<Queue>, ApiError> {
    let mut db = state.store.read().await?;
    Ok(Json(desk::queue(&mut db, &state, &person, &filter).await?))
}

/// `GET /api/desk/today`
pub async fn today(
    State(state): State<AppState>,
    person: SignedIn,
) -> Result<Json<DeskFigures>, ApiError> {
    let mut db = state.store.read().await?;
    Ok(Json(desk::figures(&mut db, &state, &person).await?))
}

/// `GET /api/desk/cases/{id}`
pub async fn case(
    State(state): State<AppState>,
    person: SignedIn,
    Id(record): Id<RecordId>,
    Query(reading): Query<Reading>,
) -> Result<Json<Case>, ApiError> {
    let (state, person) = (&state, &person);
    let read = state
        .store
        .write(person.branch.unit_id, |mut db| async move {
            let case = desk::read(&mut db, state, person, record, reading.ahead).await?;
            db.commit().await?;
            Ok(Json(case))
        });
    read.await
}

/// `POST /api/desk/cases/{id}/open`
pub async fn open(
    State(state): State<AppState>,
    person: SignedIn,
    Id(record): Id<RecordId>,
) -> Result<Json<Case>, ApiError> {
    let (state, person) = (&state, &person);
    let opened = state
        .store
        .write(person.branch.unit_id, |mut db| async move {
            let case = desk::open(&mut db, state, person, record).await?;
            db.commit().await?;
            Ok(Json(case))
        });
    opened.await
}

/// `POST /api/desk/cases/{id}/decisions`
pub async fn decide(
    State(state): State<AppState>,
    person: SignedIn,
    Id(record): Id<RecordId>,
    Body(request): Body<DecisionRequest>,
) -> Result<Json<Case>, ApiError> {
    let (state, person, request) = (&state, &person, &request);
    let decided = state
        .store
        .write(person.branch.unit_id, |mut db| async move {
            let case = desk::decide(&mut db, state, person, record, request).await?;
            db.commit().await?;
            Ok(Json(case))
        });
    decided.await
}

/// `POST /api/desk/cases/{id}/hold`
pub async fn hold(
    State(state): State<AppState>,
    person: SignedIn,
    Id(record): Id<RecordId>,
    Body(request): Body<HoldRequest>,
) -> Result<Json<Holder>, ApiError> {
    let (person, now) = (&person, state.clock.now());
    let held = state
        .store
        .write(person.branch.unit_id, |mut db| async move {
            let holder = desk::hold(&mut db, person, record, request.take_over, now).await?;
            db.commit().await?;
            Ok(Json(holder))
        });
    held.await
}

/// `DELETE /api/desk/cases/{id}/hold`
pub async fn release(
    State(state): State<AppState>,
    person: SignedIn,
    Id(record): Id<RecordId>,
) -> Result<StatusCode, ApiError> {
    let person = &person;
    let released = state
        .store
        .write(person.branch.unit_id, |mut db| async move {
            desk::release(&mut db, person, record).await?;
            db.commit().await?;
            Ok(StatusCode::NO_CONTENT)
        });
    released.await
}
