//! Numbers people read out on the telephone, made on a phone without network.

use crate::input::{is_dash, plain};
use crate::newtype::text_newtype;
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};

/// Crockford's base 32: no I, L, O, U, which look or sound like others.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The part of a record number that belongs to one device: given by the server when a device
/// registers, different for each, so that two phones never make the same number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DeviceNumber(u32);

impl DeviceNumber {
    /// The `n`-th device that registered.
    pub const fn new(n: u32) -> Self {
        Self(n)
    }

    /// The number itself.
    pub const fn get(self) -> u32 {
        self.0
    }
}

/// A record's number: `A-0007-000012-5` is letter of the kind, device, sequence, check character.
///
/// The check character is ISO 7064 MOD 37-2 over base 32 values; it finds every single wrong
/// character and every swap of neighbours.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordNumber(String);

/// The text is not a record number, or was mistyped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidNumber;

impl fmt::Display for InvalidNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a record number, or mistyped")
    }
}

impl core::error::Error for InvalidNumber {}

impl RecordNumber {
    /// The number of the `sequence`-th record of a kind on a device.
    pub fn new(letter: char, device: DeviceNumber, sequence: u32) -> Self {
        let body = format!(
            "{}{}{sequence:06}",
            letter.to_ascii_uppercase(),
            base32(device.0)
        );
        let check = check_character(&body);
        let (letter, rest) = body.split_at(1);
        let (device, sequence) = rest.split_at(rest.len() - 6.max(decimal_places(sequence)));
        Self(format!("{letter}-{device}-{sequence}-{check}"))
    }
}

text_newtype!(RecordNumber);

fn decimal_places(number: u32) -> usize {
    number.checked_ilog10().map_or(1, |log| log as usize + 1)
}

/// At least four characters.
fn base32(mut number: u32) -> String {
    let mut digits = Vec::new();
    while number > 0 || digits.len() < 4 {
        digits.push(char::from(ALPHABET[(number % 32) as usize]));
        number /= 32;
    }
    digits.into_iter().rev().collect()
}

fn value(character: char) -> u32 {
    character.to_digit(36).unwrap_or(0)
}

fn check_character(body: &str) -> char {
    let sum = body
        .chars()
        .fold(0, |sum, character| (sum + value(character)) * 2 % 37);
    match (38 - sum) % 37 {
        36 => '*',
        check => char::from_digit(check, 36).map_or('*', |c| c.to_ascii_uppercase()),
    }
}

impl FromStr for RecordNumber {
    type Err = InvalidNumber;

    fn from_str(text: &str) -> Result<Self, InvalidNumber> {
        let hyphen = |c| if is_dash(c) { '-' } else { c };
        let upper: String = plain(text).chars().map(hyphen).collect();
        let upper = upper.to_ascii_uppercase();
        let parts = match upper.contains('-') {
            true => upper.split('-').collect(),
            false => undivided(&upper).ok_or(InvalidNumber)?,
        };
        let [letter, device, sequence, check] = parts[..] else {
            return Err(InvalidNumber);
        };
        let well_formed = letter.len() == 1
            && letter.bytes().all(|b| b.is_ascii_uppercase())
            && (4..=7).contains(&device.len())
            && device.bytes().all(|b| ALPHABET.contains(&b))
            && (6..=10).contains(&sequence.len())
            && sequence.bytes().all(|b| b.is_ascii_digit());
        let expected = check_character(&[letter, device, sequence].concat());
        if !well_formed || check != expected.to_string() {
            return Err(InvalidNumber);
        }
        Ok(Self(parts.join("-")))
    }
}

/// The parts of a number without its hyphens: certain only in the usual length.
fn undivided(number: &str) -> Option<Vec<&str>> {
    let (letter, rest) = number.split_at_checked(1)?;
    let (device, rest) = rest.split_at_checked(4)?;
    let (sequence, check) = rest.split_at_checked(6)?;
    (check.len() == 1).then(|| vec![letter, device, sequence, check])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_what_it_wrote() {
        let number = RecordNumber::new('A', DeviceNumber::new(7), 12);
        assert!(number.as_str().starts_with("A-0007-000012-"), "{number}");
        assert_eq!(number.to_string().to_lowercase().parse(), Ok(number));
    }

    #[test]
    fn hyphens_may_be_left_out_or_be_dashes() {
        let number = RecordNumber::new('A', DeviceNumber::new(7), 12);
        for hyphen in ["", "–", "－"] {
            let typed = number.to_string().replace('-', hyphen);
            assert_eq!(typed.parse().as_ref(), Ok(&number), "{typed}");
        }
        assert_eq!("A000700000012".parse::<RecordNumber>(), Err(InvalidNumber));
    }

    proptest! {
        #[test]
        fn print_then_parse_is_identity(device: u32, sequence: u32) {
            let number = RecordNumber::new('C', DeviceNumber::new(device), sequence);
            prop_assert_eq!(number.to_string().parse(), Ok(number));
        }

        #[test]
        fn one_wrong_digit_is_found(device in 0u32..100_000, sequence in 0u32..999_999, place in 0usize..6, by in 1u8..10) {
            let mut text = RecordNumber::new('A', DeviceNumber::new(device), sequence).to_string().into_bytes();
            let at = text.len() - 8 + place;
            text[at] = b'0' + (text[at] - b'0' + by) % 10;
            prop_assert!(String::from_utf8(text).unwrap().parse::<RecordNumber>().is_err());
        }

        #[test]
        fn different_devices_never_make_the_same_number(a in 0u32..1_000_000, b in 0u32..1_000_000, x: u32, y: u32) {
            prop_assume!((a, x) != (b, y));
            prop_assert_ne!(
                RecordNumber::new('A', DeviceNumber::new(a), x),
                RecordNumber::new('A', DeviceNumber::new(b), y)
            );
        }
    }
}
