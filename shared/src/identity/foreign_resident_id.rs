//! 外国人永久居留身份证.

use super::{InvalidIdentity, is_letters_then_digits, registered};
use crate::input::compact;
use crate::newtype::text_newtype;
use chrono::NaiveDate;
use core::str::FromStr;

/// The number of a Foreign Permanent Resident ID Card, in either of its forms.
///
/// Since 1 December 2023: 18 characters that begin with 9, with birth date and the check character
/// of GB 11643. Before: three letters of the country and twelve digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ForeignResidentId(String);

text_newtype!(ForeignResidentId);

impl ForeignResidentId {
    /// The birth date, which only the form of 2023 writes in full.
    pub fn birth(&self) -> Option<NaiveDate> {
        self.0
            .starts_with('9')
            .then(|| registered::birth(&self.0))
            .flatten()
    }
}

impl FromStr for ForeignResidentId {
    type Err = InvalidIdentity;

    fn from_str(text: &str) -> Result<Self, InvalidIdentity> {
        let number = compact(text);
        if is_letters_then_digits(&number, 3, 12) {
            return Ok(Self(number));
        }
        if !number.starts_with('9') {
            return Err(InvalidIdentity::ForeignResidentId);
        }
        registered::verify(&number)?;
        Ok(Self(number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_are_read() {
        let old: ForeignResidentId = "usa110080010101".parse().unwrap();
        assert_eq!((old.as_str(), old.birth()), ("USA110080010101", None));
        let digits = "91184019800101001";
        let check = registered::check_character(digits).unwrap();
        let new: ForeignResidentId = format!("{digits}{check}").parse().unwrap();
        assert_eq!(new.birth(), NaiveDate::from_ymd_opt(1980, 1, 1));
    }

    #[test]
    fn other_forms_are_refused() {
        for wrong in [
            "",
            "US110080010101",
            "11010519491231002X",
            "911840198001010010",
            "9",
        ] {
            assert!(wrong.parse::<ForeignResidentId>().is_err(), "{wrong}");
        }
    }
}
