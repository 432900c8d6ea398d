//! Who may have a say in the rules of the whole company, and who is a second person.

use crate::auth::SignedIn;
use crate::problem::ApiError;
use crate::store::{Db, Stored, people_in_full, rule_drafts, units};
use shared::id::{PersonId, UnitId};
use shared::people::{PersonInFull, Role};

/// The units whose administrators have a say in the rules of the whole company: the company itself and, as long as it
/// has one branch alone, that.
async fn governing(db: &mut Db, by: &SignedIn) -> Stored<Vec<UnitId>> {
    let Some(company) = by.line.last() else {
        return Ok(Vec::new());
    };
    let below = units::children(db, *company, by.today).await?;
    let only = <[UnitId; 1]>::try_from(below).unwrap_or([*company]);
    Ok([*company].into_iter().chain(only).collect())
}

/// Whether somebody administers the whole company, not only a part of it.
pub(super) async fn is_of_company(db: &mut Db, by: &SignedIn) -> Stored<bool> {
    let units = governing(db, by).await?;
    let mut held = by.appointments.iter();
    Ok(held.any(|held| held.role == Role::Administrator && units.contains(&held.unit_id)))
}

/// Who administers the whole company changes its rules.
///
/// # Errors
/// [`ApiError::NotFound`] for everybody else.
pub(super) async fn refuse_others(db: &mut Db, by: &SignedIn) -> Result<(), ApiError> {
    match is_of_company(db, by).await? {
        true => Ok(()),
        false => Err(ApiError::NotFound),
    }
}

/// Who administers something sees the rules.
///
/// # Errors
/// [`ApiError::NotFound`] for everybody else.
pub(super) fn refuse_strangers(by: &SignedIn) -> Result<(), ApiError> {
    match by.any_role(|role| role == Role::Administrator) {
        true => Ok(()),
        false => Err(ApiError::NotFound),
    }
}

/// Whether two accounts are one person: by the number of a document, or by the mobile.
pub(super) async fn is_same_person(db: &mut Db, one: PersonId, other: PersonId) -> Stored<bool> {
    if one == other {
        return Ok(true);
    }
    let people = people_in_full::find_all(db, &[one, other]).await?;
    let both = people.get(&one).zip(people.get(&other));
    Ok(both.is_some_and(|(one, other)| says_the_same(one, other)))
}

fn says_the_same(one: &PersonInFull, other: &PersonInFull) -> bool {
    let same_document = one.identity.is_some() && one.identity == other.identity;
    let same_mobile = one.mobile.is_some() && one.mobile == other.mobile;
    same_document || same_mobile
}

/// Whether somebody else administers the whole company today, who is another person.
pub(super) async fn has_second_person(db: &mut Db, by: &SignedIn) -> Stored<bool> {
    let units = governing(db, by).await?;
    for other in rule_drafts::administrators(db, &units, by.today, by.person.id).await? {
        if !is_same_person(db, by.person.id, other).await? {
            return Ok(true);
        }
    }
    Ok(false)
}
