//! What a session's codes are made of.

use core::fmt;
use core::str::FromStr;

/// What a session's codes are made of: 32 random bytes that only the trainer's phone and the
/// server know. Written as 64 hexadecimal digits.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionSecret([u8; 32]);

/// The text is not 64 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidSecret;

impl fmt::Display for InvalidSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not 64 hexadecimal digits")
    }
}

impl core::error::Error for InvalidSecret {}

impl SessionSecret {
    /// The secret of bytes the caller has drawn at random.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// As an answer of the session's form.
    pub fn to_hex(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    pub(super) const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// Never shows the bytes.
impl fmt::Debug for SessionSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionSecret(..)")
    }
}

impl FromStr for SessionSecret {
    type Err = InvalidSecret;

    fn from_str(text: &str) -> Result<Self, InvalidSecret> {
        let digits = text.trim().as_bytes();
        let (pairs, []) = digits.as_chunks::<2>() else {
            return Err(InvalidSecret);
        };
        let bytes: Vec<u8> = pairs
            .iter()
            .map(|[high, low]| Some(nibble(*high)? * 16 + nibble(*low)?))
            .collect::<Option<_>>()
            .ok_or(InvalidSecret)?;
        bytes.try_into().map(Self).map_err(|_| InvalidSecret)
    }
}

fn nibble(digit: u8) -> Option<u8> {
    u8::try_from(char::from(digit).to_digit(16)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_wrote_and_shows_nothing() {
        let secret = SessionSecret::new([0xa7; 32]);
        assert_eq!(secret.to_hex().parse(), Ok(secret.clone()));
        assert_eq!(format!("{secret:?}"), "SessionSecret(..)");
    }

    #[test]
    fn other_texts_are_refused() {
        for text in [
            "",
            "a7",
            &"a7".repeat(31),
            &"a7".repeat(33),
            &"g7".repeat(32),
            &"好".repeat(32),
        ] {
            assert_eq!(text.parse::<SessionSecret>(), Err(InvalidSecret), "{text}");
        }
    }
}
