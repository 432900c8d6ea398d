//! A key or a webhook is bound to a unit, and stands on somebody who administers it.

use super::keys;
use crate::auth::SignedIn;
use crate::people::Administered;
use crate::problem::ApiError;
use crate::store::audit::{self, Act};
use crate::store::{Db, Stored, units, webhooks};
use shared::connections::{BoundUnit, WebhookOff, WebhookOffBecause};
use shared::finding::Finding;
use shared::id::{DeviceId, PersonId, UnitId};
use shared::time::{CHINA_OFFSET_MINUTES, Timestamp};
use std::collections::BTreeMap;

/// Somebody as they are now, if they administer this unit. No device is theirs here.
pub(super) async fn administrator(
    db: &mut Db,
    (person, unit): (PersonId, UnitId),
    now: Timestamp,
) -> Stored<Option<SignedIn>> {
    let no_device = DeviceId::from_number(0);
    let Some(person) = SignedIn::load(db, person, no_device, now).await? else {
        return Ok(None);
    };
    let Ok(administered) = Administered::by(&person, now) else {
        return Ok(None);
    };
    let is_theirs = administered.all_units(db).await?.contains(&unit);
    Ok(is_theirs.then_some(person))
}

/// Whether somebody administers this unit now.
///
/// # Errors
/// If the store cannot be read.
pub async fn administers(db: &mut Db, of: (PersonId, UnitId), now: Timestamp) -> Stored<bool> {
    Ok(administrator(db, of, now).await?.is_some())
}

/// Refuses a unit that is not theirs.
///
/// # Errors
/// [`ApiError::NotFound`] for whoever is no administrator; [`ApiError::Invalid`].
pub async fn refuse_elsewhere(
    db: &mut Db,
    by: &SignedIn,
    unit: UnitId,
    now: Timestamp,
) -> Result<(), ApiError> {
    let administered = Administered::by(by, now)?;
    match administered.all_units(db).await?.contains(&unit) {
        true => Ok(()),
        false => Err(invalid("unit_not_theirs", "unit")),
    }
}

/// That a field is not as it should be.
pub fn invalid(code: &'static str, field: &str) -> ApiError {
    ApiError::Invalid(vec![Finding::error(code, field)])
}

/// Writes what is done with a key or a webhook into the log of the branch that it is bound to.
///
/// # Errors
/// If the store cannot be written.
pub async fn append(db: &mut Db, unit: UnitId, act: Act, now: Timestamp) -> Stored<()> {
    let today = now.civil_date(CHINA_OFFSET_MINUTES).unwrap_or_default();
    let line = units::line(db, unit, today).await?;
    let branch = units::branch_of(&line).map_or(unit, |branch| branch.unit_id);
    let act = Act {
        units: line.iter().map(|unit| unit.id).collect(),
        ..act
    };
    audit::append(db, &branch.to_string(), &act).await
}

/// What stands on somebody who does not administer its unit any more ends.
///
/// # Errors
/// If the store cannot be read or written.
pub async fn end_of_those_who_left(db: &mut Db, now: Timestamp) -> Stored<()> {
    keys::end_of_those_who_left(db, now).await?;
    for hook in webhooks::listening(db).await? {
        if !administers(db, (hook.made_by, hook.unit), now).await? {
            let because = WebhookOffBecause::MakerLeft;
            webhooks::switch_off(db, hook.id, WebhookOff { at: now, because }).await?;
        }
    }
    Ok(())
}

/// A unit with its name out of these.
pub fn bound(unit: UnitId, names: &BTreeMap<UnitId, String>) -> BoundUnit {
    BoundUnit {
        id: unit,
        name: names.get(&unit).cloned().unwrap_or_default(),
    }
}
