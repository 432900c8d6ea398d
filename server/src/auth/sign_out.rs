//! Signing out, here and elsewhere; and where somebody is signed in. What a phone has not sent is not
//! the server's matter: it stays there until its person signs in again.

use super::attempt::LANE;
use super::presented::lasting;
use super::sign_in::write_down;
use super::token::Token;
use super::{SignedIn, cookie};
use crate::problem::ApiError;
use crate::state::AppState;
use crate::store::{Db, Stored, sessions};
use axum::http::{HeaderMap, HeaderValue};
use shared::audit::AuditAction;
use shared::directory::DeviceSeen;
use shared::id::{DeviceId, PersonId};
use shared::session::SessionView;
use shared::time::Timestamp;

/// Signs whoever asks out; the cookie that takes the old one away.
pub async fn sign_out(state: &AppState, headers: &HeaderMap) -> Result<HeaderValue, ApiError> {
    if let Some(token) = &cookie::token(headers) {
        let ended = state.store.write(LANE, |mut db| async move {
            end(&mut db, token, state.clock.now()).await?;
            Ok::<_, ApiError>(db.commit().await?)
        });
        ended.await?;
    }
    Ok(cookie::forget())
}

async fn end(db: &mut Db, token: &Token, now: Timestamp) -> Stored<()> {
    if let Some(session) = sessions::find(db, &token.hash()).await? {
        let person = SignedIn::load(db, session.person, session.device, now).await?;
        if let Some(person) = person {
            write_down(db, &person, AuditAction::SignOut, person.device, now).await?;
        }
    }
    sessions::end(db, &token.hash()).await
}

/// Where this person is signed in, the latest sign-in first.
pub async fn devices(state: &AppState, person: &SignedIn) -> Result<Vec<SessionView>, ApiError> {
    let now = state.clock.now();
    let mut db = state.store.read().await?;
    let lasting = lasting(&mut db, person).await?;
    let sessions = sessions::of_person(&mut db, person.person.id).await?;
    let lasts = sessions
        .into_iter()
        .filter(|(session, _)| !lasting.is_over(session.begun_at, session.acted_at, now));
    let view = lasts.map(|(session, device_number)| SessionView {
        device_id: session.device,
        device_number,
        platform: session.platform,
        begun_at: session.begun_at,
        acted_at: session.acted_at,
        ends_at: lasting.ends_at(session.begun_at),
        idle_ends_at: lasting.idle_ends_at(session.acted_at),
        current: session.device == person.device,
    });
    Ok(view.collect())
}

/// Where somebody else is signed in, the latest sign-in first. `asking` is the device of whoever asks.
pub async fn devices_of(
    db: &mut Db,
    (person, asking): (PersonId, DeviceId),
    now: Timestamp,
) -> Stored<Vec<DeviceSeen>> {
    let Some(person) = SignedIn::load(db, person, asking, now).await? else {
        return Ok(Vec::new());
    };
    let lasting = lasting(db, &person).await?;
    let sessions = sessions::of_person(db, person.person.id).await?;
    let lasts = sessions
        .into_iter()
        .filter(|(session, _)| !lasting.is_over(session.begun_at, session.acted_at, now));
    let seen = lasts.map(|(session, number)| DeviceSeen {
        number,
        platform: session.platform,
        begun_at: session.begun_at,
        acted_at: session.acted_at,
    });
    Ok(seen.collect())
}

/// Signs this person out on one of their devices.
pub async fn end_on(state: &AppState, person: &SignedIn, device: DeviceId) -> Result<(), ApiError> {
    let ended = state.store.write(LANE, |mut db| async move {
        let ended = end_one(&mut db, person, device, state.clock.now()).await?;
        db.commit().await?;
        Stored::Ok(ended)
    });
    match ended.await? {
        true => Ok(()),
        false => Err(ApiError::NotFound),
    }
}

/// Signs this person out everywhere, here as well; the cookie that takes the old one away.
pub async fn end_all(state: &AppState, person: &SignedIn) -> Result<HeaderValue, ApiError> {
    let ended = state.store.write(LANE, |mut db| async move {
        for (session, _) in sessions::of_person(&mut db, person.person.id).await? {
            end_one(&mut db, person, session.device, state.clock.now()).await?;
        }
        Stored::Ok(db.commit().await?)
    });
    ended.await?;
    Ok(cookie::forget())
}

/// Signs this person out wherever else they are signed in.
pub(super) async fn end_elsewhere(db: &mut Db, person: &SignedIn, now: Timestamp) -> Stored<()> {
    for (session, _) in sessions::of_person(db, person.person.id).await? {
        if session.device != person.device {
            end_one(db, person, session.device, now).await?;
        }
    }
    Ok(())
}

async fn end_one(db: &mut Db, person: &SignedIn, device: DeviceId, now: Timestamp) -> Stored<bool> {
    let ended = sessions::end_on(db, person.person.id, device).await?;
    if ended {
        write_down(db, person, AuditAction::SignOut, device, now).await?;
    }
    Ok(ended)
}
