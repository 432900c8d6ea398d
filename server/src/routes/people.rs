//! What administrators see of their people, and do for them.

use crate::auth::SignedIn;
use crate::input::{Body, Id};
use crate::problem::ApiError;
use crate::state::AppState;
use crate::{beginning, people};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use shared::directory::{IdentityShown, PeopleFilter, PeoplePage, PersonPage};
use shared::id::PersonId;
use shared::people::{
    CorrectPerson, EndRole, EnterPerson, LeavePerson, PersonChanged, TakeBackOfPerson,
    TransferPerson,
};
use shared::session::OneTimeCodeGiven;

/// `POST /api/people/list`
pub async fn list(
    State(state): State<AppState>,
    by: SignedIn,
    Body(filter): Body<PeopleFilter>,
) -> Result<Json<PeoplePage>, ApiError> {
    let mut db = state.store.read().await?;
    let page = people::list(&mut db, &by, &filter, state.clock.now()).await?;
    Ok(Json(page))
}

/// `GET /api/people/{id}`
pub async fn page(
    State(state): State<AppState>,
    by: SignedIn,
    Id(person): Id<PersonId>,
) -> Result<Json<PersonPage>, ApiError> {
    let mut db = state.store.read().await?;
    let page = people::page(&mut db, &by, person, state.clock.now()).await?;
    Ok(Json(page))
}

/// `POST /api/people/{id}/identity-number`
pub async fn identity_number(
    State(state): State<AppState>,
    by: SignedIn,
    Id(person): Id<PersonId>,
) -> Result<Json<IdentityShown>, ApiError> {
    let (by, now) = (&by, state.clock.now());
    let read = state.store.write(by.branch.unit_id, |mut db| async move {
        let identity = people::identity_number(&mut db, by, person, now).await?;
        db.commit().await?;
        Ok(Json(identity))
    });
    read.await
}

/// `POST /api/people`
pub async fn enter(
    State(state): State<AppState>,
    by: SignedIn,
    Body(asked): Body<EnterPerson>,
) -> Result<Json<PersonChanged>, ApiError> {
    let (by, asked, now) = (&by, &asked, state.clock.now());
    let entered = state.store.write(by.branch.unit_id, |mut db| async move {
        let entered = people::enter(&mut db, by, asked, now).await?;
        db.commit().await?;
        Ok(Json(entered))
    });
    entered.await
}

/// `PUT /api/people/{id}`
pub async fn correct(
    State(state): State<AppState>,
    by: SignedIn,
    Id(person): Id<PersonId>,
    Body(asked): Body<CorrectPerson>,
) -> Result<Json<PersonChanged>, ApiError> {
    let (by, asked, now) = (&by, &asked, state.clock.now());
    let corrected = state.store.write(by.branch.unit_id, |mut db| async move {
        let corrected = people::correct(&mut db, by, person, asked, now).await?;
        db.commit().await?;
        Ok(Json(corrected))
    });
    corrected.await
}

/// `POST /api/people/{id}/transfer`
pub async fn transfer(
    State(state): State<AppState>,
    by: SignedIn,
    Id(person): Id<PersonId>,
    Body(asked): Body<TransferPerson>,
) -> Result<Json<PersonChanged>, ApiError> {
    let (by, asked, now) = (&by, &asked, state.clock.now());
    let transferred = state.store.write(by.branch.unit_id, |mut db| async move {
        let transferred = people::transfer(&mut db, by, person, asked, now).await?;
        db.commit().await?;
        Ok(Json(transferred))
    });
    transferred.await
}

/// `POST /api/people/{id}/leave`
pub async fn leave(
    State(state): State<AppState>,
    by: SignedIn,
    Id(person): Id<PersonId>,
    Body(asked): Body<LeavePerson>,
) -> Result<Json<PersonChanged>, ApiError> {
    let (by, asked, now) = (&by, &asked, state.clock.now());
    let left = state.store.write(by.branch.unit_id, |mut db| async move {
        let left = people::leave(&mut db, by, person, asked, now).await?;
        db.commit().await?;
        Ok(Json(left))
    });
    left.await
}

/// `POST /api/people/{id}/end-role`
pub async fn end_role(
    State(state): State<AppState>,
    by: SignedIn,
    Id(person): Id<PersonId>,
    Body(asked): Body<EndRole>,
) -> Result<Json<PersonChanged>, ApiError> {
    let (by, asked, now) = (&by, &asked, state.clock.now());
    let ended = state.store.write(by.branch.unit_id, |mut db| async move {
        let ended = people::end_role(&mut db, by, person, asked, now).await?;
        db.commit().await?;
        Ok(Json(ended))
    });
    ended.await
}

/// `POST /api/people/{id}/take-back`
pub async fn take_back(
    State(state): State<AppState>,
    by: SignedIn,
    Id(person): Id<PersonId>,
    Body(asked): Body<TakeBackOfPerson>,
) -> Result<Json<PersonChanged>, ApiError> {
    let (by, asked, now) = (&by, &asked, state.clock.now());
    let taken_back = state.store.write(by.branch.unit_id, |mut db| async move {
        let taken_back = people::take_back(&mut db, by, person, asked, now).await?;
        db.commit().await?;
        Ok(Json(taken_back))
    });
    taken_back.await
}

/// `DELETE /api/people/{id}/sessions`
pub async fn end_sign_ins(
    State(state): State<AppState>,
    by: SignedIn,
    Id(person): Id<PersonId>,
) -> Result<StatusCode, ApiError> {
    let (by, now) = (&by, state.clock.now());
    let ended = state.store.write(by.branch.unit_id, |mut db| async move {
        people::end_sign_ins(&mut db, by, person, now).await?;
        db.commit().await?;
        Ok(StatusCode::NO_CONTENT)
    });
    ended.await
}

/// `POST /api/people/{id}/one-time-code`
pub async fn give_code(
    State(state): State<AppState>,
    by: SignedIn,
    Id(person): Id<PersonId>,
) -> Result<Json<OneTimeCodeGiven>, ApiError> {
    Ok(Json(beginning::give(&state, &by, person).await?))
}
