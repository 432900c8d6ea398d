//! The one exchange between device and server.

use crate::auth::{MaySend, SignedIn};
use crate::input::Sent;
use crate::problem::ApiError;
use crate::state::AppState;
use crate::store::{Stored, devices};
use crate::sync::{page, take};
use axum::Json;
use axum::extract::State;
use shared::sync::{PROTOCOL, SyncRequest, SyncResponse, is_moment};
use shared::time::Timestamp;

/// A clock's offset is written down if it moved by more than this, in milliseconds.
const CLOCK_TOLERANCE: u64 = 2_000;

/// `POST /api/sync`
pub async fn exchange(
    State(state): State<AppState>,
    MaySend(person): MaySend,
    sent: Sent,
) -> Result<Json<SyncResponse>, ApiError> {
    // Before any waiting: what is learned of the device's clock is exact to seconds.
    let arrived = state.clock.now();
    let turn = state.gate.enter().await?;
    let request: SyncRequest = sent.read()?;
    if !is_moment(request.device_now) {
        return Err(ApiError::Malformed {
            path: "device_now".to_owned(),
            reason: "no clock shows this moment".to_owned(),
        });
    }
    if request.protocol != PROTOCOL {
        return Err(ApiError::UnknownProtocol);
    }
    learn_clock(&state, &person, &request, arrived).await?;
    let outcomes = take(&state, &person, &request.mutations).await;
    if !outcomes.is_empty() {
        turn.learn();
    }
    let page = page(&state.store, &person, request.cursor, request.page_limit).await?;
    Ok(Json(SyncResponse {
        epoch: state.store.epoch().to_owned(),
        server_now: state.clock.now(),
        outcomes,
        from_start: page.from_start,
        changes: page.changes,
        cursor: page.cursor,
        remaining: page.remaining,
    }))
}

/// Refuses a device of somebody else; learns how wrong the clock of this one is.
async fn learn_clock(
    state: &AppState,
    person: &SignedIn,
    request: &SyncRequest,
    arrived: Timestamp,
) -> Result<(), ApiError> {
    let mut db = state.store.read().await?;
    let device = devices::find(&mut db, request.device_id).await?;
    drop(db);
    let device = device
        .filter(|device| device.person == person.person.id)
        .ok_or(ApiError::DeviceOfAnother)?;
    let ahead = request.device_now.millis_since(arrived);
    if ahead.abs_diff(device.clock_ahead) > CLOCK_TOLERANCE {
        let learned = state
            .store
            .write(person.branch.unit_id, |mut db| async move {
                devices::set_clock_ahead(&mut db, request.device_id, ahead).await?;
                Stored::Ok(db.commit().await?)
            });
        // A clock that cannot be learned now is learned at the next exchange.
        if let Err(error) = learned.await {
            tracing::warn!(%error, "a device's clock is not written down");
        }
    }
    Ok(())
}
