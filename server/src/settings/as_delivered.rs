//! A store in which nobody has decided yet has the settings that the program comes with.

use super::{Kind, Through};
use crate::clock::Clock;
use crate::store::{Db, Store, StoreError, Stored, settings};
use clap::ValueEnum;
use shared::setting::Setting;
use shared::time::Timestamp;

/// Publishes what the program comes with of every setting that was never published. Of servers that
/// start at once, one publishes.
///
/// # Errors
/// If the store cannot be read or written.
pub async fn publish_as_delivered(store: &Store, clock: &Clock) -> Stored<()> {
    let published = store.write_patiently(|mut db| async move {
        let now = clock.now();
        for kind in Kind::value_variants() {
            kind.through(Missing { db: &mut db, now }).await?;
        }
        Ok(db.commit().await?)
    });
    published.await
}

struct Missing<'d> {
    db: &'d mut Db,
    now: Timestamp,
}

impl Through for Missing<'_> {
    type Output = Stored<()>;

    async fn of<S: Setting + Send + Sync>(self) -> Stored<()> {
        if settings::is_published::<S>(self.db).await? {
            return Ok(());
        }
        let versions = S::as_delivered().map_err(|error| StoreError::Unreadable {
            column: "body",
            reason: error.to_string(),
        })?;
        for version in &versions {
            let new = settings::NewVersion::of(version)?;
            settings::publish(self.db, &new, self.now).await?;
        }
        Ok(())
    }
}
