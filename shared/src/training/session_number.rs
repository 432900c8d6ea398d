//! The short number by which people find a session.

use core::fmt;
use core::str::FromStr;

/// Crockford's base 32: no I, L, O, U, which look or sound like others.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The short number of a session: four characters of Crockford's base 32, such as `K7QM`.
///
/// Made at random on the trainer's phone; two sessions of a branch may happen to share one, which
/// does no harm: their codes differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionNumber([u8; 4]);

/// The text is not four characters of the alphabet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidSessionNumber;

impl fmt::Display for InvalidSessionNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a session number of four characters")
    }
}

impl core::error::Error for InvalidSessionNumber {}

impl SessionNumber {
    /// The number of bytes the caller has drawn at random; all numbers are equally likely.
    pub const fn from_random(bytes: [u8; 4]) -> Self {
        let mut characters = [b'0'; 4];
        let mut at = 0;
        while at < 4 {
            characters[at] = ALPHABET[(bytes[at] % 32) as usize];
            at += 1;
        }
        Self(characters)
    }
}

impl fmt::Display for SessionNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .iter()
            .try_for_each(|byte| fmt::Write::write_char(f, char::from(*byte)))
    }
}

/// Lower case is taken, and the letters that the alphabet leaves out are read as the digits they
/// look like, as Crockford has it.
impl FromStr for SessionNumber {
    type Err = InvalidSessionNumber;

    fn from_str(text: &str) -> Result<Self, InvalidSessionNumber> {
        let characters: Vec<u8> = text
            .bytes()
            .filter(|byte| !matches!(byte, b' ' | b'-'))
            .map(|byte| match byte.to_ascii_uppercase() {
                b'I' | b'L' => b'1',
                b'O' => b'0',
                other => other,
            })
            .collect();
        let known = characters.iter().all(|byte| ALPHABET.contains(byte));
        let four = characters.try_into().map_err(|_| InvalidSessionNumber)?;
        known.then_some(Self(four)).ok_or(InvalidSessionNumber)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn is_read_as_people_write_it() {
        let number = SessionNumber::from_str("K0Q1").unwrap();
        for written in ["k0q1", " KOQL ", "ko-qi", "K0 Q1"] {
            assert_eq!(written.parse(), Ok(number), "{written}");
        }
        for wrong in ["", "K0Q", "K0Q1X", "K0QU", "K0Q好", "K0Q*"] {
            assert!(wrong.parse::<SessionNumber>().is_err(), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn print_then_parse_is_identity(bytes: [u8; 4]) {
            let number = SessionNumber::from_random(bytes);
            prop_assert_eq!(number.to_string().parse(), Ok(number));
        }
    }
}
