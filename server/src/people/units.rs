//! The units of an administrator on one day.

use super::Administered;
use crate::auth::SignedIn;
use crate::problem::ApiError;
use crate::store::{Db, Stored, directory, people, units_in_full, whole_organisation};
use chrono::NaiveDate;
use shared::directory::{UnitLine, UnitTree, UnitsAsked};
use shared::id::{PersonId, UnitId};
use shared::people::{AsOf, Organisation, Place, UnitInFull};
use shared::submission::PersonRef;
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
    let seen = Seen::on(db, &organisation, on).await?;
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
        top.tell(None, &mut below, &seen, &mut lines);
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

/// What is seen of units on one day.
pub(super) struct Seen {
    on: NaiveDate,
    people: BTreeMap<UnitId, BTreeSet<PersonId>>,
    leaders: BTreeMap<UnitId, PersonRef>,
}

impl Seen {
    pub(super) async fn on(
        db: &mut Db,
        organisation: &Organisation,
        on: NaiveDate,
    ) -> Stored<Self> {
        let as_of = organisation.as_of(on);
        let units = organisation.units.iter();
        let leaders = units.filter_map(|unit| Some((unit.id, as_of.leader_of(unit.id)?)));
        let leaders: BTreeMap<UnitId, PersonId> = leaders.collect();
        let names = people::names(db, &leaders.values().copied().collect()).await?;
        let named = leaders.into_iter().filter_map(|(unit, id)| {
            let name = names.get(&id).cloned()?;
            Some((unit, PersonRef { id, name }))
        });
        Ok(Self {
            on,
            people: people_within(organisation, &as_of, on),
            leaders: named.collect(),
        })
    }

    /// A unit as it is on that day, under this one.
    pub(super) fn line(&self, unit: &UnitInFull, parent: Option<UnitId>) -> UnitLine {
        let people_today = self.people.get(&unit.id).map_or(0, BTreeSet::len);
        let place = unit.place_on(self.on);
        UnitLine {
            id: unit.id,
            code: unit.code.clone(),
            name: unit.name_on(self.on).to_owned(),
            kind: unit.kind,
            parent,
            people_today: u64::try_from(people_today).unwrap_or(u64::MAX),
            leader: self.leaders.get(&unit.id).cloned(),
            founded_on: unit.first_day(),
            until: place.and_then(|place| place.period.until),
            closed_on: unit.closed_on(),
        }
    }
}

/// Who does something in each unit or below it.
fn people_within(
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
        let place = unit.place_on(day).copied();
        unit.is_there(day).then_some(Self { unit, place })
    }

    /// This one, and those below it.
    fn tell(
        &self,
        parent: Option<UnitId>,
        below: &mut BTreeMap<Option<UnitId>, Vec<&Self>>,
        seen: &Seen,
        lines: &mut Vec<UnitLine>,
    ) {
        let id = self.unit.id;
        lines.push(seen.line(self.unit, parent));
        let next = below.remove(&Some(id)).unwrap_or_default();
        for unit in in_order(next) {
            unit.tell(Some(id), below, seen, lines);
        }
    }
}

fn in_order<'h, 'u>(mut units: Vec<&'h Hung<'u>>) -> Vec<&'h Hung<'u>> {
    units.sort_by_key(|hung| (hung.unit.kind, &hung.unit.name, hung.unit.id));
    units
}
