//! What arrived before there was a search of this kind is found by it, too.

use crate::store::{Store, Stored, terms};

/// How many are written in one transaction.
const AT_ONCE: u32 = 200;

/// Writes under what the records of earlier builds are found.
pub async fn index_earlier(store: &Store) -> Stored<()> {
    while index_some(store).await? > 0 {}
    Ok(())
}

/// Of servers that start at once, one writes.
async fn index_some(store: &Store) -> Stored<usize> {
    let done = store.write("terms", |mut db| async move {
        let missing = terms::missing(&mut db, AT_ONCE).await?;
        for record in &missing {
            terms::write(&mut db, &record.view).await?;
        }
        db.commit().await?;
        Ok(missing.len())
    });
    done.await
}
