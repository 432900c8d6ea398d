//! Everything of one person.

use super::Administered;
use super::names::{MOST_CHANGES, Names};
use crate::auth::{self, SignedIn};
use crate::problem::ApiError;
use crate::store::people_in_full::version;
use crate::store::{Db, audit, people_in_full};
use shared::directory::{AppointmentOver, IdentityShown, PersonPage};
use shared::id::PersonId;
use shared::mask;
use shared::people::PersonInFull;
use shared::time::Timestamp;

/// Everything of somebody whom this administrator sees.
///
/// # Errors
/// [`ApiError::NotFound`] if they see nobody of this id.
pub async fn page(
    db: &mut Db,
    by: &SignedIn,
    person: PersonId,
    now: Timestamp,
) -> Result<PersonPage, ApiError> {
    let administered = Administered::by(by, now)?;
    let line = administered.sees(db, person).await?;
    let known = people_in_full::find(db, person).await?;
    let known = known.ok_or(ApiError::NotFound)?;
    let rows = audit::on_person(db, person, MOST_CHANGES).await?;
    let held = known.appointments.iter().map(|held| held.unit);
    let names = Names::of(db, held, &rows).await?;
    Ok(PersonPage {
        person: line,
        version: version(&known),
        changeable: administered.does_all(db, person).await?,
        mobile: known.mobile.as_ref().map(|it| mask::number(it.as_str())),
        identity: known.identity.as_ref().map(|identity| IdentityShown {
            kind: identity.kind(),
            number: mask::number(&identity.to_string()),
        }),
        appointments: appointments(&known, &names),
        devices: auth::devices_of(db, (person, by.device), now).await?,
        changes: names.changes(&rows),
        licence_number: known.licence_number,
        licence_expires_on: known.licence_expires_on,
        joined_on: known.joined_on,
        left_because: known.left_because,
    })
}

/// What they do over time.
fn appointments(person: &PersonInFull, names: &Names) -> Vec<AppointmentOver> {
    let held = person.appointments.iter().map(|held| AppointmentOver {
        unit_id: held.unit,
        unit: names.unit(held.unit),
        role: held.role,
        level: held.level,
        period: held.period,
    });
    held.collect()
}
