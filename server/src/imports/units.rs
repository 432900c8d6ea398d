//! Units: what a table comes to, and how it is taken.

use super::command::{Headed, Import};
use super::told::Told;
use crate::people::Days;
use crate::store::audit::{self, SETTINGS};
use crate::store::changes::{self, Touched};
use crate::store::{Db, Stored, people_in_full, units, units_in_full, whole_organisation};
use crate::{organisation, organisation_days};
use shared::audit::AuditAction;
use shared::id::{PersonId, UnitId};
use shared::people::import::{Plan, UnitField, import_units};
use shared::people::{Organisation, UnitInFull, unit_differences};
use std::collections::{BTreeMap, BTreeSet};

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
) -> Stored<(Told, Planned)> {
    let standing = units_in_full::all(db).await?;
    let before = whole_organisation(db).await?;
    let mut ids = import.ids.iter().copied();
    let plan = import_units(
        headed.rows,
        &headed.layout,
        &standing,
        &before.appointments,
        || UnitId::new(ids.next().unwrap_or_default()),
    );
    let afters = plan.changed.iter().map(|change| &change.after);
    let named = standing.iter().chain(afters).chain(&plan.new);
    let names: BTreeMap<UnitId, &str> = named.map(|unit| (unit.id, unit.name.as_str())).collect();
    let name = |unit: UnitId| names.get(&unit).copied().unwrap_or_default().to_owned();
    let told = Told::of("units", &plan, |before, after| {
        (called(after), unit_differences(before, after, name))
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
    let Planned {
        plan,
        before,
        counts,
    } = planned;
    let offset = units::company_offset(db).await?;
    units_in_full::write(db, &plan.new, &plan.changed, (offset, days.known)).await?;
    let mut acts = vec![import.act(AuditAction::ImportUnits, counts)];
    acts.extend(plan.new.iter().map(|unit| {
        import.act_on(
            AuditAction::FoundUnit,
            called(unit),
            None::<&UnitInFull>,
            unit,
        )
    }));
    acts.extend(plan.changed.iter().map(|change| {
        let subject = called(&change.after);
        import.act_on(
            AuditAction::ChangeUnit,
            subject,
            Some(&change.before),
            &change.after,
        )
    }));
    audit::append_all(db, SETTINGS, &acts).await?;
    let after = whole_organisation(db).await?;
    let changed = plan.changed.iter().map(|change| change.after.id);
    let different = below(&changed.collect(), [&before, &after], days);
    people_in_full::renew(db, &different).await?;
    let mut touched = Touched::default();
    let on = |organisation| Organisation::as_of(organisation, days.today);
    organisation::tell(db, (&on(&before), &on(&after)), &different, &mut touched).await?;
    organisation_days::begin(db, days.today).await?;
    changes::publish(db, touched).await
}

/// Those who capture below one of these units today: where they are is called or placed otherwise.
fn below(
    units: &BTreeSet<UnitId>,
    organisations: [&Organisation; 2],
    days: Days,
) -> BTreeSet<PersonId> {
    let people = organisations.into_iter();
    people
        .flat_map(|organisation| organisation.as_of(days.today).agents_within_any(units))
        .collect()
}
