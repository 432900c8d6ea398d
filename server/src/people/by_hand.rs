//! One person is entered or changed by hand: by the rules of the import, and kept as it keeps them.

use super::keep::{By, keep};
use super::meanwhile::changed_meanwhile;
use super::{Administered, Days};
use crate::auth::SignedIn;
use crate::problem::ApiError;
use crate::store::directory;
use crate::store::people_in_full::version;
use crate::store::{Db, StoreError, Stored, people_in_full, units_in_full, whole_organisation};
use chrono::NaiveDate;
use shared::finding::Finding;
use shared::id::{PersonId, UnitId};
use shared::people::import::{ByHand, Change, Plan, change_by_hand};
use shared::people::{
    CorrectPerson, EnterPerson, LeavePerson, PersonChanged, PersonInFull, TransferPerson,
    UnitInFull, person_differences,
};
use shared::time::Timestamp;
use std::collections::BTreeMap;
use uuid::Builder;

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
    among_theirs(db, &administered, asked.unit, first).await?;
    let standing = Standing::read(db).await?;
    let id = new_id()?;
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
    among_theirs(db, &administered, asked.unit, Some(asked.from)).await?;
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

fn invalid(code: &'static str, field: &str) -> ApiError {
    ApiError::Invalid(vec![Finding::error(code, field)])
}

/// Refuses a unit that is not among theirs on the first day there, or today if that is over.
async fn among_theirs(
    db: &mut Db,
    administered: &Administered,
    unit: UnitId,
    from: Option<NaiveDate>,
) -> Result<(), ApiError> {
    let today = administered.today();
    let day = from.map_or(today, |from| from.max(today));
    let theirs = directory::units(db, administered.below_on(day)).await?;
    match theirs.contains(&unit) {
        true => Ok(()),
        false => Err(invalid("unit_not_theirs", "unit")),
    }
}

fn new_id() -> Stored<PersonId> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| StoreError::Unreadable {
        column: "person_id",
        reason: format!("no randomness: {error}"),
    })?;
    Ok(PersonId::new(Builder::from_random_bytes(bytes).into_uuid()))
}

/// Everybody and everything as it stands.
struct Standing {
    units: Vec<UnitInFull>,
    people: Vec<PersonInFull>,
}

impl Standing {
    async fn read(db: &mut Db) -> Stored<Self> {
        Ok(Self {
            units: units_in_full::all(db).await?,
            people: people_in_full::all(db).await?,
        })
    }

    /// Somebody, as whoever asks has read them.
    async fn expected(
        &self,
        db: &mut Db,
        person: PersonId,
        expected: &str,
    ) -> Result<&PersonInFull, ApiError> {
        let mut people = self.people.iter();
        let found = people.find(|it| it.id == person);
        let found = found.ok_or(ApiError::NotFound)?;
        match version(found) == expected {
            true => Ok(found),
            false => Err(changed_meanwhile(db, person, expected).await?),
        }
    }

    fn named(&self) -> impl Fn(UnitId) -> String {
        let units = self.units.iter();
        let names: BTreeMap<UnitId, &str> =
            units.map(|unit| (unit.id, unit.name.as_str())).collect();
        move |unit| names.get(&unit).copied().unwrap_or_default().to_owned()
    }
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
        let stands = (standing.units.as_slice(), standing.people.as_slice());
        let after = change_by_hand(self.asked, stands, days.today).map_err(ApiError::Invalid)?;
        let answer = PersonChanged {
            person_id: after.id,
            differences: person_differences(self.before, &after, standing.named()),
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
