//! A branch that has an administrator keeps one.

use crate::id::{PersonId, UnitId};
use crate::people::{Appointment, AsOf, Organisation, Role, UnitKind};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// The branches that would have no administrator, today or on a day to come, and had one as things stand; with
/// those who were.
pub(super) fn gone(
    before: &Organisation,
    after: &Organisation,
    today: NaiveDate,
) -> BTreeMap<UnitId, BTreeSet<PersonId>> {
    let ends = administrators(after).filter_map(|held| held.period.until?.succ_opt());
    let days: BTreeSet<NaiveDate> = ends.filter(|day| *day > today).chain([today]).collect();
    let mut gone: BTreeMap<UnitId, BTreeSet<PersonId>> = BTreeMap::new();
    for day in days {
        let (stood, stands) = (before.as_of(day), after.as_of(day));
        let branches = after.units.iter().filter(|it| it.kind == UnitKind::Branch);
        // One that is closed by then needs nobody.
        for branch in branches.filter(|branch| !is_closed(after, branch.id, day)) {
            let were = who(before, &stood, day, branch.id);
            if !were.is_empty() && who(after, &stands, day, branch.id).is_empty() {
                gone.entry(branch.id).or_default().extend(were);
            }
        }
    }
    gone
}

fn is_closed(organisation: &Organisation, unit: UnitId, day: NaiveDate) -> bool {
    let mut places = organisation.placements.iter().filter(|it| it.unit == unit);
    places.clone().next().is_some() && !places.any(|it| it.period.contains(day))
}

fn administrators(organisation: &Organisation) -> impl Iterator<Item = &Appointment> {
    let held = organisation.appointments.iter();
    held.filter(|held| held.role == Role::Administrator)
}

fn who(
    organisation: &Organisation,
    as_of: &AsOf<'_>,
    day: NaiveDate,
    branch: UnitId,
) -> BTreeSet<PersonId> {
    let held = administrators(organisation).filter(|held| held.period.contains(day));
    let reaching = held.filter(|held| as_of.is_within(branch, held.unit));
    reaching.map(|held| held.person).collect()
}
