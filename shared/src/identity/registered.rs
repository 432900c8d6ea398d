//! The form that GB 11643-1999 gives a citizen number and other documents have taken over:
//! six digits of region, eight of birth date, three of sequence, one check character.

use super::{InvalidIdentity, Sex};
use chrono::NaiveDate;

/// The weight of each of the first 17 digits: 2^(17 − i) mod 11 (GB 11643-1999, 附录).
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/// The check character of each remainder (ISO 7064, MOD 11-2).
const CHECK_CHARACTERS: &[u8; 11] = b"10X98765432";

/// The check character of the 17 digits; `None` if they are not 17 digits.
pub(super) fn check_character(digits: &str) -> Option<char> {
    if digits.len() != WEIGHTS.len() {
        return None;
    }
    let mut sum = 0;
    for (digit, weight) in digits.chars().zip(WEIGHTS) {
        sum += digit.to_digit(10)? * weight;
    }
    CHECK_CHARACTERS
        .get((sum % 11) as usize)
        .map(|check| char::from(*check))
}

/// Whether it is 18 characters, 17 of them digits and the last the right check character, with a
/// real birth date.
pub(super) fn verify(number: &str) -> Result<(), InvalidIdentity> {
    if number.chars().count() != 18 {
        return Err(InvalidIdentity::Length);
    }
    let bytes = number.as_bytes();
    let digits = bytes.len() == 18 && bytes[..17].iter().all(u8::is_ascii_digit);
    if !digits || !(bytes[17].is_ascii_digit() || bytes[17] == b'X') {
        return Err(InvalidIdentity::Character);
    }
    birth(number).ok_or(InvalidIdentity::BirthDate)?;
    let (digits, check) = number.split_at(17);
    if check_character(digits).is_some_and(|expected| check.starts_with(expected)) {
        Ok(())
    } else {
        Err(InvalidIdentity::CheckCharacter)
    }
}

/// The birth date at characters 7 to 14.
pub(super) fn birth(number: &str) -> Option<NaiveDate> {
    let part = |from, to| number.get(from..to)?.parse::<u32>().ok();
    let year = i32::try_from(part(6, 10)?).ok()?;
    NaiveDate::from_ymd_opt(year, part(10, 12)?, part(12, 14)?)
        .filter(|_| (1800..=2999).contains(&year))
}

/// Odd sequence numbers (the 17th character) are given to men, even ones to women.
pub(super) fn sex(number: &str) -> Sex {
    match number.as_bytes().get(16) {
        Some(digit) if digit % 2 == 1 => Sex::Male,
        _ => Sex::Female,
    }
}
