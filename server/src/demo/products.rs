//! What the demonstration sells.

use crate::clock::Clock;
use crate::store::{Store, StoreError, Stored, catalogues};
use shared::product::Catalogue;

/// A store without products gets those of the demonstration. Of servers that start at once, one publishes.
///
/// # Errors
/// If the store cannot be read or written.
pub async fn publish_products(store: &Store, clock: &Clock) -> Stored<()> {
    let published = store.write_patiently(|mut db| async move {
        if catalogues::version(&mut db).await? > 0 {
            return Ok(());
        }
        let catalogue = Catalogue::demonstration().map_err(|error| StoreError::Unreadable {
            column: "body",
            reason: error.to_string(),
        })?;
        catalogues::publish(&mut db, &catalogue, clock.now()).await?;
        Ok(db.commit().await?)
    });
    published.await
}
