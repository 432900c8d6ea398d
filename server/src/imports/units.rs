//! Units: what a table comes to, and how it is taken.

use super::command::{Headed, Import};
use super::told::Told;
use crate::people::{By, Days, KeptUnits, keep_units};
use crate::store::audit::{self, Actor, SETTINGS};
use crate::store::{Db, Stored, units_in_full, whole_organisation};
use chrono::NaiveDate;
use shared::audit::AuditAction;
use shared::id::UnitId;
use shared::people::import::{Plan, UnitField, import_units};
use shared::people::{Organisation, UnitInFull, unit_differences};
use std::collections::BTreeMap;

/// A table that was looked at.
pub(in crate::imports) struct Planned {
    plan: Plan<UnitInFull>,
    before: Organisation,
    counts: String,
}

pub(super) async fn plan(
    db: &mut Db,
    import: &Import<'_>,
    headed: &Headed<'_, UnitField>,
    today: NaiveDate,
) -> Stored<(Told, Planned)> {
    let standing = units_in_full::all(db).await?;
    let before = whole_organisation(db).await?;
    let mut ids = import.ids.iter().copied();
    let plan = import_units(
        headed.rows,
        &headed.layout,
        &standing,
        &before.appointments,
        today,
        || UnitId::new(ids.next().unwrap_or_default()),
    );
    let afters = plan.changed.iter().map(|change| &change.after);
    let named = standing.iter().chain(afters).chain(&plan.new);
    let names: BTreeMap<UnitId, &str> = named.map(|unit| (unit.id, unit.name.as_str())).collect();
    let name = |unit: UnitId| names.get(&unit).copied().unwrap_or_default().to_owned();
    let told = Told::of("units", &plan, |before, after| {
        (called(after), unit_differences(Some(before), after, name))
    });
    let counts = told.to_string();
    Ok((
        told,
        Planned {
            plan,
            before,
            counts,
        },
    ))
}

/// A unit by code and name.
fn called(unit: &UnitInFull) -> String {
    let code = unit.code.as_deref().unwrap_or_default();
    format!("{code} {}", unit.name)
}

pub(super) async fn take(
    db: &mut Db,
    import: &Import<'_>,
    planned: Planned,
    days: Days,
) -> Stored<()> {
    let act = import.act(AuditAction::ImportUnits, planned.counts);
    audit::append(db, SETTINGS, &act).await?;
    let by = By {
        actor: Actor::CommandLine,
        device: None,
        now: import.now,
    };
    let plan = planned.plan;
    let units = KeptUnits {
        new: &plan.new,
        changed: &plan.changed,
        gone: &[],
    };
    keep_units(db, units, &planned.before, days, by).await
}
