//! All of somebody's sign-ins end.

use super::Administered;
use super::identity::write_down;
use crate::auth::SignedIn;
use crate::problem::ApiError;
use crate::store::{Db, sessions};
use shared::audit::AuditAction;
use shared::id::PersonId;
use shared::time::Timestamp;

/// Signs somebody out everywhere. What their phones have not sent stays there until they sign in again.
///
/// # Errors
/// [`ApiError::NotFound`] if this administrator does not govern all that they do.
pub async fn end_sign_ins(
    db: &mut Db,
    by: &SignedIn,
    person: PersonId,
    now: Timestamp,
) -> Result<(), ApiError> {
    Administered::by(by, now)?.governs(db, person).await?;
    if sessions::end_all(db, person).await? {
        let act = by.act(AuditAction::EndSignIns, person.to_string(), now);
        write_down(db, person, act, now).await?;
    }
    Ok(())
}
