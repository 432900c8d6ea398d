//! What a session cookie holds: 32 random bytes. The store keeps only their hash.

use shared::sync::fingerprint;

/// An opaque session token.
#[derive(Clone)]
pub struct Token(String);

impl Token {
    /// A new one, out of the machine's randomness.
    pub fn draw() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes)?;
        Ok(Self(
            bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
        ))
    }

    /// The one a browser sent.
    pub fn sent(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// For the cookie.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// For the store.
    pub fn hash(&self) -> String {
        fingerprint(&self.0)
    }
}
