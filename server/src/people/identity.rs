//! The number of somebody's document as a whole: that it was read is written down.

use super::Administered;
use crate::auth::{Home, SignedIn};
use crate::problem::ApiError;
use crate::store::audit::{self, Act};
use crate::store::{Db, people_in_full};
use shared::audit::AuditAction;
use shared::directory::IdentityShown;
use shared::id::PersonId;
use shared::time::Timestamp;

/// The document and its whole number.
///
/// # Errors
/// [`ApiError::NotFound`] if this administrator sees nobody of this id, or their document is not known.
pub async fn identity_number(
    db: &mut Db,
    by: &SignedIn,
    person: PersonId,
    now: Timestamp,
) -> Result<IdentityShown, ApiError> {
    Administered::by(by, now)?.sees(db, person).await?;
    let known = people_in_full::find(db, person).await?;
    let identity = known.and_then(|known| known.identity);
    let identity = identity.ok_or(ApiError::NotFound)?;
    let act = by.act(AuditAction::ReadIdentityNumber, person.to_string(), now);
    write_down(db, person, act, now).await?;
    Ok(IdentityShown {
        kind: identity.kind(),
        number: identity.to_string(),
    })
}

/// Writes down what was done to somebody, where they belong.
pub(super) async fn write_down(
    db: &mut Db,
    person: PersonId,
    act: Act,
    now: Timestamp,
) -> Result<(), ApiError> {
    let home = Home::expected(db, person, now).await?;
    let home = home.ok_or(ApiError::NotFound)?;
    let branch = home.branch.unit_id.to_string();
    let act = Act {
        units: home.line,
        ..act
    };
    Ok(audit::append(db, &branch, &act).await?)
}
