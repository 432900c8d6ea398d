//! The organisation with its whole history.

use super::units::STILL;
use super::{Db, Stored, named, parse};
use chrono::NaiveDate;
use shared::people::{Appointment, Organisation, Period, Placement, Role, Unit, UnitKind};
use shared::submission::Level;
use sqlx::Row;
use sqlx::any::AnyRow;

/// Everything that is known of units, their places and who held which role.
pub async fn whole_organisation(db: &mut Db) -> Stored<Organisation> {
    let units = sqlx::query("SELECT unit_id, kind, name, mother_id FROM unit ORDER BY unit_id")
        .fetch_all(&mut *db)
        .await?;
    let placements = sqlx::query(
        "SELECT unit_id, parent_id, from_date, until_date FROM unit_place
         ORDER BY unit_id, from_date",
    )
    .fetch_all(&mut *db)
    .await?;
    let appointments = sqlx::query(
        "SELECT person_id, unit_id, role, level, from_date, until_date FROM appointment
         ORDER BY person_id, from_date, unit_id, role",
    )
    .fetch_all(&mut *db)
    .await?;
    Ok(Organisation {
        units: units.iter().map(unit).collect::<Stored<_>>()?,
        placements: placements.iter().map(placement).collect::<Stored<_>>()?,
        appointments: appointments
            .iter()
            .map(appointment)
            .collect::<Stored<_>>()?,
    })
}

fn unit(row: &AnyRow) -> Stored<Unit> {
    let kind: &str = row.try_get("kind")?;
    let known = UnitKind::ALL.into_iter().find(|of| of.as_str() == kind);
    let mother: Option<&str> = row.try_get("mother_id")?;
    Ok(Unit {
        id: parse(row.try_get::<&str, _>("unit_id")?, "unit_id")?,
        kind: named(known, "kind")?,
        name: row.try_get("name")?,
        mother: mother.map(|id| parse(id, "mother_id")).transpose()?,
    })
}

pub(super) fn placement(row: &AnyRow) -> Stored<Placement> {
    Ok(Placement {
        unit: parse(row.try_get::<&str, _>("unit_id")?, "unit_id")?,
        parent: parse(row.try_get::<&str, _>("parent_id")?, "parent_id")?,
        period: period(row)?,
    })
}

pub(super) fn appointment(row: &AnyRow) -> Stored<Appointment> {
    let level: Option<i64> = row.try_get("level")?;
    Ok(Appointment {
        person: parse(row.try_get::<&str, _>("person_id")?, "person_id")?,
        unit: parse(row.try_get::<&str, _>("unit_id")?, "unit_id")?,
        role: named(Role::from_name(row.try_get("role")?), "role")?,
        level: level.map(|level| Level(u8::try_from(level).unwrap_or(0))),
        period: period(row)?,
    })
}

fn period(row: &AnyRow) -> Stored<Period> {
    let until: String = row.try_get("until_date")?;
    let day = |text: &str, column| parse::<NaiveDate>(text, column);
    Ok(Period {
        from: day(row.try_get::<&str, _>("from_date")?, "from_date")?,
        until: match until.as_str() {
            STILL => None,
            until => Some(day(until, "until_date")?),
        },
    })
}
