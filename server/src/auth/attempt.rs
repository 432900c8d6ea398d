//! An attempt to prove who one is counts as a failure until it succeeds: many at once are no faster than one
//! by one.

use super::failed::write_down_refusal;
use super::one_time_code;
use super::slow_down::Source;
use crate::problem::ApiError;
use crate::state::AppState;
use crate::store::one_time_codes::{self, StoredCode};
use crate::store::people::{self, Account};
use shared::id::PersonId;
use shared::time::Timestamp;

/// Attempts count failures of the same addresses.
pub(super) const LANE: &str = "sign in";
/// Whose code an unknown login name's is compared with.
const NOBODY: PersonId = PersonId::from_number(0);

/// Whose a login name is, and with what they can sign in.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub(super) account: Account,
    code: Option<StoredCode>,
}

/// What somebody has proved to be themselves with.
#[derive(Debug, Clone)]
pub(super) enum Proof {
    /// Their passphrase, which has this hash.
    Passphrase(String),
    /// Their one-time code, which has this hash.
    Code(String),
}

/// Counts an attempt for all its sources; whose the login name is.
///
/// # Errors
/// [`ApiError::SlowDown`] if one of them has to wait: then nothing is counted.
pub(super) async fn attempt(
    state: &AppState,
    sources: &[Source],
    login: &str,
    now: Timestamp,
) -> Result<Option<Known>, ApiError> {
    let counted = state.store.write(LANE, |mut db| async move {
        for by in sources {
            if let Some(seconds) = by.waits(&mut db, now).await? {
                return Ok::<_, ApiError>(Err((by, seconds)));
            }
            by.fail(&mut db, now).await?;
        }
        let account = people::by_login(&mut db, login).await?;
        let code = one_time_codes::of_login(&mut db, login).await?;
        db.commit().await?;
        Ok(Ok(account.map(|account| Known { account, code })))
    });
    match counted.await? {
        Ok(known) => Ok(known),
        Err((by, seconds)) => {
            write_down_refusal(state, by.counts()).await?;
            Err(ApiError::SlowDown { seconds })
        }
    }
}

/// What the password proves, if it does. An unknown login name, one without a passphrase and a code that is
/// over take as long as a wrong password.
pub(super) async fn prove(
    state: &AppState,
    known: Option<&Known>,
    password: &str,
    now: Timestamp,
) -> Option<Proof> {
    let person = known.map_or(NOBODY, |known| known.account.person.id);
    let typed = one_time_code::hash_of_typed(person, password);
    let hash = known.and_then(|known| known.account.password_hash.clone());
    let fits = state.passwords.fits(password.to_owned(), hash.clone());
    if fits.await {
        return hash.map(Proof::Passphrase);
    }
    let code = known.and_then(|known| known.code.as_ref());
    let code = code.filter(|code| typed.as_ref() == Some(&code.hash) && now < code.valid_until);
    code.map(|code| Proof::Code(code.hash.clone()))
}
