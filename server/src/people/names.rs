//! What is shown of the log of a person or a unit, by the names that people know.

use crate::store::audit::{Actor, Row};
use crate::store::{Db, Stored, api_keys, people, units};
use shared::audit::{AuditAction, LogActor};
use shared::directory::LoggedChange;
use shared::id::{KeyId, PersonId, UnitId};
use shared::people::Difference;
use shared::submission::PersonRef;
use std::collections::{BTreeMap, BTreeSet};

/// So many of the last acts are told.
pub(super) const MOST_CHANGES: usize = 100;

/// What those are called of whom a page speaks.
pub(super) struct Names {
    keys: BTreeMap<KeyId, String>,
    people: BTreeMap<PersonId, String>,
    units: BTreeMap<UnitId, String>,
}

impl Names {
    /// Of these units, and of all that these acts speak of.
    pub(super) async fn of(
        db: &mut Db,
        units: impl Iterator<Item = UnitId>,
        rows: &[Row],
    ) -> Stored<Self> {
        let actors = rows.iter().filter_map(|row| match row.person().parse() {
            Ok(Actor::Person(person)) => Some(person),
            _ => None,
        });
        let actors: BTreeSet<PersonId> = actors.collect();
        let changed = rows.iter().flat_map(|row| row.detail().changed);
        let spoken_of = changed.filter_map(|it| it.changed.unit());
        let units: BTreeSet<UnitId> = spoken_of.chain(units).collect();
        let keys = rows.iter().filter_map(|row| match row.person().parse() {
            Ok(Actor::Key(key)) => Some(key),
            _ => None,
        });
        let keys: BTreeSet<KeyId> = keys.collect();
        Ok(Self {
            keys: api_keys::names(db, &keys).await?,
            people: people::names(db, &actors).await?,
            units: units::names(db, &units).await?,
        })
    }

    pub(super) fn unit(&self, unit: UnitId) -> String {
        self.units.get(&unit).cloned().unwrap_or_default()
    }

    /// What these acts changed.
    pub(super) fn changes(&self, rows: &[Row]) -> Vec<LoggedChange> {
        let changes = rows.iter().filter_map(|row| {
            Some(LoggedChange {
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
            Ok(Actor::Key(key)) => LogActor::Key {
                name: self.keys.get(&key).cloned().unwrap_or_default(),
            },
            Ok(Actor::Nobody) => LogActor::Nobody,
            Ok(Actor::CommandLine) => LogActor::CommandLine,
            Err(_) => LogActor::Unknown,
        }
    }

    fn differences(&self, row: &Row) -> Vec<Difference> {
        let changed = row.detail().changed.into_iter();
        changed.map(|it| it.told(|unit| self.unit(unit))).collect()
    }
}
