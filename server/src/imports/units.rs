//! Units: what a table comes to, and how it is taken.

use super::table::{Headed, Import, Scope};
use super::told::{Line, Told};
use crate::people::{Days, KeptUnits, keep_units};
use crate::store::units_in_full::version;
use crate::store::{Db, Stored, units_in_full, whole_organisation};
use shared::id::UnitId;
use shared::people::import::{Plan, TableKind, UnitField, import_units};
use shared::people::{Organisation, UnitInFull, unit_differences};
use std::collections::BTreeMap;

/// A table that was looked at.
pub(in crate::imports) struct Planned {
    plan: Plan<UnitInFull>,
    before: Organisation,
}

pub(super) async fn plan(
    db: &mut Db,
    import: &Import<'_>,
    headed: &Headed<'_, UnitField>,
    scope: Scope<'_>,
) -> Stored<(Told, Planned)> {
    let standing = units_in_full::all(db).await?;
    let before = whole_organisation(db).await?;
    let mut ids = import.ids.iter().copied();
    let plan = import_units(
        headed.rows,
        &headed.layout,
        &standing,
        &before.appointments,
        scope,
        || UnitId::new(ids.next().unwrap_or_default()),
    );
    let afters = plan.changed.iter().map(|change| &change.after);
    let named = standing.iter().chain(afters).chain(&plan.new);
    let names: BTreeMap<UnitId, &str> = named.map(|unit| (unit.id, unit.name.as_str())).collect();
    let name = |unit: UnitId| names.get(&unit).copied().unwrap_or_default().to_owned();
    let told = Told::of(TableKind::Units, &plan, |before, after| Line {
        number: after.code.clone().unwrap_or_default(),
        name: after.name.clone(),
        stood: before.map(version),
        differences: unit_differences(before, after, name),
    });
    Ok((told, Planned { plan, before }))
}

pub(super) async fn take(
    db: &mut Db,
    import: &Import<'_>,
    planned: Planned,
    days: Days,
) -> Stored<()> {
    let plan = planned.plan;
    let units = KeptUnits {
        new: &plan.new,
        changed: &plan.changed,
        gone: &[],
    };
    keep_units(db, units, &planned.before, days, import.by()).await
}
