//! How somebody who proved to be themselves enters: with their passphrase, or choosing one with a code.

use super::attempt::Proof;
use super::choose::{PATH, hash_of_chosen};
use super::one_time_code::hash_of_typed;
use crate::problem::ApiError;
use crate::state::AppState;
use crate::store::people::Account;
use crate::store::{Db, Stored, one_time_codes, people};
use shared::id::PersonId;
use shared::session::PassphraseRefusal;

/// How somebody enters.
pub(super) enum Entry {
    /// With the passphrase that has this hash.
    Passphrase(String),
    /// With the code that has this hash, choosing a passphrase that has that one.
    Code { code: String, chosen: String },
}

impl Entry {
    /// With this proof, and this for the passphrase that is chosen.
    ///
    /// # Errors
    /// What whoever proved to be themselves has still to do.
    pub(super) async fn of(
        state: &AppState,
        account: &Account,
        proof: Proof,
        chosen: Option<&str>,
    ) -> Result<Self, ApiError> {
        match (proof, chosen) {
            (Proof::Passphrase(hash), None) => Ok(Self::Passphrase(hash)),
            (Proof::Passphrase(_), Some(_)) => Err(ApiError::Malformed {
                path: "new_passphrase".to_owned(),
                reason: "is chosen with a one-time code; PUT /api/passphrase changes one"
                    .to_owned(),
            }),
            (Proof::Code(_), None) => Err(ApiError::PassphraseToChoose),
            (Proof::Code(code), Some(typed)) if is_code(account, &code, typed) => {
                let refusal = PassphraseRefusal::OneTimeCode;
                Err(ApiError::PassphraseRefused(refusal.finding(PATH)))
            }
            (Proof::Code(code), Some(typed)) => Ok(Self::Code {
                code,
                chosen: hash_of_chosen(state, account, typed, state.clock.now()).await?,
            }),
        }
    }

    /// What proved somebody to be themselves still does: it is used, if it is a code. Of several requests with
    /// one code one gets through here, and none with a passphrase that was changed meanwhile.
    pub(super) async fn is_taken(&self, db: &mut Db, person: PersonId) -> Stored<bool> {
        match self {
            Self::Passphrase(hash) => {
                let held = people::by_id(db, person).await?;
                Ok(held.and_then(|held| held.password_hash).as_ref() == Some(hash))
            }
            Self::Code { code, chosen } => {
                let taken = one_time_codes::use_up(db, person, code).await?;
                if taken {
                    people::set_password_hash(db, person, chosen).await?;
                }
                Ok(taken)
            }
        }
    }
}

/// Whether the code itself was typed once more: others have seen it.
fn is_code(account: &Account, hash: &str, typed: &str) -> bool {
    hash_of_typed(account.person.id, typed).as_deref() == Some(hash)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::a_store;
    use crate::store::audit::Actor;
    use crate::store::one_time_codes::StoredCode;
    use shared::submission::PersonRef;
    use shared::time::Timestamp;

    const PERSON: PersonId = PersonId::from_number(1);

    async fn somebody(db: &mut Db) {
        let account = Account {
            person: PersonRef {
                id: PERSON,
                name: "王芳".to_owned(),
            },
            login: "wangfang".to_owned(),
            agent_number: None,
            password_hash: Some("old".to_owned()),
        };
        people::insert(db, &account, chrono::NaiveDate::default())
            .await
            .unwrap();
    }

    #[tokio::test]
    async fn a_passphrase_that_was_changed_meanwhile_lets_nobody_in() {
        let (_database, store) = a_store().await;
        let mut db = store.begin().await.unwrap();
        somebody(&mut db).await;
        let entry = Entry::Passphrase("old".to_owned());
        assert!(entry.is_taken(&mut db, PERSON).await.unwrap());
        people::set_password_hash(&mut db, PERSON, "new")
            .await
            .unwrap();
        assert!(!entry.is_taken(&mut db, PERSON).await.unwrap());
    }

    #[tokio::test]
    async fn a_code_lets_in_once_and_only_then_sets_the_passphrase() {
        let (_database, store) = a_store().await;
        let mut db = store.begin().await.unwrap();
        somebody(&mut db).await;
        let code = StoredCode {
            person: PERSON,
            hash: "code".to_owned(),
            valid_until: Timestamp::from_millis(1),
        };
        let by = Actor::CommandLine;
        one_time_codes::set(&mut db, &code, by, Timestamp::default())
            .await
            .unwrap();
        let entry = |code: &str, chosen: &str| Entry::Code {
            code: code.to_owned(),
            chosen: chosen.to_owned(),
        };
        for (entry, taken) in [
            (entry("another", "guessed"), false),
            (entry("code", "chosen"), true),
            (entry("code", "chosen later"), false),
        ] {
            assert_eq!(entry.is_taken(&mut db, PERSON).await.unwrap(), taken);
        }
        let held = people::by_id(&mut db, PERSON).await.unwrap().unwrap();
        assert_eq!(held.password_hash.as_deref(), Some("chosen"));
    }
}
