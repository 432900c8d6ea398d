//! What pay is counted by in the demonstration.

use crate::clock::Clock;
use crate::store::{Store, StoreError, Stored, compensation, settings, units};
use shared::commission::Rules;

/// A store without compensation tables gets those of the demonstration. Of servers that start at once, one publishes.
///
/// # Errors
/// If the store cannot be read or written.
pub async fn publish_tables(store: &Store, clock: &Clock) -> Stored<()> {
    let published = store.write_patiently(|mut db| async move {
        if compensation::is_published(&mut db).await? {
            return Ok(());
        }
        let now = clock.now();
        let today = units::company_day(&mut db, now).await?;
        let calendar = settings::pay_calendar(&mut db).await?;
        let rules = Rules::demonstrated(calendar).map_err(unreadable)?;
        for (name, table) in &rules.tables().map_err(unreadable)? {
            compensation::publish(&mut db, (name, table), (today, today), now).await?;
        }
        Ok(db.commit().await?)
    });
    published.await
}

fn unreadable(reason: impl ToString) -> StoreError {
    StoreError::Unreadable {
        column: "body",
        reason: reason.to_string(),
    }
}
