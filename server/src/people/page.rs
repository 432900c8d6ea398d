//! Everything of one person.

use super::Administered;
use crate::auth::{self, SignedIn};
use crate::problem::ApiError;
use crate::store::audit::{self, Actor, Row};
use crate::store::people_in_full::version;
use crate::store::{Db, Stored, people, people_in_full, units};
use shared::audit::{AuditAction, LogActor};
use shared::directory::{AppointmentOver, IdentityShown, PersonChange, PersonPage};
use shared::id::{PersonId, UnitId};
use shared::mask;
use shared::people::{Difference, PersonInFull};
use shared::submission::PersonRef;
use shared::time::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// So many of the last acts are told.
const MOST_CHANGES: usize = 100;

/// Everything of somebody whom this administrator sees.
///
/// # Errors
/// [`ApiError::NotFound`] if they see nobody of this id.
pub async fn page(
    db: &mut Db,
    by: &SignedIn,
    person: PersonId,
    now: Timestamp,
) -> Result<PersonPage, ApiError> {
    let administered = Administered::by(by, now)?;
    let line = administered.sees(db, person).await?;
    let known = people_in_full::find(db, person).await?;
    let known = known.ok_or(ApiError::NotFound)?;
    let rows = audit::on_person(db, person, MOST_CHANGES).await?;
    let names = Names::of(db, &known, &rows).await?;
    Ok(PersonPage {
        person: line,
        version: version(&known),
        changeable: administered.does_all(db, person).await?,
        mobile: known.mobile.as_ref().map(|it| mask::number(it.as_str())),
        identity: known.identity.as_ref().map(|identity| IdentityShown {
            kind: identity.kind(),
            number: mask::number(&identity.to_string()),
        }),
        appointments: names.appointments(&known),
        devices: auth::devices_of(db, (person, by.device), now).await?,
        changes: names.changes(&rows),
        licence_number: known.licence_number,
        licence_expires_on: known.licence_expires_on,
        joined_on: known.joined_on,
        left_because: known.left_because,
    })
}

/// What those are called of whom the page speaks.
struct Names {
    people: BTreeMap<PersonId, String>,
    units: BTreeMap<UnitId, String>,
}

impl Names {
    async fn of(db: &mut Db, person: &PersonInFull, rows: &[Row]) -> Stored<Self> {
        let actors = rows.iter().filter_map(|row| match row.person().parse() {
            Ok(Actor::Person(person)) => Some(person),
            _ => None,
        });
        let actors: BTreeSet<PersonId> = actors.collect();
        let changed = rows.iter().flat_map(|row| row.detail().changed);
        let spoken_of = changed.filter_map(|changed| changed.unit());
        let held = person.appointments.iter().map(|held| held.unit);
        let units: BTreeSet<UnitId> = spoken_of.chain(held).collect();
        Ok(Self {
            people: people::names(db, &actors).await?,
            units: units::names(db, &units).await?,
        })
    }

    fn unit(&self, unit: UnitId) -> String {
        self.units.get(&unit).cloned().unwrap_or_default()
    }

    fn appointments(&self, person: &PersonInFull) -> Vec<AppointmentOver> {
        let held = person.appointments.iter().map(|held| AppointmentOver {
            unit_id: held.unit,
            unit: self.unit(held.unit),
            role: held.role,
            level: held.level,
            period: held.period,
        });
        held.collect()
    }

    fn changes(&self, rows: &[Row]) -> Vec<PersonChange> {
        let changes = rows.iter().filter_map(|row| {
            Some(PersonChange {
                at: row.at(),
                by: self.actor(row),
                action: AuditAction::from_name(row.action())?,
                differences: self.differences(row),
            })
        });
        changes.collect()
    }

    fn actor(&self, row: &Row) -> LogActor {
        match row.person().parse() {
            Ok(Actor::Person(id)) => LogActor::Person {
                person: PersonRef {
                    name: self.people.get(&id).cloned().unwrap_or_default(),
                    id,
                },
            },
            Ok(Actor::Nobody) => LogActor::Nobody,
            Ok(Actor::CommandLine) => LogActor::CommandLine,
            Err(_) => LogActor::Unknown,
        }
    }

    fn differences(&self, row: &Row) -> Vec<Difference> {
        let changed = row.detail().changed.into_iter();
        let differences = changed.map(|changed| Difference {
            unit: changed.unit().map(|unit| self.unit(unit)),
            changed,
            from: None,
            to: None,
        });
        differences.collect()
    }
}
