//! The organisation tree, by date.

use super::asked::Asked;
use super::{Db, Stored, parse};
use chrono::NaiveDate;
use shared::id::UnitId;
use shared::session::BranchView;
use shared::time::{CHINA_OFFSET_MINUTES, Timestamp};
use sqlx::Row;
use sqlx::any::AnyRow;
use std::collections::{BTreeMap, BTreeSet};

/// The end of a period that lasts.
pub const STILL: &str = "9999-12-31";

/// A company, branch, department or team.
#[derive(Debug, Clone)]
pub struct Unit {
    pub id: UnitId,
    /// `company`, `branch`, `department` or `team`.
    pub kind: String,
    pub name: String,
    /// Minutes its clock is ahead of UTC.
    pub offset_minutes: i32,
}

pub async fn insert(db: &mut Db, unit: &Unit) -> Stored<()> {
    sqlx::query("INSERT INTO unit (unit_id, kind, name, offset_minutes) VALUES ($1, $2, $3, $4)")
        .bind(unit.id.to_string())
        .bind(unit.kind.clone())
        .bind(unit.name.clone())
        .bind(i64::from(unit.offset_minutes))
        .execute(db)
        .await?;
    Ok(())
}

/// Places a unit below another from a day on.
pub async fn place(db: &mut Db, unit: UnitId, parent: UnitId, from: NaiveDate) -> Stored<()> {
    sqlx::query(
        "INSERT INTO unit_place (unit_id, parent_id, from_date, until_date)
         VALUES ($1, $2, $3, $4)",
    )
    .bind(unit.to_string())
    .bind(parent.to_string())
    .bind(from.to_string())
    .bind(STILL)
    .execute(db)
    .await?;
    Ok(())
}

/// The unit and those above it on that day, from itself upwards.
pub async fn line(db: &mut Db, unit: UnitId, on: NaiveDate) -> Stored<Vec<Unit>> {
    let mut lines = lines(db, &BTreeSet::from([unit]), on).await?;
    Ok(lines.remove(&unit).unwrap_or_default())
}

/// The line of each of these units.
pub async fn lines(
    db: &mut Db,
    units: &BTreeSet<UnitId>,
    on: NaiveDate,
) -> Stored<BTreeMap<UnitId, Vec<Unit>>> {
    let mut lines: BTreeMap<UnitId, Vec<Unit>> = BTreeMap::new();
    if units.is_empty() {
        return Ok(lines);
    }
    let mut asked = Asked::new();
    asked.push(
        "WITH RECURSIVE above (begin_id, unit_id, step) AS (
             SELECT unit_id, unit_id, CAST(0 AS BIGINT) FROM unit WHERE unit_id IN ",
    );
    asked.texts(units.iter().map(ToString::to_string));
    asked.push(
        " UNION ALL
             SELECT above.begin_id, p.parent_id, above.step + 1
             FROM unit_place p JOIN above ON p.unit_id = above.unit_id
             WHERE p.from_date <= ",
    );
    asked.text(on.to_string());
    asked.push(" AND p.until_date >= ").text(on.to_string());
    asked.push(
        " AND above.step < 10
         )
         SELECT above.begin_id, u.unit_id, u.kind, u.name, u.offset_minutes
         FROM above JOIN unit u ON u.unit_id = above.unit_id
         ORDER BY above.begin_id, above.step",
    );
    for row in asked.rows(db).await? {
        let begin = parse(row.try_get::<&str, _>("begin_id")?, "unit_id")?;
        lines.entry(begin).or_default().push(unit(&row)?);
    }
    Ok(lines)
}

fn unit(row: &AnyRow) -> Stored<Unit> {
    let minutes: i64 = row.try_get("offset_minutes")?;
    Ok(Unit {
        id: parse(row.try_get::<&str, _>("unit_id")?, "unit_id")?,
        kind: row.try_get("kind")?,
        name: row.try_get("name")?,
        offset_minutes: i32::try_from(minutes).unwrap_or(0),
    })
}

/// The units that hang right under one on a day.
pub async fn children(db: &mut Db, parent: UnitId, on: NaiveDate) -> Stored<Vec<UnitId>> {
    let units: Vec<String> = sqlx::query_scalar(
        "SELECT unit_id FROM unit_place WHERE parent_id = $1
         AND from_date <= $2 AND until_date >= $2 ORDER BY unit_id",
    )
    .bind(parent.to_string())
    .bind(on.to_string())
    .fetch_all(db)
    .await?;
    units.iter().map(|unit| parse(unit, "unit_id")).collect()
}

/// The names of those that the store knows.
pub async fn names(db: &mut Db, units: &BTreeSet<UnitId>) -> Stored<BTreeMap<UnitId, String>> {
    if units.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut asked = Asked::new();
    asked.push("SELECT unit_id, name FROM unit WHERE unit_id IN ");
    asked.texts(units.iter().map(ToString::to_string));
    let rows = asked.rows(db).await?;
    let names = rows.iter().map(|row| {
        let id = parse(row.try_get::<&str, _>("unit_id")?, "unit_id")?;
        Ok((id, row.try_get("name")?))
    });
    names.collect()
}

/// The names of all units, by name.
pub async fn all_names(db: &mut Db) -> Stored<Vec<String>> {
    let names = sqlx::query_scalar("SELECT name FROM unit ORDER BY name, unit_id")
        .fetch_all(db)
        .await?;
    Ok(names)
}

/// The branch in a line of units; the topmost unit if there is none.
pub fn branch_of(line: &[Unit]) -> Option<BranchView> {
    let unit = line
        .iter()
        .find(|unit| unit.kind == "branch")
        .or_else(|| line.last())?;
    Some(BranchView {
        unit_id: unit.id,
        name: unit.name.clone(),
        offset_minutes: unit.offset_minutes,
    })
}

/// Minutes a unit's clock is ahead of UTC.
pub async fn offset(db: &mut Db, unit: UnitId) -> Stored<Option<i32>> {
    let minutes: Option<i64> =
        sqlx::query_scalar("SELECT offset_minutes FROM unit WHERE unit_id = $1")
            .bind(unit.to_string())
            .fetch_optional(db)
            .await?;
    Ok(minutes.map(|minutes| i32::try_from(minutes).unwrap_or(0)))
}

/// Minutes the company's clock is ahead of UTC; China's while there is none.
pub async fn company_offset(db: &mut Db) -> Stored<i32> {
    let minutes: Option<i64> = sqlx::query_scalar(
        "SELECT offset_minutes FROM unit WHERE kind = 'company' ORDER BY unit_id LIMIT 1",
    )
    .fetch_optional(db)
    .await?;
    let minutes = minutes.and_then(|minutes| i32::try_from(minutes).ok());
    Ok(minutes.unwrap_or(CHINA_OFFSET_MINUTES))
}

/// The civil day at the company.
pub async fn company_day(db: &mut Db, now: Timestamp) -> Stored<NaiveDate> {
    let day = now.civil_date(company_offset(db).await?);
    Ok(day.unwrap_or_default())
}
