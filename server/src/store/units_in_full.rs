//! Units with everything that is kept of them, read and written by a bounded number of statements.

use super::asked::Asked;
use super::unit_renamings::{renamings, write_renamings};
use super::units::STILL;
use super::whole_organisation::placement;
use super::{Db, Stored, named, parse};
use chrono::NaiveDate;
use shared::id::UnitId;
use shared::people::import::Change;
use shared::people::{Place, UnitInFull, UnitKind};
use shared::sync::fingerprint;
use sqlx::Row;
use std::collections::{BTreeMap, BTreeSet};

/// So many rows go into one statement: SQLite looks every parameter up among those before it.
const ROWS: usize = 100;

/// Every unit, by id.
pub async fn all(db: &mut Db) -> Stored<Vec<UnitInFull>> {
    let rows = sqlx::query(
        "SELECT unit_id, parent_id, from_date, until_date FROM unit_place
         ORDER BY unit_id, from_date",
    )
    .fetch_all(&mut *db)
    .await?;
    let mut places: BTreeMap<UnitId, Vec<Place>> = BTreeMap::new();
    for row in &rows {
        let placed = placement(row)?;
        let places = places.entry(placed.unit).or_default();
        places.push(Place {
            parent: placed.parent,
            period: placed.period,
        });
    }
    let mut renamings = renamings(db).await?;
    let rows = sqlx::query(
        "SELECT unit_id, code, name, kind, founded_on, mother_id, merged_into_id FROM unit
         ORDER BY unit_id",
    )
    .fetch_all(&mut *db)
    .await?;
    let units = rows.iter().map(|row| {
        let id = parse(row.try_get::<&str, _>("unit_id")?, "unit_id")?;
        let kind: &str = row.try_get("kind")?;
        let founded_on: Option<&str> = row.try_get("founded_on")?;
        let unit = |column: &'static str| {
            let id: Option<&str> = row.try_get(column)?;
            id.map(|id| parse(id, column)).transpose()
        };
        Ok(UnitInFull {
            id,
            code: row.try_get("code")?,
            name: row.try_get("name")?,
            renamings: renamings.remove(&id).unwrap_or_default(),
            kind: named(
                UnitKind::ALL.into_iter().find(|it| it.as_str() == kind),
                "kind",
            )?,
            founded_on: founded_on.map(|day| parse(day, "founded_on")).transpose()?,
            places: places.remove(&id).unwrap_or_default(),
            mother: unit("mother_id")?,
            merged_into: unit("merged_into_id")?,
        })
    });
    units.collect()
}

/// What stands for all that is known of a unit: another, if any of it is different. The log of what is done has it,
/// too.
pub fn version(unit: &UnitInFull) -> String {
    fingerprint(&serde_json::to_string(unit).unwrap_or_default())
}

/// Writes units that are new or different: what is taken back of them goes. Since when the office knows of a place is kept if `known` is given.
pub async fn write(
    db: &mut Db,
    new: &[UnitInFull],
    changed: &[Change<UnitInFull>],
    (offset_minutes, known): (i32, Option<NaiveDate>),
) -> Stored<()> {
    let afters = || new.iter().chain(changed.iter().map(|change| &change.after));
    write_units(db, &afters().collect::<Vec<_>>(), offset_minutes).await?;
    write_renamings(db, &afters().collect::<Vec<_>>()).await?;
    for Change { before, after } in changed {
        let stands = |place: &&Place| {
            let mut places = after.places.iter();
            places.any(|it| it.period.from == place.period.from)
        };
        let gone = before.places.iter().filter(|place| !stands(place));
        for place in gone {
            forget_place(db, after.id, place.period.from).await?;
        }
    }
    let mut written: Vec<(UnitId, Place, Option<Place>)> = Vec::new();
    for unit in new {
        written.extend(unit.places.iter().map(|place| (unit.id, *place, None)));
    }
    for Change { before, after } in changed {
        let is_new = |place: &&Place| !before.places.contains(place);
        written.extend(after.places.iter().filter(is_new).map(|place| {
            let mut stood = before.places.iter();
            let stood = stood.find(|it| it.period.from == place.period.from);
            (after.id, *place, stood.copied())
        }));
    }
    write_places(db, &written).await?;
    match known {
        Some(known) => learn(db, &written, known).await,
        None => Ok(()),
    }
}

async fn write_units(db: &mut Db, units: &[&UnitInFull], offset_minutes: i32) -> Stored<()> {
    for units in units.chunks(ROWS) {
        let mut asked = Asked::new();
        asked.push(
            "INSERT INTO unit (unit_id, code, kind, name, founded_on, mother_id, merged_into_id,
                 offset_minutes) VALUES ",
        );
        for (at, unit) in units.iter().enumerate() {
            asked
                .push(if at == 0 { "(" } else { ", (" })
                .text(unit.id.to_string());
            asked.push(", ").or_null(unit.code.clone());
            asked
                .push(", ")
                .text(unit.kind.as_str())
                .push(", ")
                .text(unit.name.clone());
            asked
                .push(", ")
                .or_null(unit.founded_on.map(|day| day.to_string()));
            for other in [unit.mother, unit.merged_into] {
                asked
                    .push(", ")
                    .or_null(other.map(|other| other.to_string()));
            }
            asked.push(", ").number(offset_minutes.into()).push(")");
        }
        asked.push(
            " ON CONFLICT (unit_id) DO UPDATE SET code = excluded.code, name = excluded.name,
                 founded_on = excluded.founded_on, merged_into_id = excluded.merged_into_id",
        );
        asked.execute(db).await?;
    }
    Ok(())
}

fn until(place: &Place) -> String {
    let until = place.period.until;
    until.map_or_else(|| STILL.to_owned(), |day| day.to_string())
}

type Written = (UnitId, Place, Option<Place>);

async fn write_places(db: &mut Db, written: &[Written]) -> Stored<()> {
    for written in written.chunks(ROWS) {
        let mut asked = Asked::new();
        asked.push("INSERT INTO unit_place (unit_id, parent_id, from_date, until_date) VALUES ");
        for (at, (unit, place, _)) in written.iter().enumerate() {
            asked
                .push(if at == 0 { "(" } else { ", (" })
                .text(unit.to_string());
            asked.push(", ").text(place.parent.to_string());
            asked.push(", ").text(place.period.from.to_string());
            asked.push(", ").text(until(place)).push(")");
        }
        asked.push(
            " ON CONFLICT (unit_id, from_date) DO UPDATE SET until_date = excluded.until_date",
        );
        asked.execute(db).await?;
    }
    Ok(())
}

/// A unit that was to be founded is not, and was never anywhere.
pub async fn forget(db: &mut Db, unit: UnitId) -> Stored<()> {
    for sql in [
        "DELETE FROM unit_renaming WHERE unit_id = $1",
        "DELETE FROM unit_place_learned WHERE unit_id = $1",
        "DELETE FROM unit_place WHERE unit_id = $1",
        "DELETE FROM unit WHERE unit_id = $1",
    ] {
        sqlx::query(sql)
            .bind(unit.to_string())
            .execute(&mut *db)
            .await?;
    }
    Ok(())
}

/// A place that was to come is taken back: nothing was ever counted by it.
async fn forget_place(db: &mut Db, unit: UnitId, from: NaiveDate) -> Stored<()> {
    for sql in [
        "DELETE FROM unit_place_learned WHERE unit_id = $1 AND from_date = $2",
        "DELETE FROM unit_place WHERE unit_id = $1 AND from_date = $2",
    ] {
        sqlx::query(sql)
            .bind(unit.to_string())
            .bind(from.to_string())
            .execute(&mut *db)
            .await?;
    }
    Ok(())
}

/// Keeps how a place stood so far, if nothing was kept yet, and how it stands from that day on.
async fn learn(db: &mut Db, written: &[Written], known: NaiveDate) -> Stored<()> {
    let rows: Vec<(String, String)> =
        sqlx::query_as("SELECT DISTINCT unit_id, from_date FROM unit_place_learned")
            .fetch_all(&mut *db)
            .await?;
    let told: BTreeSet<(String, String)> = rows.into_iter().collect();
    let mut words: Vec<(UnitId, Place, String)> = Vec::new();
    for (unit, place, stood) in written {
        let key = (unit.to_string(), place.period.from.to_string());
        if let Some(stood) = stood.filter(|_| !told.contains(&key)) {
            words.push((*unit, stood, String::new()));
        }
        if stood.is_some() || place.period.from < known {
            words.push((*unit, *place, known.to_string()));
        }
    }
    for words in words.chunks(ROWS) {
        let mut asked = Asked::new();
        asked.push(
            "INSERT INTO unit_place_learned (unit_id, parent_id, from_date, until_date, known_date) VALUES ",
        );
        for (at, (unit, place, known)) in words.iter().enumerate() {
            asked
                .push(if at == 0 { "(" } else { ", (" })
                .text(unit.to_string());
            asked.push(", ").text(place.parent.to_string());
            asked.push(", ").text(place.period.from.to_string());
            asked
                .push(", ")
                .text(until(place))
                .push(", ")
                .text(known.clone())
                .push(")");
        }
        asked.push(
            " ON CONFLICT (unit_id, from_date, known_date) DO UPDATE SET until_date = excluded.until_date",
        );
        asked.execute(db).await?;
    }
    Ok(())
}
