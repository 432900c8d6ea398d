//! Failed sign-ins in the audit log: what was typed as a password is not there, and a name that
//! nobody has only under a pseudonym, because people type their password where the name goes.

use super::Home;
use crate::problem::ApiError;
use crate::signing::SigningKey;
use crate::state::AppState;
use crate::store::audit::{Act, Actor, SIGN_INS, append};
use crate::store::people::Account;
use shared::audit::AuditAction;

/// Writes down that somebody tried to sign in under this name: in the log of the branch of whoever
/// has it, or else in the log of sign-ins.
pub async fn write_down_failure(
    state: &AppState,
    login: &str,
    account: Option<&Account>,
) -> Result<(), ApiError> {
    let (now, person) = (state.clock.now(), account.map(|account| account.person.id));
    let written = state
        .store
        .write(super::sign_in::LANE, |mut db| async move {
            let home = match person {
                Some(person) => Home::of(&mut db, person, now).await?,
                None => None,
            };
            let subject = person.map_or_else(
                || pseudonym(&state.signing_key, login),
                |person| person.to_string(),
            );
            let chain = home.as_ref().map(|home| home.branch.unit_id.to_string());
            let act = Act {
                units: home.map(|home| home.line).unwrap_or_default(),
                ..Act::new(now, Actor::Nobody, AuditAction::SignInFailed, subject)
            };
            let chain = chain.as_deref().unwrap_or(SIGN_INS);
            append(&mut db, chain, &act).await?;
            Ok(db.commit().await?)
        });
    written.await
}

/// The same name always gets the same one, and only who has the server's key can try names out.
fn pseudonym(key: &SigningKey, login: &str) -> String {
    let signature = key.sign(format!("saddlebag unknown login\n{login}").as_bytes());
    let digest = shared::sync::fingerprint(&signature.to_string());
    format!("unknown_login:{}", digest.get(..16).unwrap_or(&digest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pseudonym_depends_on_the_name_and_on_the_key() {
        let [key, other] = [[7; 32], [8; 32]].map(|secret| SigningKey::of_secret(&secret));
        let hidden = pseudonym(&key, "hunter2");
        assert_eq!(hidden, pseudonym(&key, "hunter2"));
        assert_ne!(hidden, pseudonym(&key, "hunter3"));
        assert_ne!(hidden, pseudonym(&other, "hunter2"));
        assert!(!hidden.contains("hunter2"));
    }
}
