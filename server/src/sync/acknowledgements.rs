//! Who may have the proofs of a record's arrival; and those that are owed.

use crate::auth::SignedIn;
use crate::problem::ApiError;
use crate::signing::SigningKey;
use crate::store::{
    Db, Store, Stored, acknowledgements as stored, audit, queue, records, signing_keys,
};
use shared::audit::AuditAction;
use shared::id::RecordId;
use shared::sync::RecordAcknowledgements;
use shared::time::Timestamp;

/// How many are signed in one transaction.
const AT_ONCE: u32 = 500;

/// The proofs of a record: for who captured it, and for who sees it at the desk, which is written
/// down, because the content comes with them.
pub async fn acknowledgements(
    db: &mut Db,
    person: &SignedIn,
    record: RecordId,
    now: Timestamp,
) -> Result<RecordAcknowledgements, ApiError> {
    let found = records::find(db, record).await?.ok_or(ApiError::NotFound)?;
    if found.view.captured_by.id != person.person.id {
        let seen = queue::find(db, person.viewer(), record).await?;
        let queued = seen.ok_or(ApiError::NotFound)?;
        let act = person.act(AuditAction::ReadAcknowledgements, record.to_string(), now);
        audit::append(db, &queued.record.branch.to_string(), &act).await?;
    }
    let proofs = stored::of_record(db, record).await?;
    Ok(RecordAcknowledgements { proofs })
}

/// Keeps the key among those ever used; acknowledges what arrived before there were acknowledgements.
pub async fn acknowledge_earlier(store: &Store, key: &SigningKey, now: Timestamp) -> Stored<()> {
    while acknowledge_some(store, key, now).await? > 0 {}
    Ok(())
}

/// Of servers that start at once, one acknowledges.
async fn acknowledge_some(store: &Store, key: &SigningKey, now: Timestamp) -> Stored<usize> {
    let done = store.write("acknowledgement", |mut db| async move {
        signing_keys::keep(&mut db, key.public(), now).await?;
        let owed = stored::missing(&mut db, AT_ONCE).await?;
        let some = owed.len();
        for arrival in owed {
            stored::insert(&mut db, &key.acknowledge(arrival)).await?;
        }
        db.commit().await?;
        Ok(some)
    });
    done.await
}
