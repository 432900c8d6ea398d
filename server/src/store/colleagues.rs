//! Those whom leaders, trainers and managers see in a list.

use super::appointments::IN_ORDER;
use super::changes::{IDS_IN_STRETCH, Stretch};
use super::records::sql;
use super::units::{Unit, lines};
use super::{Db, Stored, count, named, parse};
use chrono::NaiveDate;
use shared::id::UnitId;
use shared::month::Month;
use shared::people::{PersonView, Role, UnitRef};
use shared::sync::Pulled;
use sqlx::Row;
use sqlx::any::AnyRow;
use std::collections::BTreeSet;

/// Somebody as others see them on a day.
#[derive(Debug, Clone)]
pub struct Colleague {
    pub view: PersonView,
    pub version: u64,
    /// The units in which they capture that day, and all above: who has a role there that sees people, sees them.
    pub captures_below: BTreeSet<UnitId>,
}

/// The people of a part of somebody's scope who are appointed on that day.
pub async fn of_stretch(db: &mut Db, stretch: Stretch, on: NaiveDate) -> Stored<Vec<Colleague>> {
    let query = sqlx::query(sql(&[
        "SELECT person.person_id, person.name, person.joined_on, person.version,
                a.role, a.unit_id, u.name AS unit
         FROM appointment a
         JOIN person ON person.person_id = a.person_id
         JOIN unit u ON u.unit_id = a.unit_id
         WHERE a.from_date <= $5 AND a.until_date >= $5 AND a.person_id IN ",
        IDS_IN_STRETCH,
        " ORDER BY a.person_id, ",
        IN_ORDER,
    ]));
    let query = stretch.bound_to(query, PersonView::KIND);
    let rows = query.bind(on.to_string()).fetch_all(&mut *db).await?;
    let held: Vec<Held> = rows.iter().map(held).collect::<Stored<_>>()?;
    let units = held.iter().map(|held| held.unit).collect();
    let lines = lines(db, &units, on).await?;
    let mut colleagues: Vec<Colleague> = Vec::new();
    for held in held {
        let line = lines.get(&held.unit).map_or(&[][..], Vec::as_slice);
        match colleagues.last_mut() {
            Some(known) if known.view.id == held.person.view.id => known.add(held.role, line),
            _ => {
                let mut next = held.person;
                next.add(held.role, line);
                colleagues.push(next);
            }
        }
    }
    Ok(colleagues)
}

/// An appointment of somebody.
struct Held {
    /// Who, with the team that this appointment makes theirs if it is the first.
    person: Colleague,
    role: Role,
    unit: UnitId,
}

fn held(row: &AnyRow) -> Stored<Held> {
    let joined: NaiveDate = parse(row.try_get::<&str, _>("joined_on")?, "joined_on")?;
    let view = PersonView {
        id: parse(row.try_get::<&str, _>("person_id")?, "person_id")?,
        name: row.try_get("name")?,
        team: row.try_get("unit")?,
        units: Vec::new(),
        roles: Vec::new(),
        joined: Some(Month::of(joined)),
    };
    Ok(Held {
        person: Colleague {
            view,
            version: count(row.try_get("version")?),
            captures_below: BTreeSet::new(),
        },
        role: named(Role::from_name(row.try_get("role")?), "role")?,
        unit: parse(row.try_get::<&str, _>("unit_id")?, "unit_id")?,
    })
}

impl Colleague {
    /// They hold this role in the first unit of the line.
    fn add(&mut self, role: Role, line: &[Unit]) {
        self.view.roles.push(role);
        self.view.units.extend(line.iter().map(|unit| UnitRef {
            id: unit.id,
            name: unit.name.clone(),
        }));
        if role.captures() {
            self.captures_below.extend(line.iter().map(|unit| unit.id));
        }
    }
}
