//! Signing in.

use super::failed::{write_down_failure, write_down_refusal};
use super::presented::limits;
use super::slow_down::Source;
use super::token::Token;
use super::{Address, SignedIn, cookie};
use crate::problem::ApiError;
use crate::state::AppState;
use crate::store::people::Account;
use crate::store::sessions::StoredSession;
use crate::store::{Db, Stored, appointments, audit, devices, people, sessions};
use axum::http::{HeaderMap, HeaderValue, header};
use shared::audit::AuditAction;
use shared::id::{DeviceId, PersonId};
use shared::session::{Platform, Profile, SignInRequest};
use shared::time::Timestamp;

/// Longest login name, in characters.
const LONGEST_LOGIN: usize = 64;
/// Sign-ins count failures of the same addresses.
pub(super) const LANE: &str = "sign in";

/// Signs somebody in: who they are, and the cookie to keep.
pub async fn sign_in(
    state: &AppState,
    address: Address,
    headers: &HeaderMap,
    request: SignInRequest,
) -> Result<(Profile, HeaderValue), ApiError> {
    let now = state.clock.now();
    let login = login_name(&request.login).ok_or(ApiError::WrongLogin)?;
    let sources = Source::of_attempt(&login, address, now);
    let account = match attempt(state, &sources, &login, now).await? {
        Attempt::Counted(account) => account,
        Attempt::Refused { by, seconds } => {
            write_down_refusal(state, by.counts()).await?;
            return Err(ApiError::SlowDown { seconds });
        }
    };
    let hash = account
        .as_ref()
        .map(|account| account.password_hash.clone());
    let fits = state.passwords.fits(request.password.clone(), hash).await;
    let Some(account) = account.as_ref().filter(|_| fits) else {
        write_down_failure(state, &login, account.as_ref()).await?;
        return Err(ApiError::WrongLogin);
    };
    let beginning = Beginning {
        person: account.person.id,
        request: &request,
        headers,
        now,
    };
    let begun = begin_session(state, &beginning, &sources).await;
    if let Err(error) = &begun
        && !matches!(error, ApiError::Store(_))
    {
        write_down_failure(state, &login, Some(account)).await?;
    }
    begun
}

async fn begin_session(
    state: &AppState,
    beginning: &Beginning<'_>,
    sources: &[Source],
) -> Result<(Profile, HeaderValue), ApiError> {
    let begun = state.store.write(LANE, |mut db| async move {
        for source in sources {
            source.succeed(&mut db).await?;
        }
        let begun = match beginning.refusal(&mut db).await? {
            Some(refusal) => Err(refusal),
            None => Ok(beginning.begin(&mut db).await?),
        };
        db.commit().await?;
        Ok::<_, ApiError>(begun)
    });
    begun.await?
}

/// What becomes of an attempt before its password is looked at.
enum Attempt<'s> {
    /// It counts as a failure until it succeeds; whose the login name is.
    Counted(Option<Account>),
    /// This source has to wait so many seconds. Nothing is counted.
    Refused { by: &'s Source, seconds: u64 },
}

/// Counts an attempt as a failure until it succeeds: many at once are no faster than one by one.
async fn attempt<'s>(
    state: &AppState,
    sources: &'s [Source],
    login: &str,
    now: Timestamp,
) -> Result<Attempt<'s>, ApiError> {
    let counted = state.store.write(LANE, |mut db| async move {
        for by in sources {
            if let Some(seconds) = by.waits(&mut db, now).await? {
                return Ok(Attempt::Refused { by, seconds });
            }
            by.fail(&mut db, now).await?;
        }
        let account = people::by_login(&mut db, login).await?;
        db.commit().await?;
        Ok(Attempt::Counted(account))
    });
    counted.await
}

/// As it is stored: phones begin a name with a capital and end it with a space.
fn login_name(typed: &str) -> Option<String> {
    let login = typed.trim().to_lowercase();
    let storable = login.chars().count() <= LONGEST_LOGIN && !login.contains('\0');
    storable.then_some(login)
}

/// Somebody who gave the right password.
struct Beginning<'a> {
    person: PersonId,
    request: &'a SignInRequest,
    headers: &'a HeaderMap,
    now: Timestamp,
}

impl Beginning<'_> {
    /// Why they may not sign in all the same. Said only to who knows the password.
    async fn refusal(&self, db: &mut Db) -> Stored<Option<ApiError>> {
        let device = self.request.device_id;
        let person = SignedIn::load(db, self.person, device, self.now).await?;
        let Some(person) = person else {
            return Ok(Some(ApiError::NotYetAppointed));
        };
        if person.has_left() {
            let returns = appointments::begins_after(db, self.person, person.today).await?;
            return Ok(Some(match returns {
                true => ApiError::NotYetAppointed,
                false => ApiError::AppointmentEnded,
            }));
        }
        let known = devices::find(db, device).await?;
        let another = known.is_some_and(|known| known.person != self.person);
        Ok(another.then_some(ApiError::DeviceOfAnother))
    }

    /// A device has one session, and a browser one cookie: what was there before ends.
    async fn begin(&self, db: &mut Db) -> Result<(Profile, HeaderValue), ApiError> {
        let (device, now) = (self.request.device_id, self.now);
        if devices::find(db, device).await?.is_none() {
            devices::register(db, device, self.person, self.request.device_number, now).await?;
        }
        let signed_in = SignedIn::load(db, self.person, device, now)
            .await?
            .ok_or(ApiError::SignInNeeded)?;
        let token = Token::draw().map_err(|_| ApiError::SlowDown { seconds: 5 })?;
        let limits = limits(db, &signed_in).await?;
        sessions::forget_begun_by(db, now.plus_millis(-limits.kept_for())).await?;
        sessions::end_on(db, self.person, device).await?;
        if let Some(earlier) = cookie::token(self.headers) {
            sessions::end(db, &earlier.hash()).await?;
        }
        sessions::insert(db, &token.hash(), self.session()).await?;
        write_down(db, &signed_in, AuditAction::SignIn, signed_in.device, now).await?;
        let seconds = limits.of(signed_in.roles()).absolute / 1_000;
        let cookie = cookie::keep(&token, seconds).ok_or(ApiError::SignInNeeded)?;
        Ok((signed_in.profile(db).await?, cookie))
    }

    fn session(&self) -> StoredSession {
        let agent = self.headers.get(header::USER_AGENT);
        let agent = agent.and_then(|value| value.to_str().ok());
        StoredSession {
            person: self.person,
            device: self.request.device_id,
            platform: Platform::of_user_agent(agent.unwrap_or_default()),
            begun_at: self.now,
            acted_at: self.now,
        }
    }
}

/// Writes into the audit log what somebody does, on the device they are at, with a device of theirs.
pub(super) async fn write_down(
    db: &mut Db,
    person: &SignedIn,
    action: AuditAction,
    device: DeviceId,
    now: Timestamp,
) -> Stored<()> {
    let act = person.act(action, device.to_string(), now);
    audit::append(db, &person.branch.unit_id.to_string(), &act).await
}
