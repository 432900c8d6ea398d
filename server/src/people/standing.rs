//! Everybody and everything as it stands, for what is changed by hand.

use super::Administered;
use super::meanwhile::changed_meanwhile;
use crate::problem::ApiError;
use crate::store::{Db, Stored, audit, directory, people_in_full, units_in_full};
use chrono::NaiveDate;
use shared::finding::Finding;
use shared::id::{PersonId, UnitId};
use shared::people::{PersonInFull, UnitInFull};
use std::collections::BTreeMap;

/// So many of the last acts are looked at.
const MOST: usize = 100;

/// Everybody and everything as it stands.
pub(super) struct Standing {
    pub(super) units: Vec<UnitInFull>,
    pub(super) people: Vec<PersonInFull>,
}

impl Standing {
    pub(super) async fn read(db: &mut Db) -> Stored<Self> {
        Ok(Self {
            units: units_in_full::all(db).await?,
            people: people_in_full::all(db).await?,
        })
    }

    pub(super) fn both(&self) -> (&[UnitInFull], &[PersonInFull]) {
        (self.units.as_slice(), self.people.as_slice())
    }

    /// Somebody, as whoever asks has read them.
    pub(super) async fn expected(
        &self,
        db: &mut Db,
        person: PersonId,
        expected: &str,
    ) -> Result<&PersonInFull, ApiError> {
        let mut people = self.people.iter();
        let found = people.find(|it| it.id == person);
        let found = found.ok_or(ApiError::NotFound)?;
        if people_in_full::version(found) == expected {
            return Ok(found);
        }
        let rows = audit::on_person(db, person, MOST).await?;
        Err(changed_meanwhile(db, &rows, expected).await?)
    }

    /// A unit, as whoever asks has read it.
    pub(super) async fn expected_unit(
        &self,
        db: &mut Db,
        unit: UnitId,
        expected: &str,
    ) -> Result<&UnitInFull, ApiError> {
        let mut units = self.units.iter();
        let found = units.find(|it| it.id == unit);
        let found = found.ok_or(ApiError::NotFound)?;
        if units_in_full::version(found) == expected {
            return Ok(found);
        }
        let rows = audit::on_unit(db, unit, MOST).await?;
        Err(changed_meanwhile(db, &rows, expected).await?)
    }

    /// What a unit is called; of those that stand and these.
    pub(super) fn named(&self, also: &[UnitInFull]) -> impl Fn(UnitId) -> String {
        let units = self.units.iter().chain(also);
        let names: BTreeMap<UnitId, String> =
            units.map(|unit| (unit.id, unit.name.clone())).collect();
        move |unit| names.get(&unit).cloned().unwrap_or_default()
    }
}

/// Refuses a unit that is not among theirs on that day, or today if that is over.
pub(super) async fn among_theirs(
    db: &mut Db,
    administered: &Administered,
    (unit, field): (UnitId, &str),
    from: Option<NaiveDate>,
) -> Result<(), ApiError> {
    let today = administered.today();
    let day = from.map_or(today, |from| from.max(today));
    let theirs = directory::units(db, administered.below_on(day)).await?;
    match theirs.contains(&unit) {
        true => Ok(()),
        false => Err(invalid("unit_not_theirs", field)),
    }
}

pub(super) fn invalid(code: &'static str, field: &str) -> ApiError {
    ApiError::Invalid(vec![Finding::error(code, field)])
}
