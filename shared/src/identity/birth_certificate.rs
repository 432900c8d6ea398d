//! 出生医学证明.

use super::{InvalidIdentity, is_letters_then_digits};
use crate::input::compact;
use crate::newtype::text_newtype;
use core::str::FromStr;

/// The number of a birth certificate: the letter of its edition and nine digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BirthCertificate(String);

text_newtype!(BirthCertificate);

impl FromStr for BirthCertificate {
    type Err = InvalidIdentity;

    fn from_str(text: &str) -> Result<Self, InvalidIdentity> {
        let number = compact(text);
        if is_letters_then_digits(&number, 1, 9) {
            Ok(Self(number))
        } else {
            Err(InvalidIdentity::BirthCertificate)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_and_nine_digits() {
        assert!("t310000001".parse::<BirthCertificate>().is_ok());
        for wrong in ["", "T31000001", "3100000010", "TT10000001", "T3100000011"] {
            assert!(wrong.parse::<BirthCertificate>().is_err(), "{wrong}");
        }
    }
}
