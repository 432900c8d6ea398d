//! Passwords: Argon2id (RFC 9106).

use argon2::password_hash::{Error, PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use std::sync::Arc;
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
        let hash = hasher.hash_password_with_salt(password.as_bytes(), &salt)?;
        Ok(hash.to_string())
    }
}

/// Checks passwords, few at a time: each takes memory.
#[derive(Debug, Clone)]
pub struct Passwords {
    cost: PasswordCost,
    turns: Arc<Semaphore>,
    /// The hash of no one's password: an unknown login takes as long as a known one.
    nobody: Arc<str>,
}

impl Passwords {
    /// For passwords that are this much work.
    pub fn new(cost: PasswordCost) -> Self {
        let nobody = cost.hash("nobody").unwrap_or_default();
        Self {
            cost,
            turns: Arc::new(Semaphore::new(4)),
            nobody: nobody.into(),
        }
    }

    /// Whether this is the password of the hash; without a hash, no, after the same work.
    pub async fn fits(&self, password: String, hash: Option<String>) -> bool {
        let Ok(_turn) = self.turns.acquire().await else {
            return false;
        };
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| self.nobody.to_string());
        let cost = self.cost;
        let work = move || {
            let hasher = cost.hasher().map_err(|_| Error::Crypto)?;
            hasher.verify_password(password.as_bytes(), hash.as_str())
        };
        let fits = tokio::task::spawn_blocking(work).await;
        known && matches!(fits, Ok(Ok(())))
    }
}
