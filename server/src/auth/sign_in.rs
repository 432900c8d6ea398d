//! Signing in and out.

use super::failed::write_down_failure;
use super::slow_down::Source;
use super::token::Token;
use super::{SignedIn, cookie, signed_in::LASTS_DAYS};
use crate::problem::ApiError;
use crate::state::AppState;
use crate::store::audit::Act;
use crate::store::people::Account;
use crate::store::sessions::StoredSession;
use crate::store::{Db, audit, devices, people, sessions};
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue};
use shared::id::PersonId;
use shared::session::{Profile, SignInRequest};
use shared::time::Timestamp;
use std::convert::Infallible;
use std::net::SocketAddr;

/// The address a request comes from. Behind something that does TLS on this machine it is the last
/// one that named itself there.
pub struct Address(String);

impl FromRequestParts<AppState> for Address {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let peer = peer.map(|ConnectInfo(address)| address.ip());
        let forwarded = parts
            .headers
            .get("x-forwarded-for")
            .and_then(|value| value.to_str().ok())
            .and_then(|list| list.rsplit(',').next())
            .filter(|_| state.public_url.is_some() && peer.is_some_and(|ip| ip.is_loopback()));
        let address = match (forwarded, peer) {
            (Some(named), _) => named.trim().to_owned(),
            (None, Some(ip)) => ip.to_string(),
            (None, None) => String::new(),
        };
        Ok(Self(address))
    }
}

/// Longest login name, in characters.
const LONGEST_LOGIN: usize = 64;
/// Sign-ins count failures of the same addresses.
pub(super) const LANE: &str = "sign in";

/// Signs somebody in: who they are, and the cookie to keep.
pub async fn sign_in(
    state: &AppState,
    address: &Address,
    request: SignInRequest,
) -> Result<(Profile, HeaderValue), ApiError> {
    let now = state.clock.now();
    let login = login_name(&request.login).ok_or(ApiError::WrongLogin)?;
    let sources = [Source::login(&login), Source::address(&address.0)];
    let account = attempt(state, &sources, &login, now).await?;
    let hash = account
        .as_ref()
        .map(|account| account.password_hash.clone());
    let fits = state.passwords.fits(request.password.clone(), hash).await;
    let Some(account) = account.as_ref().filter(|_| fits) else {
        write_down_failure(state, &login, account.as_ref()).await?;
        return Err(ApiError::WrongLogin);
    };
    let begun = begin_session(state, account.person.id, &request, &sources, now).await;
    if let Err(error) = &begun
        && !matches!(error, ApiError::Store(_))
    {
        write_down_failure(state, &login, Some(account)).await?;
    }
    begun
}

async fn begin_session(
    state: &AppState,
    person: PersonId,
    request: &SignInRequest,
    sources: &[Source],
    now: Timestamp,
) -> Result<(Profile, HeaderValue), ApiError> {
    let begun = state.store.write(LANE, |mut db| async move {
        let begun = begin(&mut db, person, request, now).await?;
        for source in sources {
            source.succeed(&mut db).await?;
        }
        db.commit().await?;
        Ok(begun)
    });
    begun.await
}

/// Counts an attempt as a failure until it succeeds: many at once are no faster than one by one.
async fn attempt(
    state: &AppState,
    sources: &[Source],
    login: &str,
    now: Timestamp,
) -> Result<Option<Account>, ApiError> {
    let counted = state.store.write(LANE, |mut db| async move {
        for source in sources {
            source.refuse_waiting(&mut db, now).await?;
            source.fail(&mut db, now).await?;
        }
        let account = people::by_login(&mut db, login).await?;
        db.commit().await?;
        Ok(account)
    });
    counted.await
}

/// As it is stored: phones begin a name with a capital and end it with a space.
fn login_name(typed: &str) -> Option<String> {
    let login = typed.trim().to_lowercase();
    let storable = login.chars().count() <= LONGEST_LOGIN && !login.contains('\0');
    storable.then_some(login)
}

async fn begin(
    db: &mut Db,
    person: PersonId,
    request: &SignInRequest,
    now: Timestamp,
) -> Result<(Profile, HeaderValue), ApiError> {
    let device = request.device_id;
    match devices::find(db, device).await? {
        Some(known) if known.person != person => return Err(ApiError::DeviceOfAnother),
        Some(_) => {}
        None => drop(devices::register(db, device, person, request.device_number, now).await?),
    }
    let signed_in = SignedIn::load(db, person, device, now)
        .await?
        .ok_or(ApiError::WrongLogin)?;
    let token = Token::draw().map_err(|_| ApiError::SlowDown { seconds: 5 })?;
    let session = StoredSession {
        person,
        device,
        seen_at: now,
    };
    sessions::end_unseen(db, now.plus_millis(-LASTS_DAYS * 86_400_000)).await?;
    sessions::insert(db, &token.hash(), session).await?;
    write_down(db, &signed_in, "sign_in", now).await?;
    let cookie = cookie::keep(&token).ok_or(ApiError::SignInNeeded)?;
    Ok((signed_in.profile(db).await?, cookie))
}

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

async fn end(db: &mut Db, token: &Token, now: Timestamp) -> Result<(), ApiError> {
    if let Some(session) = sessions::find(db, &token.hash(), Timestamp::default()).await? {
        let person = SignedIn::load(db, session.person, session.device, now).await?;
        if let Some(person) = person {
            write_down(db, &person, "sign_out", now).await?;
        }
    }
    Ok(sessions::end(db, &token.hash()).await?)
}

async fn write_down(
    db: &mut Db,
    person: &SignedIn,
    action: &str,
    now: Timestamp,
) -> Result<(), ApiError> {
    let act = Act {
        at: now,
        person: person.person.id.into(),
        action: action.to_owned(),
        subject: person.device.to_string(),
        before: String::new(),
        after: String::new(),
    };
    Ok(audit::append(db, &person.branch.unit_id.to_string(), &act).await?)
}
