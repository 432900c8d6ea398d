//! Keys are made and ended; whether one still holds, and how far it reaches.

use super::binding::{administrator, append, bound, refuse_elsewhere};
use crate::auth::{KeyText, SignedIn};
use crate::new_id::new_id;
use crate::people::Administered;
use crate::problem::ApiError;
use crate::state::AppState;
use crate::store::api_keys::{self, StoredKey};
use crate::store::{Db, StoreError, Stored, units};
use shared::audit::AuditAction;
use shared::connections::{KeyEnd, KeyEnded, KeyMade, KeyScope, KeyView, MOST_NAME, MakeKey};
use shared::finding::Finding;
use shared::id::{KeyId, UnitId};
use shared::input::plain;
use shared::people::Role;
use shared::session::AppointmentView;
use shared::submission::PersonRef;
use shared::time::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// Makes a key, and tells it this once.
///
/// # Errors
/// [`ApiError::NotFound`] for whoever is no administrator; [`ApiError::Invalid`] without a name or anything that it
/// may do, for what they may not do themselves, and for a unit that is not theirs.
pub async fn make(
    db: &mut Db,
    by: &SignedIn,
    asked: &MakeKey,
    now: Timestamp,
) -> Result<KeyMade, ApiError> {
    refuse_elsewhere(db, by, asked.unit, now).await?;
    let name = plain(&asked.name);
    let wrong = wrong(by, asked, &name);
    if !wrong.is_empty() {
        return Err(ApiError::Invalid(wrong));
    }
    let text = KeyText::draw().map_err(no_randomness)?;
    let scopes: BTreeSet<KeyScope> = asked.scopes.iter().copied().collect();
    let key = StoredKey {
        id: KeyId::new(new_id()?),
        name,
        beginning: text.beginning(),
        scopes: scopes.into_iter().collect(),
        unit: asked.unit,
        made_by: by.person.id,
        made_at: now,
        last_day: asked.last_day,
        used_at: None,
        ended: None,
    };
    api_keys::insert(db, &key, &text.hash()).await?;
    let act = by.act(AuditAction::MakeKey, key.id.to_string(), now);
    append(db, key.unit, act, now).await?;
    let names = units::names(db, &BTreeSet::from([key.unit])).await?;
    Ok(KeyMade {
        key: view(key, by.person.clone(), &names, by.branch.offset_minutes),
        secret: text.as_str().to_owned(),
    })
}

fn wrong(by: &SignedIn, asked: &MakeKey, name: &str) -> Vec<Finding> {
    let length = name.chars().count();
    let is_named = (1..=MOST_NAME).contains(&length) && !name.contains('\0');
    let may = scopes_of(by);
    let over = asked.last_day.is_some_and(|last| last < by.today);
    [
        (!is_named, "key_name_needed", "name"),
        (asked.scopes.is_empty(), "key_scopes_needed", "scopes"),
        (
            asked.scopes.iter().any(|scope| !may.contains(scope)),
            "key_scope_not_yours",
            "scopes",
        ),
        (over, "key_last_day_over", "last_day"),
    ]
    .into_iter()
    .filter(|(is_wrong, ..)| *is_wrong)
    .map(|(_, code, path)| Finding::error(code, path))
    .collect()
}

/// What somebody may let a key do.
pub(super) fn scopes_of(by: &SignedIn) -> Vec<KeyScope> {
    let may = |scope: &KeyScope| by.any_role(|role| scope.is_of(role));
    KeyScope::ALL.into_iter().filter(may).collect()
}

/// Ends a key at once.
///
/// # Errors
/// [`ApiError::NotFound`] if it is bound to no unit of theirs.
pub async fn end(db: &mut Db, by: &SignedIn, key: KeyId, now: Timestamp) -> Result<(), ApiError> {
    let administered = Administered::by(by, now)?;
    let theirs = administered.all_units(db).await?;
    let key = api_keys::find(db, key).await?;
    let key = key.filter(|key| theirs.contains(&key.unit));
    let key = key.ok_or(ApiError::NotFound)?;
    let because = KeyEnd::ByHand;
    if api_keys::end(db, key.id, KeyEnded { at: now, because }).await? {
        let act = by.act(AuditAction::EndKey, key.id.to_string(), now);
        append(db, key.unit, act, now).await?;
    }
    Ok(())
}

/// Since when a key does not hold any more, and why; `None` while it holds.
///
/// # Errors
/// If the store cannot be read.
pub async fn why_ended(db: &mut Db, key: &StoredKey, now: Timestamp) -> Stored<Option<KeyEnded>> {
    if key.ended.is_some() {
        return Ok(key.ended);
    }
    let Some(maker) = administrator(db, (key.made_by, key.unit), now).await? else {
        let because = KeyEnd::MakerLeft;
        return Ok(Some(KeyEnded { at: now, because }));
    };
    let over = key.last_day.filter(|last| *last < maker.today);
    let after = over.and_then(|last| last.succ_opt());
    Ok(after.map(|day| KeyEnded {
        at: Timestamp::start_of(day, maker.branch.offset_minutes),
        because: KeyEnd::LastDay,
    }))
}

/// Keeps that a key does not hold any more, so that it does not hold again when its maker returns.
///
/// # Errors
/// If the store cannot be written.
pub async fn end_key(state: &AppState, key: &StoredKey, ended: KeyEnded) -> Stored<()> {
    let done = state.store.write(key.unit, |mut db| async move {
        api_keys::end(&mut db, key.id, ended).await?;
        Stored::Ok(db.commit().await?)
    });
    done.await
}

pub(super) async fn end_of_those_who_left(db: &mut Db, now: Timestamp) -> Stored<()> {
    for key in api_keys::open(db).await? {
        let ended = why_ended(db, &key, now).await?;
        if let Some(ended) = ended.filter(|ended| ended.because == KeyEnd::MakerLeft) {
            api_keys::end(db, key.id, ended).await?;
        }
    }
    Ok(())
}

/// Whoever made a key, as far as it reaches: within its unit, and only in roles that do what it may do.
///
/// # Errors
/// If the store cannot be read.
pub async fn reach_of_key(
    db: &mut Db,
    key: &StoredKey,
    now: Timestamp,
) -> Stored<Option<SignedIn>> {
    let maker = administrator(db, (key.made_by, key.unit), now).await?;
    let Some(mut maker) = maker else {
        return Ok(None);
    };
    let line = units::line(db, key.unit, maker.today).await?;
    let is_company = line.first().is_some_and(|unit| unit.kind == "company");
    let reaches = |role: Role| key.scopes.iter().any(|scope| scope.is_of(role));
    let others = |held: &AppointmentView| held.role != Role::Administrator && reaches(held.role);
    maker.appointments.retain(others);
    if reaches(Role::Administrator) {
        maker.appointments.push(AppointmentView {
            role: Role::Administrator,
            unit_id: key.unit,
            unit: line
                .first()
                .map(|unit| unit.name.clone())
                .unwrap_or_default(),
            level: None,
        });
    }
    maker.within = (!is_company).then_some(key.unit);
    Ok(Some(maker))
}

/// A key as it is listed.
pub(super) fn view(
    key: StoredKey,
    made_by: PersonRef,
    names: &BTreeMap<UnitId, String>,
    offset_minutes: i32,
) -> KeyView {
    KeyView {
        key_id: key.id,
        unit: bound(key.unit, names),
        name: key.name,
        beginning: key.beginning,
        scopes: key.scopes,
        made_by,
        made_at: key.made_at,
        last_day: key.last_day,
        used_on: key.used_at.and_then(|at| at.civil_date(offset_minutes)),
        ended: key.ended,
    }
}

fn no_randomness(error: getrandom::Error) -> StoreError {
    StoreError::Unreadable {
        column: "secret",
        reason: format!("no randomness: {error}"),
    }
}
