//! Who administers whom.

use crate::auth::SignedIn;
use crate::problem::ApiError;
use crate::store::directory::{self, Below};
use crate::store::{Db, Stored};
use chrono::NaiveDate;
use shared::directory::PersonLine;
use shared::id::{PersonId, UnitId};
use shared::people::Role;
use shared::people::import::Administration;
use shared::time::Timestamp;
use std::collections::BTreeSet;

/// What somebody administers today.
#[derive(Debug, Clone)]
pub struct Administered {
    units: BTreeSet<UnitId>,
    today: NaiveDate,
    now: Timestamp,
}

impl Administered {
    /// What this person administers.
    ///
    /// # Errors
    /// [`ApiError::NotFound`] for whoever is no administrator.
    pub fn by(person: &SignedIn, now: Timestamp) -> Result<Self, ApiError> {
        let held = person.appointments.iter();
        let administered = held.filter(|held| held.role == Role::Administrator);
        let units: BTreeSet<UnitId> = administered.map(|held| held.unit_id).collect();
        match units.is_empty() {
            true => Err(ApiError::NotFound),
            false => Ok(Self {
                units,
                today: person.today,
                now,
            }),
        }
    }

    pub(super) const fn units(&self) -> &BTreeSet<UnitId> {
        &self.units
    }

    pub(super) const fn today(&self) -> NaiveDate {
        self.today
    }

    pub(super) const fn below(&self) -> Below<'_> {
        self.below_on(self.today)
    }

    /// The same, as the tree is on another day.
    pub(super) const fn below_on(&self, day: NaiveDate) -> Below<'_> {
        Below {
            units: &self.units,
            today: day,
            now: self.now,
        }
    }

    /// Somebody who belongs there.
    ///
    /// # Errors
    /// [`ApiError::NotFound`] if nobody does.
    pub(super) async fn sees(&self, db: &mut Db, person: PersonId) -> Result<PersonLine, ApiError> {
        let line = directory::line(db, self.below(), person).await?;
        line.ok_or(ApiError::NotFound)
    }

    /// Somebody who belongs there and does nothing anywhere else: whoever gives them a code, or changes what they
    /// do, has a say in all of it.
    ///
    /// # Errors
    /// [`ApiError::NotFound`] if it is nobody.
    pub async fn governs(&self, db: &mut Db, person: PersonId) -> Result<PersonLine, ApiError> {
        let line = self.sees(db, person).await?;
        match self.does_all(db, person).await? {
            true => Ok(line),
            false => Err(ApiError::NotFound),
        }
    }

    /// Every unit there.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub async fn all_units(&self, db: &mut Db) -> Stored<BTreeSet<UnitId>> {
        directory::units(db, self.below()).await
    }

    /// How far a table of theirs reaches: whom they govern, and the units that they administer.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub async fn reach(&self, db: &mut Db, by: PersonId) -> Stored<Administration> {
        Ok(Administration {
            by,
            units: self.units.clone(),
            people: directory::governed(db, self.below()).await?,
            today: self.today,
        })
    }

    pub(super) async fn does_all(&self, db: &mut Db, person: PersonId) -> Stored<bool> {
        directory::does_all(db, self.below(), person).await
    }
}
