//! A key as it is written: where it comes from, 160 random bits, and a check, so that one that was not copied whole is
//! refused without asking the store.

use core::str::FromStr;
use shared::sync::fingerprint;

/// How every key begins: whoever looks for secrets in the wrong place finds it.
const PREFIX: &str = "saddlebag_";
/// Digits of base 16 that are drawn.
const DRAWN: usize = 40;
/// Digits of base 16 that check them.
const CHECK: usize = 8;
/// So much of a key is kept to find it again, in characters after the prefix: sixteen bits tell nothing.
const SHOWN: usize = 4;

/// A whole key.
#[derive(Clone, PartialEq, Eq)]
pub struct KeyText(String);

/// The text is no key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidKey;

impl core::fmt::Display for InvalidKey {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("not a key of this server")
    }
}

impl core::error::Error for InvalidKey {}

impl KeyText {
    /// A new one, out of the machine's randomness.
    ///
    /// # Errors
    /// If the machine gives none.
    pub fn draw() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; DRAWN / 2];
        getrandom::fill(&mut bytes)?;
        let drawn: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let check = check(&drawn);
        Ok(Self(format!("{PREFIX}{drawn}{check}")))
    }

    /// For whoever it is given to.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What is kept to find it again.
    pub fn beginning(&self) -> String {
        self.0.chars().take(PREFIX.len() + SHOWN).collect()
    }

    /// For the store. What is drawn from 160 bits needs no slow hash.
    pub fn hash(&self) -> String {
        fingerprint(&format!("saddlebag key\n{}", self.0))
    }
}

fn check(drawn: &str) -> String {
    let digest = fingerprint(&format!("saddlebag key check\n{drawn}"));
    digest.chars().take(CHECK).collect()
}

impl FromStr for KeyText {
    type Err = InvalidKey;

    fn from_str(text: &str) -> Result<Self, InvalidKey> {
        let text = text.trim();
        let digits = text.strip_prefix(PREFIX).ok_or(InvalidKey)?;
        let (drawn, told) = digits.split_at_checked(DRAWN).ok_or(InvalidKey)?;
        match told == check(drawn) {
            true => Ok(Self(text.to_owned())),
            false => Err(InvalidKey),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_was_not_copied_whole_is_none() {
        let key = KeyText::draw().unwrap();
        let text = key.as_str();
        assert!(text.parse::<KeyText>().is_ok_and(|read| read == key));
        assert!(format!(" {text}\n").parse::<KeyText>().is_ok());
        let swapped = match text.ends_with('0') {
            true => format!("{}1", &text[..text.len() - 1]),
            false => format!("{}0", &text[..text.len() - 1]),
        };
        let (short, capitals) = (&text[..text.len() - 1], text.to_uppercase());
        for wrong in ["", "saddlebag_", short, &swapped, &capitals, &text[10..]] {
            assert!(wrong.parse::<KeyText>().is_err(), "{wrong}");
        }
        assert_eq!(key.beginning().len(), 14);
        assert!(!key.hash().contains(&text[10..]));
    }

    #[test]
    fn no_two_keys_are_drawn_alike() {
        let drawn = (0..64).map(|_| KeyText::draw().unwrap().0);
        let drawn: std::collections::BTreeSet<String> = drawn.collect();
        assert_eq!(drawn.len(), 64);
    }
}
