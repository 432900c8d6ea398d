//! Where somebody belongs.

use crate::store::units::{branch_of, line};
use crate::store::{Db, Stored, appointments};
use chrono::NaiveDate;
use shared::id::{PersonId, UnitId};
use shared::session::BranchView;
use shared::time::{CHINA_OFFSET_MINUTES, Timestamp};

/// Where somebody belongs at a moment, and the civil date there.
#[derive(Debug, Clone)]
pub struct Home {
    /// Its name.
    pub name: String,
    /// The unit and all above it.
    pub line: Vec<UnitId>,
    /// Their branch.
    pub branch: BranchView,
    /// The civil date there.
    pub today: NaiveDate,
}

impl Home {
    /// Where `person` belongs at `at`; after their last day, where they were; `None` before the
    /// first.
    pub async fn of(db: &mut Db, person: PersonId, at: Timestamp) -> Stored<Option<Self>> {
        // Which day it is depends on the branch, and which branch on the day: that of the
        // easternmost clock in use decides.
        let Some(day) = at.civil_date(CHINA_OFFSET_MINUTES) else {
            return Ok(None);
        };
        let held = appointments::of_person(db, person, day).await?;
        let unit = match held.first() {
            Some(first) => Some(first.unit_id),
            None => appointments::last_unit(db, person, day).await?,
        };
        match unit {
            Some(unit) => Self::in_unit(db, (unit, day), at).await,
            None => Ok(None),
        }
    }

    /// The same, and before the first appointment where they are going to belong; `None` of whoever has no
    /// appointment.
    pub async fn expected(db: &mut Db, person: PersonId, at: Timestamp) -> Stored<Option<Self>> {
        let home = Self::of(db, person, at).await?;
        let Some(day) = at
            .civil_date(CHINA_OFFSET_MINUTES)
            .filter(|_| home.is_none())
        else {
            return Ok(home);
        };
        match appointments::next_unit(db, person, day).await? {
            Some(first) => Self::in_unit(db, first, at).await,
            None => Ok(None),
        }
    }

    /// Where somebody belongs who is in this unit on that day.
    async fn in_unit(
        db: &mut Db,
        (unit, day): (UnitId, NaiveDate),
        at: Timestamp,
    ) -> Stored<Option<Self>> {
        let line = line(db, unit, day).await?;
        let Some(branch) = branch_of(&line) else {
            return Ok(None);
        };
        Ok(Some(Self {
            name: line
                .first()
                .map(|unit| unit.name.clone())
                .unwrap_or_default(),
            line: line.iter().map(|unit| unit.id).collect(),
            today: at.civil_date(branch.offset_minutes).unwrap_or(day),
            branch,
        }))
    }
}
