//! A device lets itself be told, or no longer.

use crate::auth::SignedIn;
use crate::problem::ApiError;
use crate::state::AppState;
use crate::store::push_subscriptions;
use shared::push::{PushOffer, PushSubscription};

/// What the server offers.
pub fn offer(state: &AppState) -> PushOffer {
    PushOffer {
        public_key: state.push.as_ref().map(super::Push::public_key),
    }
}

/// The device is told there as long as its sign-in lasts. The same again costs no writing: the app says
/// it at each start.
pub async fn subscribe(
    state: &AppState,
    person: &SignedIn,
    request: &PushSubscription,
) -> Result<(), ApiError> {
    let push = state.push.as_ref().ok_or(ApiError::NotFound)?;
    let endpoint = push
        .endpoint(&request.endpoint)
        .map_err(|reason| ApiError::Malformed {
            path: "endpoint".to_owned(),
            reason,
        })?;
    let (id, device, endpoint) = (person.person.id, person.device, endpoint.as_str());
    let mut db = state.store.read().await?;
    if push_subscriptions::endpoint(&mut db, id, device)
        .await?
        .as_deref()
        == Some(endpoint)
    {
        return Ok(());
    }
    drop(db);
    let kept = state
        .store
        .write(person.branch.unit_id, |mut db| async move {
            push_subscriptions::keep(&mut db, id, device, endpoint).await?;
            Ok::<_, ApiError>(db.commit().await?)
        });
    kept.await
}

/// The device is not told any more.
pub async fn unsubscribe(state: &AppState, person: &SignedIn) -> Result<(), ApiError> {
    let (id, device) = (person.person.id, person.device);
    let forgotten = state
        .store
        .write(person.branch.unit_id, |mut db| async move {
            push_subscriptions::forget(&mut db, id, device).await?;
            Ok::<_, ApiError>(db.commit().await?)
        });
    forgotten.await
}
