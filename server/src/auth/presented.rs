//! The session behind a request's cookie: whether it still lasts, and what it is good for.

use super::token::Token;
use super::{SignedIn, bears_key, cookie};
use crate::problem::ApiError;
use crate::state::AppState;
use crate::store::sessions::StoredSession;
use crate::store::{Db, Stored, sessions, settings};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use shared::session::{IDLE_HEADER, Lasting, SessionLimits};
use shared::time::Timestamp;

/// An act is written down at most so often where nothing ends by waiting, in milliseconds.
const ACTS_EVERY: i64 = 3_600_000;
/// Or this many times within the wait that ends it.
const ACTS_WITHIN_IDLE: i64 = 30;

/// Somebody whose device may send what it holds: whoever is signed in, and whoever was when they left.
/// They are told nothing in return.
#[derive(Debug, Clone)]
pub struct MaySend(pub SignedIn);

impl FromRequestParts<AppState> for MaySend {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        if bears_key(&parts.headers).is_some() {
            return Err(ApiError::KeyNotTaken);
        }
        let token = cookie::token(&parts.headers).ok_or(ApiError::SignInNeeded)?;
        let now = state.clock.now();
        let presented = Presented::find(state, &token, now).await?;
        let (session, person) = (presented.session, presented.person);
        if person.has_left() {
            let sends = now.millis_since(session.begun_at) < presented.sends_for;
            return sends.then_some(Self(person)).ok_or(ApiError::SignInNeeded);
        }
        let lasting = presented.lasting;
        if lasting.is_over(session.begun_at, session.acted_at, now) {
            return Err(ApiError::SignInNeeded);
        }
        if let Some(acted_at) = acted_at(parts, now)
            && acted_at.millis_since(session.acted_at) >= every(lasting)
        {
            write_down(state, &person, &token, acted_at).await;
        }
        Ok(Self(person))
    }
}

impl FromRequestParts<AppState> for SignedIn {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let MaySend(person) = MaySend::from_request_parts(parts, state).await?;
        match person.has_left() {
            true => Err(ApiError::AppointmentEnded),
            false => Ok(person),
        }
    }
}

/// A session with whose it is and how long it lasts.
struct Presented {
    session: StoredSession,
    person: SignedIn,
    lasting: Lasting,
    /// How long after its beginning the phone can send once its person has left, in milliseconds.
    sends_for: i64,
}

impl Presented {
    async fn find(state: &AppState, token: &Token, now: Timestamp) -> Result<Self, ApiError> {
        let mut db = state.store.read().await?;
        let session = sessions::find(&mut db, &token.hash())
            .await?
            .ok_or(ApiError::SignInNeeded)?;
        let person = SignedIn::load(&mut db, session.person, session.device, now)
            .await?
            .ok_or(ApiError::SignInNeeded)?;
        let limits = limits(&mut db, &person).await?;
        Ok(Self {
            lasting: limits.of(person.roles()),
            sends_for: limits.sends_for(),
            session,
            person,
        })
    }
}

/// What holds today for sign-ins where this person belongs.
pub(super) async fn limits(db: &mut Db, person: &SignedIn) -> Stored<SessionLimits> {
    settings::in_force(db, person.today).await
}

/// How long a sign-in of this person lasts, by the roles and the settings of today.
pub async fn lasting(db: &mut Db, person: &SignedIn) -> Stored<Lasting> {
    Ok(limits(db, person).await?.of(person.roles()))
}

const fn every(lasting: Lasting) -> i64 {
    match lasting.idle {
        Some(idle) => idle / ACTS_WITHIN_IDLE,
        None => ACTS_EVERY,
    }
}

/// When the person did what led to this request. The app says how long they have done nothing; of what
/// says nothing, that counts which no app asks for by itself.
fn acted_at(parts: &Parts, now: Timestamp) -> Option<Timestamp> {
    match idle_seconds(&parts.headers) {
        Some(seconds) => {
            let millis = i64::try_from(seconds.saturating_mul(1_000)).unwrap_or(i64::MAX);
            Some(now.plus_millis(millis.saturating_neg()))
        }
        None => (!is_asked_by_itself(parts)).then_some(now),
    }
}

fn idle_seconds(headers: &HeaderMap) -> Option<u64> {
    headers.get(IDLE_HEADER)?.to_str().ok()?.parse().ok()
}

/// Exchanges, the queue and who is signed in are asked for again and again.
fn is_asked_by_itself(parts: &Parts) -> bool {
    let path = parts.uri.path();
    match parts.method {
        Method::POST => path.ends_with("/sync") || path.ends_with("/desk/queue"),
        Method::GET => path.ends_with("/session"),
        _ => false,
    }
}

/// Who cannot be written down can still read.
async fn write_down(state: &AppState, person: &SignedIn, token: &Token, acted_at: Timestamp) {
    let lane = person.branch.unit_id;
    let written = state.store.write(lane, |mut db| async move {
        sessions::act(&mut db, &token.hash(), acted_at).await?;
        Stored::Ok(db.commit().await?)
    });
    if let Err(error) = written.await {
        tracing::warn!(%error, "a session's use is not written down");
    }
}
