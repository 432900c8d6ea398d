//! Somebody goes from here, and their own database is told: now, or before they work here again.

use crate::store::{DeviceStore, StoreError, Vault};
use shared::id::PersonId;

/// Somebody goes. That their database cannot be told now keeps neither them here nor whoever comes next
/// out.
pub(super) async fn leave(device: &DeviceStore, person: PersonId) -> Result<(), StoreError> {
    let told = match Vault::open(person).await {
        Ok(vault) => vault.leave().await,
        Err(error) => Err(error),
    };
    match told {
        Ok(()) => Ok(()),
        Err(_) => device.owe_leaving(person).await,
    }
}

/// Somebody is back. What they left behind waits for their word, also if it could not be told when they
/// went.
pub(super) async fn settle(
    device: &DeviceStore,
    vault: &Vault,
    person: PersonId,
) -> Result<(), StoreError> {
    if device.owes_leaving(person).await? {
        vault.leave().await?;
        device.leaving_done(person).await?;
    }
    Ok(())
}
