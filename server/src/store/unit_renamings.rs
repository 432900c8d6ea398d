//! When units were, or will be, called otherwise.

use super::asked::Asked;
use super::{Db, Stored, parse};
use chrono::NaiveDate;
use shared::id::UnitId;
use shared::people::{Renaming, UnitInFull};
use sqlx::Row;
use std::collections::{BTreeMap, BTreeSet};

/// So many rows go into one statement: SQLite looks every parameter up among those before it.
const ROWS: usize = 100;

/// Of every unit, by first day.
pub(super) async fn renamings(db: &mut Db) -> Stored<BTreeMap<UnitId, Vec<Renaming>>> {
    let rows = sqlx::query(
        "SELECT unit_id, from_date, name_before, name FROM unit_renaming
         ORDER BY unit_id, from_date",
    )
    .fetch_all(db)
    .await?;
    let mut renamings: BTreeMap<UnitId, Vec<Renaming>> = BTreeMap::new();
    for row in &rows {
        let unit = parse(row.try_get::<&str, _>("unit_id")?, "unit_id")?;
        renamings.entry(unit).or_default().push(Renaming {
            from: parse(row.try_get::<&str, _>("from_date")?, "from_date")?,
            before: row.try_get("name_before")?,
            name: row.try_get("name")?,
        });
    }
    Ok(renamings)
}

/// Writes those of these units in the place of what stood.
pub(super) async fn write_renamings(db: &mut Db, units: &[&UnitInFull]) -> Stored<()> {
    for units in units.chunks(ROWS) {
        let mut asked = Asked::new();
        asked.push("DELETE FROM unit_renaming WHERE unit_id IN ");
        asked.texts(units.iter().map(|unit| unit.id.to_string()));
        asked.execute(&mut *db).await?;
    }
    let all = units.iter().flat_map(|unit| {
        let renamings = unit.renamings.iter();
        renamings.map(|renaming| (unit.id, renaming))
    });
    for renamings in all.collect::<Vec<_>>().chunks(ROWS) {
        let mut asked = Asked::new();
        asked.push("INSERT INTO unit_renaming (unit_id, from_date, name_before, name) VALUES ");
        for (at, (unit, renaming)) in renamings.iter().enumerate() {
            asked
                .push(if at == 0 { "(" } else { ", (" })
                .text(unit.to_string());
            asked.push(", ").text(renaming.from.to_string());
            asked.push(", ").text(renaming.before.clone());
            asked.push(", ").text(renaming.name.clone()).push(")");
        }
        asked.execute(&mut *db).await?;
    }
    Ok(())
}

/// Units are called from now on what they are called on this day; which of them are called otherwise than before.
pub async fn call_as_of(db: &mut Db, day: NaiveDate) -> Stored<BTreeSet<UnitId>> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT unit.unit_id, r.name FROM unit
         JOIN unit_renaming r ON r.unit_id = unit.unit_id
         WHERE r.from_date = (SELECT MAX(o.from_date) FROM unit_renaming o
                              WHERE o.unit_id = unit.unit_id AND o.from_date <= $1)
         AND r.name <> unit.name",
    )
    .bind(day.to_string())
    .fetch_all(&mut *db)
    .await?;
    let mut renamed = BTreeSet::new();
    for (unit, name) in rows {
        sqlx::query("UPDATE unit SET name = $1 WHERE unit_id = $2")
            .bind(name)
            .bind(unit.clone())
            .execute(&mut *db)
            .await?;
        renamed.insert(parse(&unit, "unit_id")?);
    }
    Ok(renamed)
}
