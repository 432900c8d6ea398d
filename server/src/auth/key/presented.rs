//! Who calls an address that takes keys: somebody who is signed in, or another system with a key.
//!
//! A key is nobody: in the log it acts as itself. What it sees is what whoever made it sees today, within the unit that
//! it is bound to and as far as it was allowed; so nobody gives a key more than they have, and none outlives them.

use super::{KeyRoute, KeyText};
use crate::auth::{Address, SignedIn, cookie};
use crate::connections::{append, end_key, reach_of_key, why_ended};
use crate::problem::ApiError;
use crate::state::AppState;
use crate::store::Stored;
use crate::store::api_keys::{self, StoredKey};
use crate::store::audit::{Act, Actor, Detail};
use axum::extract::{FromRequestParts, MatchedPath};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use shared::audit::AuditAction;
use shared::connections::{KeyEnd, KeyScope};
use shared::id::{DeviceId, KeyId};
use shared::time::Timestamp;

/// A use is written down at most so often, in milliseconds.
const USES_EVERY: i64 = 3_600_000;

/// Who calls an address that takes keys.
#[derive(Debug, Clone)]
pub struct Caller {
    /// Who is signed in; of a key, whoever made it, as far as the key reaches.
    pub person: SignedIn,
    key: Option<Held>,
}

#[derive(Debug, Clone)]
struct Held {
    id: KeyId,
    scopes: Vec<KeyScope>,
}

/// The key that a request bears, if it bears one. What else stands in `Authorization` is meant for somebody on the way.
pub fn bears_key(headers: &HeaderMap) -> Option<&str> {
    let told = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, key) = told.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(key)
}

impl FromRequestParts<AppState> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let Some(text) = bears_key(&parts.headers) else {
            let person = SignedIn::from_request_parts(parts, state).await?;
            return Ok(Self { person, key: None });
        };
        if cookie::token(&parts.headers).is_some() {
            return Err(ApiError::Malformed {
                path: "authorization".to_owned(),
                reason: "either a key or a session, not both".to_owned(),
            });
        }
        let now = state.clock.now();
        let Some(key) = find(state, text).await? else {
            let Ok(address) = Address::from_request_parts(parts, state).await;
            let counted = state.wrong_keys.count(&address.source(), now);
            return Err(counted.map_or_else(slow_down, |()| ApiError::KeyWrong));
        };
        let pace = state.uses_of_keys.count(&key.id.to_string(), now);
        pace.map_err(slow_down)?;
        let path = parts.extensions.get::<MatchedPath>();
        let path = path.map_or("", MatchedPath::as_str);
        let route = KeyRoute::at(parts.method.as_str(), path);
        let scope = route.ok_or(ApiError::KeyNotTaken)?.scope;
        Self::with_key(state, key, scope, now).await
    }
}

const fn slow_down(seconds: u64) -> ApiError {
    ApiError::SlowDown { seconds }
}

/// The key with this text; what cannot be one is not looked for.
async fn find(state: &AppState, text: &str) -> Stored<Option<StoredKey>> {
    match text.parse::<KeyText>() {
        Ok(text) => api_keys::with_hash(&mut *state.store.read().await?, &text.hash()).await,
        Err(_) => Ok(None),
    }
}

impl Caller {
    async fn with_key(
        state: &AppState,
        key: StoredKey,
        scope: KeyScope,
        now: Timestamp,
    ) -> Result<Self, ApiError> {
        let mut db = state.store.read().await?;
        if let Some(ended) = why_ended(&mut db, &key, now).await? {
            drop(db);
            if ended.because == KeyEnd::MakerLeft && key.ended.is_none() {
                end_key(state, &key, ended).await?;
            }
            write_down_refusal(state, &key, now).await?;
            return Err(ApiError::KeyEnded);
        }
        let reached = reach_of_key(&mut db, &key, now).await?;
        drop(db);
        let person = reached.ok_or(ApiError::KeyEnded)?;
        if !key.scopes.contains(&scope) {
            write_down_refusal(state, &key, now).await?;
            return Err(ApiError::KeyMayNot { scope });
        }
        let (id, scopes) = (key.id, key.scopes.clone());
        let key_of = Some(Held { id, scopes });
        let caller = Self {
            person,
            key: key_of,
        };
        caller.note_use(state, &key, now).await?;
        Ok(caller)
    }

    /// The first use, and then at most one in a while.
    async fn note_use(&self, state: &AppState, key: &StoredKey, now: Timestamp) -> Stored<()> {
        let is_noted = |at: Timestamp| now.millis_since(at) < USES_EVERY;
        if key.used_at.is_some_and(is_noted) {
            return Ok(());
        }
        let noted = state.store.write(key.unit, |mut db| async move {
            let stands = api_keys::find(&mut db, key.id).await?;
            if stands.is_some_and(|stands| stands.used_at.is_none()) {
                let act = self.act(AuditAction::BeginKey, key.id.to_string(), now);
                append(&mut db, key.unit, act, now).await?;
            }
            api_keys::use_at(&mut db, key.id, now).await?;
            Stored::Ok(db.commit().await?)
        });
        noted.await
    }

    /// Whether this may be done besides what the address asks for: by a key, only if it was allowed.
    ///
    /// # Errors
    /// [`ApiError::KeyMayNot`] if it may not.
    pub fn needs(&self, scope: KeyScope) -> Result<(), ApiError> {
        match &self.key {
            Some(key) if !key.scopes.contains(&scope) => Err(ApiError::KeyMayNot { scope }),
            _ => Ok(()),
        }
    }

    /// Who does it, for the log.
    pub fn actor(&self) -> Actor {
        match &self.key {
            Some(key) => Actor::Key(key.id),
            None => self.person.person.id.into(),
        }
    }

    /// On which device; a key is on none.
    pub fn device(&self) -> Option<DeviceId> {
        self.key.is_none().then_some(self.person.device)
    }

    /// What they do that changes nothing, for the audit log.
    pub fn act(&self, action: AuditAction, subject: impl Into<String>, now: Timestamp) -> Act {
        Act {
            person: self.actor(),
            device: self.device(),
            ..self.person.act(action, subject, now)
        }
    }
}

/// A key that asks again and again must not fill the log.
async fn write_down_refusal(state: &AppState, key: &StoredKey, now: Timestamp) -> Stored<()> {
    let counted = format!("key:{}", key.id);
    let Some(refused) = state.refusals.count(&counted, now) else {
        return Ok(());
    };
    let written = state.store.write(key.unit, |mut db| async move {
        let act = refusal(key, refused, now);
        append(&mut db, key.unit, act, now).await?;
        Stored::Ok(db.commit().await?)
    });
    written.await
}

fn refusal(key: &StoredKey, refused: u64, now: Timestamp) -> Act {
    let subject = key.id.to_string();
    Act {
        detail: Detail {
            refused: Some(refused),
            ..Detail::default()
        },
        ..Act::new(now, Actor::Key(key.id), AuditAction::RefuseKey, subject)
    }
}
