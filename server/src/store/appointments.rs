//! Who does what where, by date.

use super::asked::Asked;
use super::records::sql;
use super::units::{self, STILL};
use super::{Db, Stored, named, parse};
use chrono::NaiveDate;
use shared::id::{PersonId, UnitId};
use shared::month::Month;
use shared::people::Role;
use shared::session::AppointmentView;
use shared::submission::{Level, PersonRef};
use shared::training::Member;
use sqlx::Row;
use sqlx::any::AnyRow;
use std::collections::BTreeSet;

/// A role in a unit, from a day on.
#[derive(Debug, Clone, Copy)]
pub struct NewAppointment {
    pub unit: UnitId,
    pub role: Role,
    pub level: Option<Level>,
    pub from: NaiveDate,
    /// The day on which the office learned it; its first day, if nothing else is said.
    pub known: Option<NaiveDate>,
}

/// Appoints somebody.
pub async fn insert(db: &mut Db, person: PersonId, new: NewAppointment) -> Stored<()> {
    sqlx::query(
        "INSERT INTO appointment (person_id, unit_id, role, level, from_date, until_date)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(person.to_string())
    .bind(new.unit.to_string())
    .bind(new.role.as_str())
    .bind(new.level.map(|level| i64::from(level.0)))
    .bind(new.from.to_string())
    .bind(STILL)
    .execute(&mut *db)
    .await?;
    match new.known {
        Some(known) => learn(db, person, new, known).await,
        None => Ok(()),
    }
}

/// Keeps since when an appointment is known.
async fn learn(db: &mut Db, person: PersonId, new: NewAppointment, known: NaiveDate) -> Stored<()> {
    sqlx::query(
        "INSERT INTO appointment_learned
         (person_id, unit_id, role, level, from_date, until_date, known_date)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(person.to_string())
    .bind(new.unit.to_string())
    .bind(new.role.as_str())
    .bind(new.level.map(|level| i64::from(level.0)))
    .bind(new.from.to_string())
    .bind(STILL)
    .bind(known.to_string())
    .execute(db)
    .await?;
    Ok(())
}

/// In which order somebody's appointments are told.
macro_rules! in_order {
    ($appointment:literal) => {
        concat!(
            "CASE ",
            $appointment,
            ".role WHEN 'team_leader' THEN 0 WHEN 'agent' THEN 1 ELSE 2 END, ",
            $appointment,
            ".role, ",
            $appointment,
            ".unit_id"
        )
    };
}

pub(super) use in_order;

/// In which order somebody's appointments `a` are told.
pub(super) const IN_ORDER: &str = in_order!("a");

/// What a person does on that day; a captured record is filed by the first.
pub async fn of_person(
    db: &mut Db,
    person: PersonId,
    on: NaiveDate,
) -> Stored<Vec<AppointmentView>> {
    let rows = sqlx::query(sql(&[
        "SELECT a.role, a.unit_id, u.name, a.level
         FROM appointment a JOIN unit u ON u.unit_id = a.unit_id
         WHERE a.person_id = $1 AND a.from_date <= $2 AND a.until_date >= $2 ORDER BY ",
        IN_ORDER,
    ]))
    .bind(person.to_string())
    .bind(on.to_string())
    .fetch_all(db)
    .await?;
    rows.iter()
        .map(|row| {
            let level: Option<i64> = row.try_get("level")?;
            Ok(AppointmentView {
                role: named(Role::from_name(row.try_get("role")?), "role")?,
                unit_id: parse(row.try_get::<&str, _>("unit_id")?, "unit_id")?,
                unit: row.try_get("name")?,
                level: level.map(|level| Level(u8::try_from(level).unwrap_or(0))),
            })
        })
        .collect()
}

/// The unit somebody was last appointed in by that day, for what comes after they left.
pub async fn last_unit(db: &mut Db, person: PersonId, on: NaiveDate) -> Stored<Option<UnitId>> {
    let unit: Option<String> = sqlx::query_scalar(
        "SELECT unit_id FROM appointment WHERE person_id = $1 AND from_date <= $2
         ORDER BY from_date DESC, unit_id LIMIT 1",
    )
    .bind(person.to_string())
    .bind(on.to_string())
    .fetch_optional(db)
    .await?;
    unit.map(|text| parse(&text, "unit_id")).transpose()
}

/// The unit of the appointment that begins next after that day, and its first day.
pub async fn next_unit(
    db: &mut Db,
    person: PersonId,
    after: NaiveDate,
) -> Stored<Option<(UnitId, NaiveDate)>> {
    let next: Option<(String, String)> = sqlx::query_as(
        "SELECT unit_id, from_date FROM appointment WHERE person_id = $1 AND from_date > $2
         ORDER BY from_date, unit_id LIMIT 1",
    )
    .bind(person.to_string())
    .bind(after.to_string())
    .fetch_optional(db)
    .await?;
    next.map(|(unit, from)| Ok((parse(&unit, "unit_id")?, parse(&from, "from_date")?)))
        .transpose()
}

/// Whether somebody is appointed from a later day on.
pub async fn begins_after(db: &mut Db, person: PersonId, on: NaiveDate) -> Stored<bool> {
    let later: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM appointment WHERE person_id = $1 AND from_date > $2",
    )
    .bind(person.to_string())
    .bind(on.to_string())
    .fetch_one(db)
    .await?;
    Ok(later > 0)
}

/// Those who capture in the unit and below it on that day, by name.
pub async fn members_below(db: &mut Db, unit: UnitId, on: NaiveDate) -> Stored<Vec<Member>> {
    let rows = sqlx::query(
        "WITH RECURSIVE below (unit_id) AS (
             SELECT unit_id FROM unit WHERE unit_id = $1
             UNION
             SELECT p.unit_id FROM unit_place p JOIN below ON p.parent_id = below.unit_id
             WHERE p.from_date <= $2 AND p.until_date >= $2
         )
         SELECT person.person_id, person.name, person.joined_on, a.role, a.unit_id
         FROM below
         JOIN appointment a ON a.unit_id = below.unit_id
         JOIN person ON person.person_id = a.person_id
         WHERE a.role IN ('agent', 'team_leader') AND a.from_date <= $2 AND a.until_date >= $2
         ORDER BY person.name, person.person_id",
    )
    .bind(unit.to_string())
    .bind(on.to_string())
    .fetch_all(&mut *db)
    .await?;
    let mut held = Vec::new();
    for row in &rows {
        let unit: UnitId = parse(row.try_get::<&str, _>("unit_id")?, "unit_id")?;
        held.push((unit, member(row)?));
    }
    let units = held.iter().map(|(unit, _)| *unit).collect();
    let lines = units::lines(db, &units, on).await?;
    let mut members: Vec<Member> = Vec::new();
    for (unit, next) in held {
        let line = lines.get(&unit).into_iter().flatten().map(|unit| unit.id);
        let known = members.last_mut();
        match known.filter(|known| known.person.id == next.person.id) {
            Some(known) => {
                known.roles.extend(next.roles);
                known.units.extend(line);
            }
            None => members.push(Member {
                units: line.collect(),
                ..next
            }),
        }
    }
    Ok(members)
}

/// One appointment of somebody who may be invited, without the units.
fn member(row: &AnyRow) -> Stored<Member> {
    let joined: NaiveDate = parse(row.try_get::<&str, _>("joined_on")?, "joined_on")?;
    Ok(Member {
        person: PersonRef {
            id: parse(row.try_get::<&str, _>("person_id")?, "person_id")?,
            name: row.try_get("name")?,
        },
        units: Vec::new(),
        roles: vec![named(Role::from_name(row.try_get("role")?), "role")?],
        joined: Some(Month::of(joined)),
    })
}

/// Those who see people in a list, by a role that they hold in one of these units on that day.
pub async fn watchers(
    db: &mut Db,
    units: &BTreeSet<UnitId>,
    on: NaiveDate,
) -> Stored<BTreeSet<PersonId>> {
    if units.is_empty() {
        return Ok(BTreeSet::new());
    }
    let roles = Role::ALL.into_iter().filter(|role| role.sees_people());
    let mut asked = Asked::new();
    asked.push("SELECT person_id FROM appointment WHERE unit_id IN ");
    asked.texts(units.iter().map(ToString::to_string));
    asked.push(" AND role IN ").texts(roles.map(Role::as_str));
    asked.push(" AND from_date <= ").text(on.to_string());
    asked.push(" AND until_date >= ").text(on.to_string());
    let rows = asked.rows(db).await?;
    let watchers = rows
        .iter()
        .map(|row| parse(row.try_get::<&str, _>("person_id")?, "person_id"));
    watchers.collect()
}
