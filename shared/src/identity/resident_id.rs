//! 居民身份证.

use super::{InvalidIdentity, Sex, registered};
use crate::input::compact;
use crate::newtype::text_newtype;
use chrono::{Datelike, NaiveDate};
use core::str::FromStr;

/// The first two digits of every place of registration (GB/T 2260).
const PROVINCES: &[&str] = &[
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41",
    "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71",
];

/// A citizen number (公民身份号码, GB 11643-1999): region, birth date, sequence, check character.
///
/// Read leniently (spaces, a small `x`), written as printed on the card.
///
/// ```
/// # use shared::identity::{InvalidIdentity, ResidentId};
/// let id: ResidentId = "11010519491231002x".parse()?;
/// assert_eq!(id.birth().to_string(), "1949-12-31");
/// assert_eq!("110105194912310021".parse::<ResidentId>(), Err(InvalidIdentity::CheckCharacter));
/// # Ok::<(), InvalidIdentity>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResidentId(String);

text_newtype!(ResidentId);

impl ResidentId {
    /// The birth date in the number.
    pub fn birth(&self) -> NaiveDate {
        registered::birth(&self.0).unwrap_or_default()
    }

    /// The sex in the number.
    pub fn sex(&self) -> Sex {
        registered::sex(&self.0)
    }

    /// The number of a region (6 digits), birth date and sequence (0 to 999): for fixtures.
    /// `None` if it would be no valid number.
    pub fn from_parts(region: u32, birth: NaiveDate, sequence: u16) -> Option<Self> {
        let (year, month, day) = (birth.year(), birth.month(), birth.day());
        let digits = format!("{region:06}{year:04}{month:02}{day:02}{sequence:03}");
        let check = registered::check_character(&digits)?;
        format!("{digits}{check}").parse().ok()
    }
}

impl FromStr for ResidentId {
    type Err = InvalidIdentity;

    fn from_str(text: &str) -> Result<Self, InvalidIdentity> {
        let number = compact(text);
        if number.len() == 15 && number.bytes().all(|b| b.is_ascii_digit()) {
            return Err(InvalidIdentity::OldForm);
        }
        if !PROVINCES
            .iter()
            .any(|province| number.starts_with(province))
            && number.len() == 18
            && number.bytes().take(2).all(|b| b.is_ascii_digit())
        {
            return Err(InvalidIdentity::Region);
        }
        registered::verify(&number)?;
        Ok(Self(number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn refused(text: &str) -> InvalidIdentity {
        text.parse::<ResidentId>().unwrap_err()
    }

    #[test]
    fn the_example_of_the_standard_is_read() {
        let id: ResidentId = " 110105 19491231 002x ".parse().unwrap();
        assert_eq!(id.as_str(), "11010519491231002X");
        assert_eq!(id.birth(), NaiveDate::from_ymd_opt(1949, 12, 31).unwrap());
        assert_eq!(id.sex(), Sex::Female);
    }

    #[test]
    fn each_mistake_has_its_own_reason() {
        assert_eq!(refused("110105491231002"), InvalidIdentity::OldForm);
        assert_eq!(refused("1101051949123100"), InvalidIdentity::Length);
        assert_eq!(refused(""), InvalidIdentity::Length);
        assert_eq!(refused("11010519491231O02X"), InvalidIdentity::Character);
        assert_eq!(refused("11010519491231½02X"), InvalidIdentity::Character);
        assert_eq!(refused("990105194912310020"), InvalidIdentity::Region);
        assert_eq!(refused("810000199408230021"), InvalidIdentity::Region);
        assert_eq!(refused("110105194902310020"), InvalidIdentity::BirthDate);
        assert_eq!(
            refused("110105194912310021"),
            InvalidIdentity::CheckCharacter
        );
    }

    prop_compose! {
        fn resident_id()(province in 0..PROVINCES.len(), place in 0u32..10_000, day in 0i64..45_000, sequence in 0u16..1_000) -> ResidentId {
            let region = PROVINCES[province].parse::<u32>().unwrap() * 10_000 + place;
            let first = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap();
            ResidentId::from_parts(region, first + chrono::TimeDelta::days(day), sequence).unwrap()
        }
    }

    proptest! {
        #[test]
        fn print_then_parse_is_identity(id in resident_id()) {
            prop_assert_eq!(id.to_string().to_lowercase().parse(), Ok(id));
        }

        #[test]
        fn one_wrong_digit_is_found(id in resident_id(), place in 0usize..17, by in 1u8..10) {
            let mut wrong = id.to_string().into_bytes();
            wrong[place] = b'0' + (wrong[place] - b'0' + by) % 10;
            let wrong = String::from_utf8(wrong).unwrap();
            prop_assert!(wrong.parse::<ResidentId>().is_err(), "{} for {}", wrong, id);
        }

        #[test]
        fn a_wrong_check_character_is_found(id in resident_id(), check in 0usize..11) {
            let mut wrong = id.to_string();
            let right = wrong.pop().unwrap();
            let other = char::from(b"0123456789X"[check]);
            prop_assume!(other != right);
            wrong.push(other);
            prop_assert_eq!(wrong.parse::<ResidentId>(), Err(InvalidIdentity::CheckCharacter));
        }

        #[test]
        fn two_swapped_neighbours_are_found(id in resident_id(), place in 0usize..17) {
            let mut wrong = id.to_string().into_bytes();
            prop_assume!(wrong[place] != wrong[place + 1]);
            wrong.swap(place, place + 1);
            let wrong = String::from_utf8(wrong).unwrap();
            prop_assert!(wrong.parse::<ResidentId>().is_err(), "{} for {}", wrong, id);
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,24}") {
            let _ = text.parse::<ResidentId>();
        }
    }
}
