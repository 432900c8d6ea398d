//! People who are new or different are kept, however they came: written, written down, and told to phones.

use super::Days;
use super::trees::{Trees, append_by_branch};
use crate::store::audit::{Act, Actor, Detail};
use crate::store::changes::{self, Touched};
use crate::store::people_in_full::version;
use crate::store::{Db, Stored, people_in_full, whole_organisation};
use crate::webhooks::tell_of_people;
use crate::{organisation, organisation_days};
use chrono::NaiveDate;
use shared::audit::AuditAction;
use shared::id::{DeviceId, PersonId};
use shared::people::import::{Change, Plan};
use shared::people::{LoggedDifference, Organisation, PersonInFull, person_differences};
use shared::time::Timestamp;
use std::collections::BTreeSet;

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
    let mut trees = Trees::of(&after);
    let line = |person: &PersonInFull| trees.line_of_person(person, days.today);
    tell_of_people(db, plan, line, by.now).await?;
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
    let acts = entered
        .chain(changed)
        .map(|(person, act)| Act {
            units: trees.line_of_person(person, today),
            ..act
        })
        .collect();
    append_by_branch(db, &trees, acts).await
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
        let changed = differences.into_iter().map(LoggedDifference::of_person);
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
