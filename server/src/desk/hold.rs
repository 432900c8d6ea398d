//! Who has a case open: one person at a time works on it, and another can take it over.

use super::{authority, find, refusal};
use crate::auth::SignedIn;
use crate::problem::ApiError;
use crate::store::queue::Queued;
use crate::store::{Db, audit, holds};
use shared::audit::AuditAction;
use shared::desk::Holder;
use shared::id::RecordId;
use shared::submission::Action;
use shared::time::Timestamp;

/// This person wants to have the case open, or goes on having it; says who has it then.
pub async fn hold(
    db: &mut Db,
    person: &SignedIn,
    record: RecordId,
    take_over: bool,
    now: Timestamp,
) -> Result<Holder, ApiError> {
    let queued = find(db, person.viewer(), record).await?;
    let authority = authority(db, person.today).await?;
    match refusal(&queued, &person.person, &Action::Open, &authority) {
        Some(refusal) => Err(ApiError::Refused(refusal)),
        None => take(db, person, &queued, take_over, now).await,
    }
}

/// Takes the case for somebody who may decide it, unless somebody else has it.
pub(super) async fn take(
    db: &mut Db,
    person: &SignedIn,
    queued: &Queued,
    take_over: bool,
    now: Timestamp,
) -> Result<Holder, ApiError> {
    let (record, me) = (queued.record.view.record_id, &person.person);
    let holder = holds::find(db, record, now).await?;
    let holder = match holder {
        Some(other) if other.person.id != me.id && !take_over => return Ok(other),
        Some(mine) if mine.person.id == me.id => mine,
        other => {
            if other.is_some() {
                let act = person.act(AuditAction::TakeOverCase, record.to_string(), now);
                audit::append(db, &queued.record.branch.to_string(), &act).await?;
            }
            Holder {
                person: me.clone(),
                since: now,
            }
        }
    };
    holds::set(db, record, me.id, holder.since, now).await?;
    Ok(holder)
}

/// This person is done with the case for now.
pub async fn release(db: &mut Db, person: &SignedIn, record: RecordId) -> Result<(), ApiError> {
    Ok(holds::release(db, record, person.person.id).await?)
}

/// Nobody decides what somebody else is working on.
pub(super) async fn refuse_held_by_another(
    db: &mut Db,
    person: &SignedIn,
    record: RecordId,
    now: Timestamp,
) -> Result<(), ApiError> {
    match holds::find(db, record, now).await? {
        Some(holder) if holder.person.id != person.person.id => Err(ApiError::HeldByAnother {
            name: holder.person.name,
        }),
        _ => Ok(()),
    }
}
