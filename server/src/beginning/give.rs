//! An administrator gives somebody a one-time code.

use super::place::Place;
use crate::auth::{Giver, Home, SignedIn, give_code};
use crate::people::Administered;
use crate::problem::ApiError;
use crate::state::AppState;
use crate::store::Db;
use shared::finding::Finding;
use shared::id::PersonId;
use shared::session::OneTimeCodeGiven;
use shared::time::Timestamp;

/// Gives somebody a code in the place of their last one.
///
/// # Errors
/// [`ApiError::NotFound`] for whoever is no administrator over all that the person does;
/// [`ApiError::Invalid`] for oneself, and for who has left.
pub async fn give(
    state: &AppState,
    by: &SignedIn,
    person: PersonId,
) -> Result<OneTimeCodeGiven, ApiError> {
    let now = state.clock.now();
    let giver = Giver {
        actor: by.person.id.into(),
        device: Some(by.device),
    };
    let given = state.store.write(by.branch.unit_id, |mut db| async move {
        let home = allowed(&mut db, by, person, now).await?;
        let given = give_code(&mut db, (person, &home), giver, now).await?;
        db.commit().await?;
        Ok::<_, ApiError>(given)
    });
    let given = given.await?;
    Ok(OneTimeCodeGiven {
        code: given.code.to_string(),
        valid_until: given.valid_until,
    })
}

/// Where the person belongs to whom `by` may give a code: it signs in to all that they do.
async fn allowed(
    db: &mut Db,
    by: &SignedIn,
    person: PersonId,
    now: Timestamp,
) -> Result<Home, ApiError> {
    Administered::by(by, now)?.governs(db, person).await?;
    let invalid = |code| ApiError::Invalid(vec![Finding::error(code, "")]);
    match Place::of(db, person, now).await? {
        Place::At(_) if person == by.person.id => Err(invalid("one_time_code_for_oneself")),
        Place::At(home) => Ok(home),
        Place::Left => Err(invalid("person_has_left")),
        Place::Nowhere => Err(ApiError::NotFound),
    }
}
