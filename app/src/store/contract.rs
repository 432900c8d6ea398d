//! The store in a browser, looked at by what every device keeps to.

use super::tables::Tables;
use super::{StoreError, Vault, schema};
use crate::id::new_seed;
use shared::id::PersonId;
use shared::sync::device_store::contract::{self, Device};

impl Device for Vault {
    type Error = StoreError;
    type Transaction<'a> = Tables<'a>;

    async fn begin(&self) -> Result<Tables<'_>, StoreError> {
        Ok(Tables(self.write(&schema::STORES)?))
    }

    async fn commit(&self, transaction: Self::Transaction<'_>) -> Result<(), StoreError> {
        transaction.commit().await
    }
}

/// A store in which nobody has kept anything.
async fn new() -> Vault {
    let nobody = PersonId::from_number(new_seed().into());
    let opened = Vault::open(nobody).await;
    #[expect(
        clippy::expect_used,
        reason = "without a store there is nothing to look at"
    )]
    opened.expect("a new store")
}

/// The promises that the store does not keep, each with why.
pub async fn broken_promises() -> Vec<String> {
    contract::broken_promises(new).await
}

/// All that is answered and kept in the history of this seed.
pub async fn transcript(seed: u32) -> Vec<String> {
    contract::transcript(&new().await, seed.into()).await
}
