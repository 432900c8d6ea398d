//! Failed sign-ins in the audit log: what was typed as a password is not there, and a name that
//! nobody has only under a pseudonym, because people type their password where the name goes; an address likewise.

use super::Home;
use super::slow_down::Counts;
use crate::problem::ApiError;
use crate::signing::SigningKey;
use crate::state::AppState;
use crate::store::audit::{ADDRESS, Act, Actor, Detail, SIGN_INS, append};
use crate::store::people::{self, Account};
use shared::audit::AuditAction;
use shared::id::PersonId;

/// Writes down that somebody tried to sign in under this name: in the log of the branch of whoever
/// has it, or else in the log of sign-ins.
pub async fn write_down_failure(
    state: &AppState,
    login: &str,
    account: Option<&Account>,
) -> Result<(), ApiError> {
    let under = match account {
        Some(account) => Under::Person(account.person.id),
        None => Under::Nobody(unknown_login(&state.signing_key, login)),
    };
    write_down(state, &under, Detail::default()).await
}

/// Writes down that somebody was refused because they have to wait, as often as [`Refusals`] says.
///
/// [`Refusals`]: super::Refusals
pub async fn write_down_refusal(state: &AppState, of: &Counts) -> Result<(), ApiError> {
    let counted = match of {
        Counts::Login(login) => format!("login:{login}"),
        Counts::Address(address) => format!("address:{address}"),
    };
    let Some(refused) = state.refusals.count(&counted, state.clock.now()) else {
        return Ok(());
    };
    let under = match of {
        Counts::Login(login) => {
            let account = people::by_login(&mut *state.store.read().await?, login).await?;
            account.map_or_else(
                || Under::Nobody(unknown_login(&state.signing_key, login)),
                |account| Under::Person(account.person.id),
            )
        }
        Counts::Address(address) => Under::Nobody(address_of(&state.signing_key, address)),
    };
    let detail = Detail {
        refused: Some(refused),
        ..Detail::default()
    };
    write_down(state, &under, detail).await
}

/// Under whose name somebody tried to sign in.
enum Under {
    Person(PersonId),
    /// A pseudonym.
    Nobody(String),
}

async fn write_down(state: &AppState, under: &Under, detail: Detail) -> Result<(), ApiError> {
    let (now, detail) = (state.clock.now(), &detail);
    let written = state
        .store
        .write(super::attempt::LANE, |mut db| async move {
            let (home, subject) = match under {
                Under::Person(person) => {
                    let home = Home::of(&mut db, *person, now).await?;
                    (home, person.to_string())
                }
                Under::Nobody(pseudonym) => (None, pseudonym.clone()),
            };
            let chain = home.as_ref().map(|home| home.branch.unit_id.to_string());
            let act = Act {
                units: home.map(|home| home.line).unwrap_or_default(),
                detail: detail.clone(),
                ..Act::new(now, Actor::Nobody, AuditAction::SignInFailed, subject)
            };
            let chain = chain.as_deref().unwrap_or(SIGN_INS);
            append(&mut db, chain, &act).await?;
            Ok(db.commit().await?)
        });
    written.await
}

fn unknown_login(key: &SigningKey, login: &str) -> String {
    format!("unknown_login:{}", pseudonym(key, "unknown login", login))
}

fn address_of(key: &SigningKey, address: &str) -> String {
    format!("{ADDRESS}{}", pseudonym(key, "address", address))
}

/// The same name always gets the same one, and only who has the server's key can try names out.
fn pseudonym(key: &SigningKey, kind: &str, name: &str) -> String {
    let signature = key.sign(format!("saddlebag {kind}\n{name}").as_bytes());
    let digest = shared::sync::fingerprint(&signature.to_string());
    digest.get(..16).unwrap_or(&digest).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pseudonym_depends_on_the_name_and_on_the_key() {
        let [key, other] = [[7; 32], [8; 32]].map(|secret| SigningKey::of_secret(&secret));
        let hidden = unknown_login(&key, "hunter2");
        assert_eq!(hidden, unknown_login(&key, "hunter2"));
        assert_ne!(hidden, unknown_login(&key, "hunter3"));
        assert_ne!(hidden, unknown_login(&other, "hunter2"));
        assert!(!hidden.contains("hunter2"));
    }
}
