//! People: what a table comes to, and how it is taken.

use super::command::{Headed, Import};
use super::told::Told;
use crate::people::{By, Days, keep};
use crate::store::audit::{self, Actor, SETTINGS};
use crate::store::{Db, Stored, people_in_full, units_in_full, whole_organisation};
use chrono::NaiveDate;
use shared::audit::AuditAction;
use shared::id::{PersonId, UnitId};
use shared::people::import::{PersonField, Plan, import_people};
use shared::people::{Organisation, PersonInFull, person_differences};
use std::collections::BTreeMap;

/// A table that was looked at.
pub(in crate::imports) struct Planned {
    plan: Plan<PersonInFull>,
    before: Organisation,
    counts: String,
}

pub(super) async fn plan(
    db: &mut Db,
    import: &Import<'_>,
    headed: &Headed<'_, PersonField>,
    today: NaiveDate,
) -> Stored<(Told, Planned)> {
    let units = units_in_full::all(db).await?;
    let standing = people_in_full::all(db).await?;
    let before = whole_organisation(db).await?;
    let mut ids = import.ids.iter().copied();
    let plan = import_people(
        headed.rows,
        &headed.layout,
        (&units, &standing),
        today,
        || PersonId::new(ids.next().unwrap_or_default()),
    );
    let names: BTreeMap<UnitId, &str> = units
        .iter()
        .map(|unit| (unit.id, unit.name.as_str()))
        .collect();
    let name = |unit: UnitId| names.get(&unit).copied().unwrap_or_default().to_owned();
    let told = Told::of("people", &plan, |before, after| {
        let number = after.staff_number.as_deref().unwrap_or_default();
        (
            format!("{number} {}", after.name),
            person_differences(Some(before), after, name),
        )
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

pub(super) async fn take(
    db: &mut Db,
    import: &Import<'_>,
    planned: Planned,
    days: Days,
) -> Stored<()> {
    let act = import.act(AuditAction::ImportPeople, planned.counts);
    audit::append(db, SETTINGS, &act).await?;
    let by = By {
        actor: Actor::CommandLine,
        device: None,
        now: import.now,
    };
    keep(db, &planned.plan, &planned.before, days, by).await
}
