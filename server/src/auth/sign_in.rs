//! Signing in.

use super::attempt::{LANE, attempt, prove};
use super::entry::Entry;
use super::failed::write_down_failure;
use super::presented::limits;
use super::sign_out::end_elsewhere;
use super::slow_down::Source;
use super::token::Token;
use super::{Address, SignedIn, cookie};
use crate::problem::ApiError;
use crate::state::AppState;
use crate::store::sessions::StoredSession;
use crate::store::{Db, Stored, appointments, audit, devices, sessions};
use axum::http::{HeaderMap, HeaderValue, header};
use shared::audit::AuditAction;
use shared::id::{DeviceId, PersonId};
use shared::input::plain;
use shared::people::SignInName;
use shared::session::{Platform, Profile, SignInRequest};
use shared::time::Timestamp;

/// Most characters of what is tried for a sign-in name.
const MOST_TRIED: usize = 64;

/// Signs somebody in: who they are, and the cookie to keep. With a one-time code they choose a passphrase
/// at the same time; before they have, nothing is used up and nothing counts as a failure.
pub async fn sign_in(
    state: &AppState,
    address: Address,
    headers: &HeaderMap,
    request: SignInRequest,
) -> Result<(Profile, HeaderValue), ApiError> {
    let now = state.clock.now();
    let login = attempted(&request.login).ok_or(ApiError::WrongLogin)?;
    let login = login.as_str();
    let sources = Source::of_attempt(login, address, now);
    let known = attempt(state, &sources, login, now).await?;
    let proof = prove(state, known.as_ref(), &request.password, now).await;
    let account = known.map(|known| known.account);
    let (Some(account), Some(proof)) = (&account, proof) else {
        write_down_failure(state, login, account.as_ref()).await?;
        return Err(ApiError::WrongLogin);
    };
    let entry = Entry::of(state, account, proof, request.new_passphrase.as_deref()).await;
    let beginning = Beginning {
        person: account.person.id,
        request: &request,
        entry: entry.as_ref().ok(),
        headers,
        now,
    };
    match begin_session(state, &beginning, &sources).await {
        Ok(Some(begun)) => Ok(begun),
        Ok(None) => Err(entry.err().unwrap_or(ApiError::WrongLogin)),
        Err(ApiError::Store(error)) => Err(ApiError::Store(error)),
        Err(refusal) => {
            write_down_failure(state, login, Some(account)).await?;
            Err(refusal)
        }
    }
}

/// The name that is tried. What nobody can be called is nobody's, and an attempt all the same; what cannot even be
/// written down is none.
fn attempted(typed: &str) -> Option<String> {
    match typed.parse::<SignInName>() {
        Ok(name) => Some(name.to_string()),
        Err(_) => {
            let text = plain(typed);
            let is_storable = text.chars().count() <= MOST_TRIED && !text.contains('\0');
            is_storable.then_some(text)
        }
    }
}

/// Begins the session; none if there is still something in the way of an entry.
async fn begin_session(
    state: &AppState,
    beginning: &Beginning<'_>,
    sources: &[Source],
) -> Result<Option<(Profile, HeaderValue)>, ApiError> {
    let begun = state.store.write(LANE, |mut db| async move {
        for source in sources {
            source.succeed(&mut db).await?;
        }
        let begun = match (beginning.refusal(&mut db).await?, beginning.entry) {
            (Some(refusal), _) => Err(refusal),
            (None, None) => Ok(None),
            (None, Some(entry)) => Ok(Some(beginning.begin(&mut db, entry).await?)),
        };
        db.commit().await?;
        Ok::<_, ApiError>(begun)
    });
    begun.await?
}

/// Somebody who gave the right password, or code.
struct Beginning<'a> {
    person: PersonId,
    request: &'a SignInRequest,
    /// None while something is in its way.
    entry: Option<&'a Entry>,
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
    async fn begin(&self, db: &mut Db, entry: &Entry) -> Result<(Profile, HeaderValue), ApiError> {
        if !entry.is_taken(db, self.person).await? {
            return Err(ApiError::WrongLogin);
        }
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
        if matches!(entry, Entry::Code { .. }) {
            end_elsewhere(db, &signed_in, now).await?;
            write_down(db, &signed_in, AuditAction::ChoosePassphrase, device, now).await?;
        }
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
