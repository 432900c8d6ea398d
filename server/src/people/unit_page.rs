//! Everything of one unit.

use super::Administered;
use super::names::{MOST_CHANGES, Names};
use super::units::Seen;
use crate::auth::SignedIn;
use crate::problem::ApiError;
use crate::store::units_in_full::version;
use crate::store::{Db, audit, directory, people_in_full, units_in_full, whole_organisation};
use chrono::NaiveDate;
use shared::directory::{NameOver, PersonInUnit, PlaceOver, UnitPage, UnitsAsked};
use shared::id::UnitId;
use shared::people::{PersonInFull, Role, UnitInFull, UnitRef};
use shared::time::Timestamp;
use std::collections::BTreeSet;

/// Everything of a unit that this person administers, as it is on the day that is asked for.
///
/// # Errors
/// [`ApiError::NotFound`] if they administer no unit of this id.
pub async fn unit_page(
    db: &mut Db,
    by: &SignedIn,
    unit: UnitId,
    asked: UnitsAsked,
    now: Timestamp,
) -> Result<UnitPage, ApiError> {
    let administered = Administered::by(by, now)?;
    let today = administered.today();
    let on = asked.on.unwrap_or(today);
    let theirs = directory::units(db, administered.below()).await?;
    let all = units_in_full::all(db).await?;
    let known = all
        .iter()
        .find(|it| it.id == unit && theirs.contains(&unit));
    let known = known.ok_or(ApiError::NotFound)?;
    let everybody = people_in_full::all(db).await?;
    let organisation = whole_organisation(db).await?;
    let seen = Seen::on(db, &organisation, on).await?;
    let rows = audit::on_unit(db, unit, MOST_CHANGES).await?;
    let names = Names::of(db, spoken_of(known), &rows).await?;
    let parent = known.place_on(on).map(|place| place.parent);
    let named = |unit: UnitId| UnitRef {
        id: unit,
        name: names.unit(unit),
    };
    Ok(UnitPage {
        on,
        unit: seen.line(known, parent.filter(|parent| theirs.contains(parent))),
        version: version(known),
        is_there: known.is_there(on),
        names: names_over(known),
        places: places_over(known, &names),
        mother: known.mother.map(named),
        merged_into: known.merged_into.map(named),
        to_come: to_come(known, today).into_iter().collect(),
        people: people_in(&everybody, unit, on),
        units: units_under(&all, unit, on),
        changes: names.changes(&rows),
    })
}

/// The units that its page names.
fn spoken_of(unit: &UnitInFull) -> impl Iterator<Item = UnitId> {
    let above = unit.places.iter().map(|place| place.parent);
    above.chain(unit.mother).chain(unit.merged_into)
}

fn names_over(unit: &UnitInFull) -> Vec<NameOver> {
    let first = match unit.renamings.first() {
        Some(renaming) => &renaming.before,
        None => &unit.name,
    };
    let first = NameOver {
        name: first.clone(),
        from: None,
    };
    let later = unit.renamings.iter().map(|renaming| NameOver {
        name: renaming.name.clone(),
        from: Some(renaming.from),
    });
    core::iter::once(first).chain(later).collect()
}

fn places_over(unit: &UnitInFull, names: &Names) -> Vec<PlaceOver> {
    let places = unit.places.iter().map(|place| PlaceOver {
        unit_id: place.parent,
        unit: names.unit(place.parent),
        period: place.period,
    });
    places.collect()
}

/// The days after this one on which something of the unit changes.
fn to_come(unit: &UnitInFull, today: NaiveDate) -> BTreeSet<NaiveDate> {
    let begins = unit.places.iter().map(|place| place.period.from);
    let named = unit.renamings.iter().map(|renaming| renaming.from);
    let closed = unit.closed_on().and_then(|last| last.succ_opt());
    let days = begins.chain(named).chain(closed);
    days.filter(|day| *day > today).collect()
}

/// Who does something in this very unit on that day, by name.
fn people_in(everybody: &[PersonInFull], unit: UnitId, on: NaiveDate) -> Vec<PersonInUnit> {
    let people = everybody.iter().filter_map(|person| {
        let held = person.appointments.iter();
        let held = held.filter(|held| held.unit == unit && held.period.contains(on));
        let roles: BTreeSet<Role> = held.map(|held| held.role).collect();
        (!roles.is_empty()).then(|| PersonInUnit {
            id: person.id,
            name: person.name.clone(),
            staff_number: person.staff_number.clone(),
            roles: roles.into_iter().collect(),
        })
    });
    let mut people: Vec<PersonInUnit> = people.collect();
    people.sort_by(|one, other| (&one.name, one.id).cmp(&(&other.name, other.id)));
    people
}

/// What hangs under it on that day, by name.
fn units_under(all: &[UnitInFull], unit: UnitId, on: NaiveDate) -> Vec<UnitRef> {
    let under = all.iter().filter(|it| {
        let place = it.place_on(on);
        place.is_some_and(|place| place.parent == unit)
    });
    let mut under: Vec<UnitRef> = under
        .map(|it| UnitRef {
            id: it.id,
            name: it.name_on(on).to_owned(),
        })
        .collect();
    under.sort_by(|one, other| (&one.name, one.id).cmp(&(&other.name, other.id)));
    under
}
