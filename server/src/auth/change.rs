//! Whoever is signed in changes their passphrase.

use super::attempt::{LANE, Proof, attempt, prove};
use super::choose::hash_of_chosen;
use super::sign_in::write_down;
use super::sign_out::end_elsewhere;
use super::slow_down::Source;
use super::{Address, SignedIn};
use crate::problem::ApiError;
use crate::state::AppState;
use crate::store::people::Account;
use crate::store::{Stored, one_time_codes, people};
use shared::audit::AuditAction;
use shared::session::PassphraseChange;
use shared::time::Timestamp;

/// Changes it, and ends what others may have begun with the old one: every session of theirs elsewhere, and
/// a code that was not used.
///
/// # Errors
/// [`ApiError::WrongPassphrase`] if `current` is another, [`ApiError::SlowDown`] after several of those, as
/// where people sign in; [`ApiError::PassphraseRefused`].
pub async fn change_passphrase(
    state: &AppState,
    person: &SignedIn,
    address: Address,
    change: &PassphraseChange,
) -> Result<(), ApiError> {
    let now = state.clock.now();
    let sources = Source::of_attempt(&person.login, address, now);
    let known = attempt(state, &sources, &person.login, now).await?;
    let proof = prove(state, known.as_ref(), &change.current, now).await;
    let account = known.map(|known| known.account);
    let (Some(account), Some(Proof::Passphrase(before))) = (account, proof) else {
        return Err(failed(state, person, now).await?);
    };
    let chosen = hash_of_chosen(state, &account, &change.new_passphrase, now).await;
    let changing = Changing {
        account: &account,
        before: &before,
        chosen: chosen.as_deref().ok(),
        sources: &sources,
    };
    if !changing.done(state, person, now).await? {
        return Err(failed(state, person, now).await?);
    }
    chosen.map(|_| ())
}

struct Changing<'a> {
    account: &'a Account,
    /// The hash of the passphrase that was given for that of now.
    before: &'a str,
    /// The hash of the next, if it may be chosen.
    chosen: Option<&'a str>,
    sources: &'a [Source],
}

impl Changing<'_> {
    /// The right passphrase was given, whatever becomes of the new one; says no if it is not theirs any more.
    async fn done(&self, state: &AppState, person: &SignedIn, now: Timestamp) -> Stored<bool> {
        let done = state.store.write(LANE, |mut db| async move {
            let id = self.account.person.id;
            let held = people::by_id(&mut db, id).await?;
            if held.and_then(|held| held.password_hash).as_deref() != Some(self.before) {
                return Ok(false);
            }
            for source in self.sources {
                source.succeed(&mut db).await?;
            }
            if let Some(chosen) = self.chosen {
                people::set_password_hash(&mut db, id, chosen).await?;
                one_time_codes::forget(&mut db, id).await?;
                end_elsewhere(&mut db, person, now).await?;
                let action = AuditAction::ChangePassphrase;
                write_down(&mut db, person, action, person.device, now).await?;
            }
            db.commit().await?;
            Stored::Ok(true)
        });
        done.await
    }
}

/// Writes down that a wrong passphrase was given.
async fn failed(state: &AppState, person: &SignedIn, now: Timestamp) -> Stored<ApiError> {
    let written = state.store.write(LANE, |mut db| async move {
        let action = AuditAction::ChangePassphraseFailed;
        write_down(&mut db, person, action, person.device, now).await?;
        Stored::Ok(db.commit().await?)
    });
    written.await?;
    Ok(ApiError::WrongPassphrase)
}
