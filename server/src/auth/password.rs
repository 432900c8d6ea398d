//! Passwords: Argon2id (RFC 9106).

use super::guessable::is_guessable;
use argon2::password_hash::phc::{Output, PasswordHash};
use argon2::password_hash::{Error, PasswordHasher};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use shared::session::{Passphrase, PassphraseRefusal, as_hashed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::Semaphore;

/// How much work a password is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordCost {
    /// 19 MiB, 2 passes, as the OWASP Password Storage Cheat Sheet asks.
    Full,
    /// Next to nothing: for demonstrations and tests, which never leave this machine.
    Demonstration,
}

impl PasswordCost {
    fn hasher(self) -> Result<Argon2<'static>, argon2::Error> {
        let params = match self {
            Self::Full => Params::new(19 * 1024, 2, 1, None)?,
            Self::Demonstration => Params::new(64, 1, 1, None)?,
        };
        Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
    }

    /// The hash of a password, with a new salt.
    ///
    /// # Errors
    /// If the machine gives no randomness.
    pub fn hash(self, password: &str) -> Result<String, Error> {
        let mut salt = [0; 16];
        getrandom::fill(&mut salt).map_err(|_| Error::Crypto)?;
        let hasher = self.hasher().map_err(|_| Error::Crypto)?;
        let password = as_hashed(password);
        let hash = hasher.hash_password_with_salt(password.as_bytes(), &salt)?;
        Ok(hash.to_string())
    }
}

/// Checks passwords, few at a time: each takes memory, which is kept for the next. Given back it
/// would stay with the thread that had it, and there are many.
#[derive(Debug, Clone)]
pub struct Passwords {
    cost: PasswordCost,
    turns: Arc<Semaphore>,
    spare: Arc<Mutex<Vec<Memory>>>,
    /// The hash of no one's password: an unknown login takes as long as a known one.
    nobody: Arc<str>,
}

/// What one password is reckoned in.
type Memory = Vec<Block>;

/// Most passwords that are checked at once.
const MOST_AT_ONCE: usize = 4;

impl Passwords {
    /// For passwords that are this much work.
    pub fn new(cost: PasswordCost) -> Self {
        let nobody = cost.hash("nobody").unwrap_or_default();
        Self {
            cost,
            turns: Arc::new(Semaphore::new(MOST_AT_ONCE)),
            spare: Arc::default(),
            nobody: nobody.into(),
        }
    }

    /// Whether this is the password of the hash; without a hash, no, after the same work.
    pub async fn fits(&self, password: String, hash: Option<String>) -> bool {
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| self.nobody.to_string());
        let spare = Arc::clone(&self.spare);
        let fits = self.in_turn(move || {
            let mut memory = lock(&spare).pop().unwrap_or_default();
            let mut forms = forms_of(&password).into_iter();
            let fits = forms.any(|form| is_of(&hash, &form, &mut memory) == Ok(true));
            lock(&spare).push(memory);
            fits
        });
        // The work is done whether or not anybody has this login.
        let fits = fits.await;
        known && fits == Some(true)
    }

    /// The hash of a passphrase that somebody chooses, of whom everybody knows these words; none if the
    /// machine gives no randomness. That happens seldom: the memory goes back.
    pub async fn hash_of_chosen(
        &self,
        passphrase: Passphrase,
        own: Vec<String>,
    ) -> Option<Result<String, PassphraseRefusal>> {
        let cost = self.cost;
        let hashed = self.in_turn(move || match is_guessable(&passphrase, &own) {
            true => Some(Err(PassphraseRefusal::Guessable)),
            false => cost.hash(passphrase.as_str()).ok().map(Ok),
        });
        hashed.await.flatten()
    }

    /// Does work when its turn comes. The turn ends with the work, even if nobody waits for the answer any
    /// more.
    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Option<T> {
        let turn = Arc::clone(&self.turns).acquire_owned().await.ok()?;
        let work = move || {
            let done = work();
            drop(turn);
            done
        };
        tokio::task::spawn_blocking(work).await.ok()
    }
}

/// As passwords are hashed; and as it was typed, for hashes that were made before it was the same for every
/// keyboard.
fn forms_of(password: &str) -> Vec<String> {
    let form = as_hashed(password);
    match form == password {
        true => vec![form],
        false => vec![form, password.to_owned()],
    }
}

/// A list of spare memory is whole whatever happened to whoever held it.
fn lock(spare: &Mutex<Vec<Memory>>) -> MutexGuard<'_, Vec<Memory>> {
    spare.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether it is the password of this hash, reckoned as the hash itself says.
fn is_of(hash: &str, password: &str, memory: &mut Memory) -> Result<bool, Error> {
    let hash = PasswordHash::new(hash).map_err(|_| Error::EncodingInvalid)?;
    let (Some(salt), Some(expected)) = (&hash.salt, &hash.hash) else {
        return Ok(false);
    };
    let params = Params::try_from(&hash)?;
    let algorithm = Algorithm::try_from(hash.algorithm.as_str())?;
    let version = hash.version.map_or(Ok(Version::V0x13), Version::try_from)?;
    memory.resize(params.block_count(), Block::default());
    let mut found = vec![0; expected.len()];
    Argon2::new(algorithm, version, params)
        .hash_password_into_with_memory(password.as_bytes(), salt, &mut found, &mut memory[..])
        .map_err(|_| Error::Crypto)?;
    Ok(Output::new(&found).is_ok_and(|found| found == *expected))
}

#[cfg(test)]
mod tests {
    use super::*;
    use argon2::password_hash::PasswordVerifier;
    use futures::FutureExt;

    #[test]
    fn the_password_of_a_hash_and_no_other_fits_in_memory_that_was_used_before() {
        let (cheap, dear) = (PasswordCost::Demonstration, PasswordCost::Full);
        let mut memory = Memory::new();
        for cost in [cheap, dear, cheap] {
            let hash = cost.hash("saddlebag").unwrap();
            assert_eq!(is_of(&hash, "saddlebag", &mut memory), Ok(true));
            assert_eq!(is_of(&hash, "saddlebag ", &mut memory), Ok(false));
        }
        assert!(is_of("", "", &mut memory).is_err());
    }

    /// The library that made the hashes of today agrees.
    #[test]
    fn what_the_library_takes_for_a_password_fits() {
        let hash = PasswordCost::Demonstration.hash("密码").unwrap();
        let hasher = PasswordCost::Demonstration.hasher().unwrap();
        assert!(
            hasher
                .verify_password("密码".as_bytes(), hash.as_str())
                .is_ok()
        );
        assert_eq!(is_of(&hash, "密码", &mut Memory::new()), Ok(true));
    }

    #[tokio::test]
    async fn a_password_fits_however_a_keyboard_composes_it_and_one_of_before_as_it_was_typed() {
        let passwords = Passwords::new(PasswordCost::Demonstration);
        let fits = async |typed: &str, hash: &str| {
            passwords
                .fits(typed.to_owned(), Some(hash.to_owned()))
                .await
        };
        let (apart, whole) = ("Ame\u{301}lie reitet", "Amélie reitet");
        let hash = PasswordCost::Demonstration.hash(apart).unwrap();
        assert!(fits(apart, &hash).await && fits(whole, &hash).await);
        let hasher = PasswordCost::Demonstration.hasher().unwrap();
        let before = hasher.hash_password_with_salt(apart.as_bytes(), &[7; 16]);
        let before = before.unwrap().to_string();
        assert!(fits(apart, &before).await && !fits(whole, &before).await);
    }

    #[tokio::test]
    async fn nobody_without_a_passphrase_signs_in_with_one() {
        let passwords = Passwords::new(PasswordCost::Demonstration);
        for password in ["", "nobody"] {
            assert!(!passwords.fits(password.to_owned(), None).await);
        }
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn two_hundred_at_once_take_the_memory_of_a_few() {
        let passwords = Passwords::new(PasswordCost::Demonstration);
        let hash = PasswordCost::Demonstration.hash("saddlebag").unwrap();
        let signs_in = |nth: usize| {
            let (passwords, hash) = (passwords.clone(), hash.clone());
            let password = if nth.is_multiple_of(2) {
                "saddlebag"
            } else {
                "bag"
            };
            tokio::spawn(async move { passwords.fits(password.to_owned(), Some(hash)).await })
        };
        let all: Vec<_> = (0..200).map(signs_in).collect();
        for (nth, one) in all.into_iter().enumerate() {
            assert_eq!(one.await.unwrap(), nth.is_multiple_of(2), "{nth}");
        }
        let kept = lock(&passwords.spare).len();
        assert!((1..=MOST_AT_ONCE).contains(&kept), "{kept}");
    }

    #[tokio::test]
    async fn who_goes_away_leaves_the_turn_to_the_work_that_goes_on() {
        let passwords = Passwords::new(PasswordCost::Demonstration);
        // The work cannot begin while the list of spare memory is held.
        let held = lock(&passwords.spare);
        let gone = passwords.fits("bag".to_owned(), None).now_or_never();
        assert_eq!(gone, None);
        assert_eq!(passwords.turns.available_permits(), MOST_AT_ONCE - 1);
        drop(held);
        let turns = u32::try_from(MOST_AT_ONCE).unwrap();
        drop(passwords.turns.acquire_many(turns).await.unwrap());
        assert_eq!(lock(&passwords.spare).len(), 1);
    }
}
