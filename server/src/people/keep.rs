//! People who are new or different are kept, however they came: written, written down, and told to phones.

use super::Days;
use crate::store::audit::{self, Act, Actor, Detail, SETTINGS};
use crate::store::changes::{self, Touched};
use crate::store::people_in_full::version;
use crate::store::{Db, Stored, people_in_full, whole_organisation};
use crate::{organisation, organisation_days};
use chrono::NaiveDate;
use shared::audit::AuditAction;
use shared::id::{DeviceId, PersonId, UnitId};
use shared::people::import::{Change, Plan};
use shared::people::{AsOf, Organisation, PersonInFull, UnitKind, person_differences};
use shared::time::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// Who enters it, and when.
#[derive(Debug, Clone, Copy)]
pub struct By {
    /// Who.
    pub actor: Actor,
    /// On which device, if it is one.
    pub device: Option<DeviceId>,
    /// When.
    pub now: Timestamp,
}

/// Keeps those of a plan who are new or changed. `before` is the organisation as it stood.
///
/// # Errors
/// If the store cannot be written.
pub async fn keep(
    db: &mut Db,
    plan: &Plan<PersonInFull>,
    before: &Organisation,
    days: Days,
    by: By,
) -> Stored<()> {
    people_in_full::write(db, &plan.new, &plan.changed, days.known).await?;
    let after = whole_organisation(db).await?;
    write_down(db, plan, by, (&after, days.today)).await?;
    let changed = plan.changed.iter().map(|change| change.after.id);
    let different: BTreeSet<PersonId> = changed.collect();
    let mut touched = Touched::default();
    let on = |organisation| Organisation::as_of(organisation, days.today);
    organisation::tell(db, (&on(before), &on(&after)), &different, &mut touched).await?;
    organisation_days::begin(db, days.today).await?;
    changes::publish(db, touched).await
}

/// Everybody in the log of their branch.
async fn write_down(
    db: &mut Db,
    plan: &Plan<PersonInFull>,
    by: By,
    (organisation, today): (&Organisation, NaiveDate),
) -> Stored<()> {
    let entered = plan.new.iter().map(|person| (person, by.entered(person)));
    let changed = plan.changed.iter();
    let changed = changed.map(|change| (&change.after, by.changed(change)));
    let mut trees = Trees::of(organisation);
    let mut chains: BTreeMap<String, Vec<Act>> = BTreeMap::new();
    for (person, act) in entered.chain(changed) {
        let line = trees.line(person, today);
        let branch = trees.branch(&line);
        let chain = branch.map_or_else(|| SETTINGS.to_owned(), |branch| branch.to_string());
        chains
            .entry(chain)
            .or_default()
            .push(Act { units: line, ..act });
    }
    for (chain, acts) in chains {
        audit::append_all(db, &chain, &acts).await?;
    }
    Ok(())
}

impl By {
    fn act(self, action: AuditAction, person: &PersonInFull) -> Act {
        Act {
            device: self.device,
            after: version(person),
            ..Act::new(self.now, self.actor, action, person.id.to_string())
        }
    }

    fn entered(self, person: &PersonInFull) -> Act {
        self.act(AuditAction::EnterPerson, person)
    }

    fn changed(self, change: &Change<PersonInFull>) -> Act {
        let no_name = |_| String::new();
        let differences = person_differences(Some(&change.before), &change.after, no_name);
        let changed = differences.into_iter().map(|it| it.changed);
        Act {
            before: version(&change.before),
            detail: Detail {
                changed: changed.collect(),
                ..Detail::default()
            },
            ..self.act(AuditAction::ChangePerson, &change.after)
        }
    }
}

/// The organisation on the days that were asked for.
struct Trees<'a> {
    organisation: &'a Organisation,
    branches: BTreeSet<UnitId>,
    on: BTreeMap<NaiveDate, AsOf<'a>>,
}

impl<'a> Trees<'a> {
    fn of(organisation: &'a Organisation) -> Self {
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
    fn line(&mut self, person: &PersonInFull, today: NaiveDate) -> Vec<UnitId> {
        let held = person.appointments.iter();
        let begun = held.clone().filter(|held| held.period.from <= today);
        let of_today = begun.max_by_key(|held| (held.period.contains(today), held.period.from));
        let Some(held) = of_today.or_else(|| held.clone().next()) else {
            return Vec::new();
        };
        let last = held.period.until.map_or(today, |until| until.min(today));
        let day = last.max(held.period.from);
        let tree = self.on.entry(day);
        let tree = tree.or_insert_with(|| self.organisation.as_of(day));
        tree.path(held.unit).collect()
    }
}
