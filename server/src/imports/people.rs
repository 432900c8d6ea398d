//! People: what a table comes to, and how it is taken.

use super::table::{Headed, Import, Scope};
use super::told::{Line, Told};
use crate::people::{Days, keep};
use crate::store::people_in_full::version;
use crate::store::{Db, Stored, people_in_full, units_in_full, whole_organisation};
use shared::id::{PersonId, UnitId};
use shared::people::import::{PersonField, Plan, TableKind, import_people};
use shared::people::{Organisation, PersonInFull, person_differences};
use std::collections::BTreeMap;

/// A table that was looked at.
pub(in crate::imports) struct Planned {
    plan: Plan<PersonInFull>,
    before: Organisation,
}

pub(super) async fn plan(
    db: &mut Db,
    import: &Import<'_>,
    headed: &Headed<'_, PersonField>,
    scope: Scope<'_>,
) -> Stored<(Told, Planned)> {
    let units = units_in_full::all(db).await?;
    let standing = people_in_full::all(db).await?;
    let before = whole_organisation(db).await?;
    let mut ids = import.ids.iter().copied();
    let plan = import_people(
        headed.rows,
        &headed.layout,
        (&units, &standing),
        scope,
        || PersonId::new(ids.next().unwrap_or_default()),
    );
    let names: BTreeMap<UnitId, &str> = units
        .iter()
        .map(|unit| (unit.id, unit.name.as_str()))
        .collect();
    let name = |unit: UnitId| names.get(&unit).copied().unwrap_or_default().to_owned();
    let told = Told::of(TableKind::People, &plan, |before, after| Line {
        number: after.staff_number.clone().unwrap_or_default(),
        name: after.name.clone(),
        stood: before.map(version),
        differences: person_differences(before, after, name),
    });
    Ok((told, Planned { plan, before }))
}

pub(super) async fn take(
    db: &mut Db,
    import: &Import<'_>,
    planned: Planned,
    days: Days,
) -> Stored<()> {
    keep(db, &planned.plan, &planned.before, days, import.by()).await
}
