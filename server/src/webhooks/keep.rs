//! Webhooks are made, switched and ended; what was told is sent again.

use super::address::{CallAddress, RefusedAddress};
use super::outbox::Told;
use super::page::view;
use super::signature::draw_secret;
use crate::auth::SignedIn;
use crate::connections::{append, invalid, refuse_elsewhere};
use crate::new_id::new_id;
use crate::people::Administered;
use crate::problem::ApiError;
use crate::state::AppState;
use crate::store::deliveries;
use crate::store::webhooks::{self, StoredWebhook};
use crate::store::{Db, StoreError, units};
use serde_json::json;
use shared::audit::AuditAction;
use shared::connections::{
    DeliveryFailure, MakeWebhook, WebhookEvent, WebhookMade, WebhookOff, WebhookOffBecause,
};
use shared::id::{DeliveryId, WebhookId};
use shared::time::Timestamp;
use std::collections::BTreeSet;

/// Makes a webhook, and tells its secret this once.
///
/// # Errors
/// [`ApiError::NotFound`] for whoever is no administrator; [`ApiError::Invalid`] for an address that is not called, a
/// unit that is not theirs, and nothing to be told of.
pub async fn make(
    state: &AppState,
    by: &SignedIn,
    asked: &MakeWebhook,
) -> Result<WebhookMade, ApiError> {
    let now = state.clock.now();
    refuse_elsewhere(&mut *state.store.read().await?, by, asked.unit, now).await?;
    let address = callable(state, &asked.address).await?;
    let events: BTreeSet<WebhookEvent> = asked.events.iter().copied().collect();
    if events.is_empty() || events.contains(&WebhookEvent::Test) {
        return Err(invalid("webhook_events_needed", "events"));
    }
    let secret = draw_secret().map_err(|error| StoreError::Unreadable {
        column: "secret",
        reason: format!("no randomness: {error}"),
    })?;
    let hook = &StoredWebhook {
        id: WebhookId::new(new_id()?),
        address: address.as_str().to_owned(),
        secret,
        events: events.into_iter().collect(),
        unit: asked.unit,
        made_by: by.person.id,
        made_at: now,
        failing_since: None,
        off: None,
    };
    let made = state.store.write(hook.unit, |mut db| async move {
        webhooks::insert(&mut db, hook).await?;
        write_down(&mut db, by, hook, AuditAction::MakeWebhook, now).await?;
        let names = units::names(&mut db, &BTreeSet::from([hook.unit])).await?;
        db.commit().await?;
        Ok::<_, ApiError>(WebhookMade {
            secret: hook.secret.clone(),
            webhook: view(hook.clone(), by.person.clone(), &names),
        })
    });
    made.await
}

/// The address, if it is called, as far as can be seen today: what nobody has yet may come.
async fn callable(state: &AppState, text: &str) -> Result<CallAddress, ApiError> {
    let calls = state.calls.as_ref();
    let calls = calls.ok_or_else(|| invalid("calls_out_off", "address"))?;
    let reach = calls.0.reach;
    let address = CallAddress::parse(text, reach).map_err(|refused| match refused {
        RefusedAddress::Unreadable => invalid("webhook_address", "address"),
        RefusedAddress::Private => invalid("webhook_address_private", "address"),
    })?;
    match address.look(reach).await {
        Err(DeliveryFailure::Private) => Err(invalid("webhook_address_private", "address")),
        Ok(()) | Err(DeliveryFailure::Unreachable | DeliveryFailure::TooSlow) => Ok(address),
    }
}

/// Switches a webhook on or off. Whoever switches one on that was off answers for it from now on.
///
/// # Errors
/// [`ApiError::NotFound`] if it is bound to no unit of theirs.
pub async fn switch(
    db: &mut Db,
    by: &SignedIn,
    (hook, on): (WebhookId, bool),
    now: Timestamp,
) -> Result<(), ApiError> {
    let hook = theirs(db, by, hook, now).await?;
    let action = match (on, hook.off) {
        (true, Some(_)) => {
            webhooks::switch_on(db, hook.id, by.person.id).await?;
            AuditAction::SwitchWebhookOn
        }
        (false, None) => {
            let because = WebhookOffBecause::ByHand;
            webhooks::switch_off(db, hook.id, WebhookOff { at: now, because }).await?;
            AuditAction::SwitchWebhookOff
        }
        _ => return Ok(()),
    };
    write_down(db, by, &hook, action, now).await
}

/// Ends a webhook: what waits for it is not sent any more.
///
/// # Errors
/// As [`switch`].
pub async fn end(
    db: &mut Db,
    by: &SignedIn,
    hook: WebhookId,
    now: Timestamp,
) -> Result<(), ApiError> {
    let hook = theirs(db, by, hook, now).await?;
    webhooks::end(db, hook.id, now).await?;
    deliveries::give_up_all(db, hook.id).await?;
    write_down(db, by, &hook, AuditAction::EndWebhook, now).await
}

/// Sends a test.
///
/// # Errors
/// As [`switch`].
pub async fn test(
    db: &mut Db,
    by: &SignedIn,
    hook: WebhookId,
    now: Timestamp,
) -> Result<(), ApiError> {
    let hook = theirs(db, by, hook, now).await?;
    let told = Told {
        event: WebhookEvent::Test,
        subject: String::new(),
        data: json!({ "webhook_id": hook.id }),
    };
    let delivery = told.delivery(&hook, now)?;
    Ok(deliveries::insert(db, &delivery, now).await?)
}

/// Sends something again, under the same id.
///
/// # Errors
/// As [`switch`], if it was told to no webhook of theirs.
pub async fn again(
    db: &mut Db,
    by: &SignedIn,
    delivery: DeliveryId,
    now: Timestamp,
) -> Result<(), ApiError> {
    let hook = deliveries::webhook_of(db, delivery).await?;
    theirs(db, by, hook.ok_or(ApiError::NotFound)?, now).await?;
    Ok(deliveries::begin_again(db, delivery, now).await?)
}

/// A webhook that is bound to a unit of theirs.
pub(super) async fn theirs(
    db: &mut Db,
    by: &SignedIn,
    hook: WebhookId,
    now: Timestamp,
) -> Result<StoredWebhook, ApiError> {
    let units = Administered::by(by, now)?.all_units(db).await?;
    let hook = webhooks::find(db, hook).await?;
    let hook = hook.filter(|hook| units.contains(&hook.unit));
    hook.ok_or(ApiError::NotFound)
}

async fn write_down(
    db: &mut Db,
    by: &SignedIn,
    hook: &StoredWebhook,
    action: AuditAction,
    now: Timestamp,
) -> Result<(), ApiError> {
    let act = by.act(action, hook.id.to_string(), now);
    Ok(append(db, hook.unit, act, now).await?)
}
