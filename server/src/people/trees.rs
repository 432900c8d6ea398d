//! Where people and units belong, and the log of which branch tells what is done to them.

use crate::store::audit::{self, Act, SETTINGS};
use crate::store::{Db, Stored};
use chrono::NaiveDate;
use shared::id::UnitId;
use shared::people::{AsOf, Organisation, PersonInFull, UnitInFull, UnitKind};
use std::collections::{BTreeMap, BTreeSet};

/// Appends each to the log of the branch in its line.
pub(super) async fn append_by_branch(db: &mut Db, trees: &Trees<'_>, acts: Vec<Act>) -> Stored<()> {
    let mut chains: BTreeMap<String, Vec<Act>> = BTreeMap::new();
    for act in acts {
        let branch = trees.branch(&act.units);
        let chain = branch.map_or_else(|| SETTINGS.to_owned(), |branch| branch.to_string());
        chains.entry(chain).or_default().push(act);
    }
    for (chain, acts) in chains {
        audit::append_all(db, &chain, &acts).await?;
    }
    Ok(())
}

/// The organisation on the days that were asked for.
pub(super) struct Trees<'a> {
    organisation: &'a Organisation,
    branches: BTreeSet<UnitId>,
    on: BTreeMap<NaiveDate, AsOf<'a>>,
}

impl<'a> Trees<'a> {
    pub(super) fn of(organisation: &'a Organisation) -> Self {
        let units = organisation.units.iter();
        let branches = units.filter(|unit| unit.kind == UnitKind::Branch);
        Self {
            organisation,
            branches: branches.map(|unit| unit.id).collect(),
            on: BTreeMap::new(),
        }
    }

    /// The branch in a line of units; the topmost unit if there is none.
    fn branch(&self, line: &[UnitId]) -> Option<UnitId> {
        let mut units = line.iter();
        let branch = units.find(|unit| self.branches.contains(unit));
        branch.or(line.last()).copied()
    }

    /// Where somebody belongs today, or will, or did last: the unit and all above it.
    pub(super) fn line_of_person(
        &mut self,
        person: &PersonInFull,
        today: NaiveDate,
    ) -> Vec<UnitId> {
        let held = person.appointments.iter();
        let begun = held.clone().filter(|held| held.period.from <= today);
        let of_today = begun.max_by_key(|held| (held.period.contains(today), held.period.from));
        let Some(held) = of_today.or_else(|| held.clone().next()) else {
            return Vec::new();
        };
        let last = held.period.until.map_or(today, |until| until.min(today));
        self.line(held.unit, last.max(held.period.from))
    }

    /// Where a unit hangs today, or will, or did last: itself and all above it.
    pub(super) fn line_of_unit(&mut self, unit: &UnitInFull, today: NaiveDate) -> Vec<UnitId> {
        let last = unit.closed_on().map_or(today, |last| last.min(today));
        let first = unit.places.first().map(|place| place.period.from);
        self.line(unit.id, first.map_or(last, |first| first.max(last)))
    }

    fn line(&mut self, unit: UnitId, day: NaiveDate) -> Vec<UnitId> {
        let tree = self.on.entry(day);
        let tree = tree.or_insert_with(|| self.organisation.as_of(day));
        tree.path(unit).collect()
    }
}
