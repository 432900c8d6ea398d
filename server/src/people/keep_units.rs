//! Units that are new or different are kept, however they came: written, written down, and told to phones.

use super::trees::{Trees, append_by_branch};
use super::{By, Days};
use crate::store::audit::{Act, Detail};
use crate::store::changes::{self, Touched};
use crate::store::units_in_full::version;
use crate::store::{Db, Stored, people_in_full, units, units_in_full, whole_organisation};
use crate::{organisation, organisation_days};
use shared::audit::AuditAction;
use shared::id::{PersonId, UnitId};
use shared::people::import::Change;
use shared::people::{LoggedDifference, Organisation, UnitInFull, unit_differences};
use std::collections::BTreeSet;

/// What is to be kept.
#[derive(Debug, Clone, Copy)]
pub struct KeptUnits<'a> {
    /// What is founded.
    pub new: &'a [UnitInFull],
    /// What is different.
    pub changed: &'a [Change<UnitInFull>],
    /// What was to be founded and is not.
    pub gone: &'a [UnitInFull],
}

/// Keeps them. `before` is the organisation as it stood.
///
/// # Errors
/// If the store cannot be written.
pub async fn keep_units(
    db: &mut Db,
    units: KeptUnits<'_>,
    before: &Organisation,
    days: Days,
    by: By,
) -> Stored<()> {
    let offset = units::company_offset(db).await?;
    units_in_full::write(db, units.new, units.changed, (offset, days.known)).await?;
    for unit in units.gone {
        units_in_full::forget(db, unit.id).await?;
    }
    let after = whole_organisation(db).await?;
    write_down(db, units, [before, &after], (days, by)).await?;
    let changed = units.changed.iter().map(|change| change.after.id);
    let different = below(&changed.collect(), [before, &after], days);
    people_in_full::renew(db, &different).await?;
    let mut touched = Touched::default();
    let on = |organisation| Organisation::as_of(organisation, days.today);
    organisation::tell(db, (&on(before), &on(&after)), &different, &mut touched).await?;
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

/// Each in the log of its branch: which unit, what is different, and from which day on; of one that is gone what it was called.
async fn write_down(
    db: &mut Db,
    units: KeptUnits<'_>,
    [before, after]: [&Organisation; 2],
    (days, by): (Days, By),
) -> Stored<()> {
    let mut stood = Trees::of(before);
    let gone = units.gone.iter().map(|unit| {
        let differences = unit_differences(None, unit, |_| String::new());
        let changed = differences.into_iter();
        Act {
            units: stood.line_of_unit(unit, days.today),
            before: version(unit),
            detail: Detail {
                changed: changed.filter_map(LoggedDifference::of_unit_gone).collect(),
                ..Detail::default()
            },
            ..by.on_unit(AuditAction::TakeBackUnit, unit)
        }
    });
    let gone: Vec<Act> = gone.collect();
    append_by_branch(db, &stood, gone).await?;
    let mut stands = Trees::of(after);
    let new = units.new.iter().map(|unit| (None, unit));
    let changed = units.changed.iter();
    let changed = changed.map(|change| (Some(&change.before), &change.after));
    let acts = new.chain(changed).map(|(before, unit)| {
        let action = match before {
            None => AuditAction::FoundUnit,
            Some(_) => AuditAction::ChangeUnit,
        };
        let differences = unit_differences(before, unit, |_| String::new());
        let changed = differences.into_iter().map(LoggedDifference::of_unit);
        Act {
            units: stands.line_of_unit(unit, days.today),
            before: before.map_or_else(String::new, version),
            after: version(unit),
            detail: Detail {
                changed: changed.collect(),
                ..Detail::default()
            },
            ..by.on_unit(action, unit)
        }
    });
    let acts: Vec<Act> = acts.collect();
    append_by_branch(db, &stands, acts).await
}

impl By {
    fn on_unit(self, action: AuditAction, unit: &UnitInFull) -> Act {
        Act {
            device: self.device,
            ..Act::new(self.now, self.actor, action, unit.id.to_string())
        }
    }
}
