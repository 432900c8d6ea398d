//! Choosing a passphrase.

use super::Home;
use crate::problem::ApiError;
use crate::state::AppState;
use crate::store::people::Account;
use crate::store::{Stored, units};
use shared::session::{Passphrase, PassphraseRefusal};
use shared::time::Timestamp;

/// The answer that is refused.
pub(super) const PATH: &str = "new_passphrase";

/// The hash of the passphrase that somebody chooses.
///
/// # Errors
/// [`ApiError::PassphraseRefused`] with the rule that says no.
pub(super) async fn hash_of_chosen(
    state: &AppState,
    account: &Account,
    typed: &str,
    now: Timestamp,
) -> Result<String, ApiError> {
    let refused = |refusal: PassphraseRefusal| ApiError::PassphraseRefused(refusal.finding(PATH));
    let own = own_words(state, account, now).await?;
    let words: Vec<&str> = own.iter().map(String::as_str).collect();
    let passphrase = Passphrase::try_new(typed, &words).map_err(refused)?;
    let hashed = state.passwords.hash_of_chosen(passphrase, own).await;
    let hashed = hashed.ok_or(ApiError::SlowDown { seconds: 5 })?;
    hashed.map_err(refused)
}

/// What everybody knows of somebody.
async fn own_words(state: &AppState, account: &Account, now: Timestamp) -> Stored<Vec<String>> {
    let mut db = state.store.read().await?;
    let home = Home::of(&mut db, account.person.id, now).await?;
    let units = home.map(|home| home.line).unwrap_or_default();
    let units = units::names(&mut db, &units.into_iter().collect()).await?;
    let own = [account.login.clone(), account.person.name.clone()];
    let own = own.into_iter().chain(account.agent_number.clone());
    Ok(own.chain(units.into_values()).collect())
}
