//! One person is entered or changed by hand: by the rules of the import, and kept as it keeps them.

use super::keep::{By, keep};
use super::standing::{Standing, among_theirs, invalid};
use super::{Administered, Days, consequences};
use crate::auth::SignedIn;
use crate::new_id::new_id;
use crate::problem::ApiError;
use crate::store::people_in_full::version;
use crate::store::{Db, directory, whole_organisation};
use shared::id::{PersonId, UnitId};
use shared::people::import::{ByHand, Change, Plan, change_by_hand};
use shared::people::{
    CorrectPerson, EndRole, EnterPerson, Held, LeavePerson, PersonChanged, PersonInFull,
    TakeBackOfPerson, TransferPerson, person_differences,
};
use shared::time::Timestamp;
use std::collections::BTreeSet;

/// Somebody enters.
///
/// # Errors
/// [`ApiError::NotFound`] for whoever is no administrator; [`ApiError::Invalid`] if it cannot be so.
pub async fn enter(
    db: &mut Db,
    by: &SignedIn,
    asked: &EnterPerson,
    now: Timestamp,
) -> Result<PersonChanged, ApiError> {
    let administered = Administered::by(by, now)?;
    let first = asked.from.or(asked.facts.joined_on);
    among_theirs(db, &administered, (asked.unit, "unit"), first).await?;
    let standing = Standing::read(db).await?;
    let id = PersonId::new(new_id()?);
    let entering = Asking {
        asked: ByHand::Enter(asked, id),
        before: None,
        preview: asked.preview,
    };
    entering.change(db, by, &standing, now).await
}

/// What is known of somebody is corrected.
///
/// # Errors
/// [`ApiError::NotFound`] if this administrator does not govern all that they do; [`ApiError::ChangedMeanwhile`] if
/// they are not as they were read; [`ApiError::Invalid`] if it cannot be so.
pub async fn correct(
    db: &mut Db,
    by: &SignedIn,
    person: PersonId,
    asked: &CorrectPerson,
    now: Timestamp,
) -> Result<PersonChanged, ApiError> {
    Administered::by(by, now)?.governs(db, person).await?;
    let standing = Standing::read(db).await?;
    let before = standing.expected(db, person, &asked.expected).await?;
    let correcting = Asking {
        asked: ByHand::Correct(&asked.facts, before),
        before: Some(before),
        preview: asked.preview,
    };
    correcting.change(db, by, &standing, now).await
}

/// Somebody does something else, or somewhere else.
///
/// # Errors
/// As [`correct`]; [`ApiError::Invalid`] also for oneself, and for a unit that is not theirs.
pub async fn transfer(
    db: &mut Db,
    by: &SignedIn,
    person: PersonId,
    asked: &TransferPerson,
    now: Timestamp,
) -> Result<PersonChanged, ApiError> {
    let administered = Administered::by(by, now)?;
    administered.governs(db, person).await?;
    if person == by.person.id {
        return Err(invalid("own_role", "role"));
    }
    {
        let unit = (asked.unit, "unit");
        among_theirs(db, &administered, unit, Some(asked.from)).await?
    };
    let standing = Standing::read(db).await?;
    let before = standing.expected(db, person, &asked.expected).await?;
    let transferring = Asking {
        asked: ByHand::Transfer(asked, before),
        before: Some(before),
        preview: asked.preview,
    };
    transferring.change(db, by, &standing, now).await
}

/// Somebody leaves.
///
/// # Errors
/// As [`correct`].
pub async fn leave(
    db: &mut Db,
    by: &SignedIn,
    person: PersonId,
    asked: &LeavePerson,
    now: Timestamp,
) -> Result<PersonChanged, ApiError> {
    Administered::by(by, now)?.governs(db, person).await?;
    let standing = Standing::read(db).await?;
    let before = standing.expected(db, person, &asked.expected).await?;
    let leaving = Asking {
        asked: ByHand::Leave(asked, before),
        before: Some(before),
        preview: asked.preview,
    };
    leaving.change(db, by, &standing, now).await
}

/// Somebody who does several things does one of them no longer.
///
/// # Errors
/// As [`correct`].
pub async fn end_role(
    db: &mut Db,
    by: &SignedIn,
    person: PersonId,
    asked: &EndRole,
    now: Timestamp,
) -> Result<PersonChanged, ApiError> {
    Administered::by(by, now)?.governs(db, person).await?;
    let standing = Standing::read(db).await?;
    let before = standing.expected(db, person, &asked.expected).await?;
    let ending = Asking {
        asked: ByHand::EndRole(asked, before),
        before: Some(before),
        preview: asked.preview,
    };
    ending.change(db, by, &standing, now).await
}

/// What was to change of somebody on a day to come does not.
///
/// # Errors
/// As [`correct`]; [`ApiError::Invalid`] also for oneself, and for what is done in a unit that is not theirs.
pub async fn take_back(
    db: &mut Db,
    by: &SignedIn,
    person: PersonId,
    asked: &TakeBackOfPerson,
    now: Timestamp,
) -> Result<PersonChanged, ApiError> {
    let administered = Administered::by(by, now)?;
    administered.governs(db, person).await?;
    if person == by.person.id {
        return Err(invalid("own_role", "from"));
    }
    let standing = Standing::read(db).await?;
    let before = standing.expected(db, person, &asked.expected).await?;
    let theirs = directory::units(db, administered.below_on(asked.from)).await?;
    let begins = |held: &&Held| held.period.from == asked.from;
    let begun: BTreeSet<UnitId> = before
        .appointments
        .iter()
        .filter(begins)
        .map(|held| held.unit)
        .collect();
    if !begun.is_subset(&theirs) {
        return Err(invalid("unit_not_theirs", "from"));
    }
    let taking_back = Asking {
        asked: ByHand::TakeBack(asked.from, before),
        before: Some(before),
        preview: asked.preview,
    };
    taking_back.change(db, by, &standing, now).await
}

/// What is asked of one person.
struct Asking<'a> {
    asked: ByHand<'a>,
    before: Option<&'a PersonInFull>,
    preview: bool,
}

impl Asking<'_> {
    async fn change(
        self,
        db: &mut Db,
        by: &SignedIn,
        standing: &Standing,
        now: Timestamp,
    ) -> Result<PersonChanged, ApiError> {
        let days = Days::of(db, now).await?;
        let after =
            change_by_hand(self.asked, standing.both(), days.today).map_err(ApiError::Invalid)?;
        let told = match self.before {
            Some(before) => {
                let days = (days.today, now);
                consequences::of_change(db, by, standing, (before, &after), days).await?
            }
            None => Vec::new(),
        };
        let answer = PersonChanged {
            person_id: after.id,
            consequences: told,
            differences: person_differences(self.before, &after, standing.named(&[])),
            version: version(&after),
            kept: !self.preview,
        };
        if !self.preview && self.before != Some(&after) {
            let before = whole_organisation(db).await?;
            let by = By {
                actor: by.person.id.into(),
                device: Some(by.device),
                now,
            };
            keep(db, &self.plan(after), &before, days, by).await?;
        }
        Ok(answer)
    }

    fn plan(&self, after: PersonInFull) -> Plan<PersonInFull> {
        let (new, changed) = match self.before.cloned() {
            None => (vec![after], Vec::new()),
            Some(before) => (Vec::new(), vec![Change { before, after }]),
        };
        Plan {
            new,
            changed,
            unchanged: 0,
            wrong: Vec::new(),
        }
    }
}
