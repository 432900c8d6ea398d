//! The units of an administrator on one day.

use super::Administered;
use crate::auth::SignedIn;
use crate::problem::ApiError;
use crate::store::{Db, directory, units_in_full, whole_organisation};
use chrono::NaiveDate;
use shared::directory::{UnitLine, UnitTree, UnitsAsked};
use shared::id::{PersonId, UnitId};
use shared::people::{AsOf, Organisation, Place, UnitInFull};
use shared::time::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// The tree below the units that this person administers today, as it is on the day that is asked for.
///
/// # Errors
/// [`ApiError::NotFound`] for whoever is no administrator.
pub async fn unit_tree(
    db: &mut Db,
    by: &SignedIn,
    asked: UnitsAsked,
    now: Timestamp,
) -> Result<UnitTree, ApiError> {
    let administered = Administered::by(by, now)?;
    let on = asked.on.unwrap_or_else(|| administered.today());
    let units = units_in_full::all(db).await?;
    let organisation = whole_organisation(db).await?;
    let as_of = organisation.as_of(on);
    let people = people(&organisation, &as_of, on);
    let hung: Vec<Hung<'_>> = units.iter().filter_map(|unit| Hung::on(unit, on)).collect();
    let mut below: BTreeMap<Option<UnitId>, Vec<&Hung<'_>>> = BTreeMap::new();
    for unit in &hung {
        let is_top = administered.units().contains(&unit.unit.id)
            && !as_of
                .path(unit.unit.id)
                .skip(1)
                .any(|above| administered.units().contains(&above));
        let parent = unit.place.map(|place| place.parent);
        below
            .entry(parent.filter(|_| !is_top))
            .or_default()
            .push(unit);
    }
    let mut tops = below.remove(&None).unwrap_or_default();
    tops.retain(|top| administered.units().contains(&top.unit.id));
    let mut lines = Vec::new();
    for top in in_order(tops) {
        top.tell(None, &mut below, &people, &mut lines);
    }
    Ok(UnitTree { on, units: lines })
}

/// Every unit, and which of them are below those that this person administers today: also those that are closed, and
/// those to come.
///
/// # Errors
/// [`ApiError::NotFound`] for whoever is no administrator.
pub async fn administered_units(
    db: &mut Db,
    by: &SignedIn,
    now: Timestamp,
) -> Result<(Vec<UnitInFull>, BTreeSet<UnitId>), ApiError> {
    let administered = Administered::by(by, now)?;
    let theirs = directory::units(db, administered.below()).await?;
    Ok((units_in_full::all(db).await?, theirs))
}

/// How many people do something in each unit or below it.
fn people(
    organisation: &Organisation,
    as_of: &AsOf<'_>,
    on: NaiveDate,
) -> BTreeMap<UnitId, BTreeSet<PersonId>> {
    let held = organisation.appointments.iter();
    let mut people: BTreeMap<UnitId, BTreeSet<PersonId>> = BTreeMap::new();
    for held in held.filter(|held| held.period.contains(on)) {
        for unit in as_of.path(held.unit) {
            people.entry(unit).or_default().insert(held.person);
        }
    }
    people
}

/// A unit that is there.
struct Hung<'a> {
    unit: &'a UnitInFull,
    /// Where it hangs; the company nowhere.
    place: Option<Place>,
}

impl<'a> Hung<'a> {
    fn on(unit: &'a UnitInFull, day: NaiveDate) -> Option<Self> {
        let mut places = unit.places.iter();
        let place = places.find(|place| place.period.contains(day)).copied();
        unit.is_there(day).then_some(Self { unit, place })
    }

    /// This one, and those below it.
    fn tell(
        &self,
        parent: Option<UnitId>,
        below: &mut BTreeMap<Option<UnitId>, Vec<&Self>>,
        people: &BTreeMap<UnitId, BTreeSet<PersonId>>,
        lines: &mut Vec<UnitLine>,
    ) {
        let id = self.unit.id;
        let people_today = people.get(&id).map_or(0, BTreeSet::len);
        let until = self.place.and_then(|place| place.period.until);
        lines.push(UnitLine {
            id,
            code: self.unit.code.clone(),
            name: self.unit.name.clone(),
            kind: self.unit.kind,
            parent,
            people_today: u64::try_from(people_today).unwrap_or(u64::MAX),
            until,
        });
        let next = below.remove(&Some(id)).unwrap_or_default();
        for unit in in_order(next) {
            unit.tell(Some(id), below, people, lines);
        }
    }
}

fn in_order<'h, 'u>(mut units: Vec<&'h Hung<'u>>) -> Vec<&'h Hung<'u>> {
    units.sort_by_key(|hung| (hung.unit.kind, &hung.unit.name, hung.unit.id));
    units
}
