//! Webhooks as an administrator sees them, and what they were told.

use super::keep::theirs;
use crate::auth::SignedIn;
use crate::connections::bound;
use crate::problem::ApiError;
use crate::store::webhooks::StoredWebhook;
use crate::store::{Db, deliveries};
use shared::connections::{Deliveries, WebhookView};
use shared::id::{UnitId, WebhookId};
use shared::submission::PersonRef;
use shared::time::Timestamp;
use std::collections::BTreeMap;

/// So many of what was told last are shown.
const MOST: i64 = 100;

/// A webhook as it is listed.
pub fn view(
    hook: StoredWebhook,
    made_by: PersonRef,
    names: &BTreeMap<UnitId, String>,
) -> WebhookView {
    WebhookView {
        webhook_id: hook.id,
        unit: bound(hook.unit, names),
        address: hook.address,
        events: hook.events,
        made_by,
        made_at: hook.made_at,
        failing_since: hook.failing_since,
        off: hook.off,
    }
}

/// What a webhook was told lately.
///
/// # Errors
/// [`ApiError::NotFound`] if it is bound to no unit of theirs.
pub async fn deliveries(
    db: &mut Db,
    by: &SignedIn,
    hook: WebhookId,
    now: Timestamp,
) -> Result<Deliveries, ApiError> {
    let hook = theirs(db, by, hook, now).await?;
    let deliveries = deliveries::of_webhook(db, hook.id, MOST).await?;
    Ok(Deliveries { deliveries })
}
