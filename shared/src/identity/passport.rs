//! 护照.

use super::InvalidIdentity;
use crate::input::compact;
use crate::newtype::text_newtype;
use core::str::FromStr;

/// A passport number of any country: 5 to 15 capitals and digits, four of them digits at least.
///
/// The countries differ too much to say more; the machine-readable zone of ICAO 9303 holds nine
/// characters and continues longer numbers elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Passport(String);

text_newtype!(Passport);

impl FromStr for Passport {
    type Err = InvalidIdentity;

    fn from_str(text: &str) -> Result<Self, InvalidIdentity> {
        let number = compact(text);
        let digits = number.bytes().filter(u8::is_ascii_digit).count();
        let form = (5..=15).contains(&number.len())
            && number
                .bytes()
                .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
        if form && digits >= 4 {
            Ok(Self(number))
        } else {
            Err(InvalidIdentity::Passport)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passports_of_many_countries_are_read() {
        for right in [
            "E12345678",
            "EA1234567",
            "g12345678",
            "123456789",
            "AB 123456",
            "Ｅ1234-5678\u{200B}",
            "C01X00T47",
        ] {
            assert!(right.parse::<Passport>().is_ok(), "{right}");
        }
        for wrong in [
            "",
            "1234",
            "ABCDEFGH",
            "E1234/5678",
            "护照12345678",
            "1234567890123456",
        ] {
            assert!(wrong.parse::<Passport>().is_err(), "{wrong}");
        }
    }
}
