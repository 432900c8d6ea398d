//! 手机号码.

use super::simple_error;
use crate::input::compact;
use crate::newtype::text_newtype;
use core::str::FromStr;

/// A mobile number of mainland China: eleven digits, `1` and then 3 to 9 (电信网编号计划).
///
/// Read with spaces, hyphens and the country before it (`+86`, `0086`, `86`); written as eleven digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MobileNumber(String);

text_newtype!(MobileNumber);

simple_error!(
    /// The text is not a mobile number of mainland China.
    InvalidMobile,
    "not a mobile number: eleven digits that begin with 13 to 19"
);

/// How phones write the country before a number.
const COUNTRY: [&str; 6] = ["+86", "0086", "(+86)", "(0086)", "(86)", "86"];

impl MobileNumber {
    /// `138****8000`, for lists and screens that others can see.
    pub fn masked(&self) -> String {
        let (head, tail) = (self.0.get(..3), self.0.get(7..));
        format!(
            "{}****{}",
            head.unwrap_or_default(),
            tail.unwrap_or_default()
        )
    }
}

impl FromStr for MobileNumber {
    type Err = InvalidMobile;

    fn from_str(text: &str) -> Result<Self, InvalidMobile> {
        let number = compact(text);
        let prefix = COUNTRY.iter().find_map(|it| number.strip_prefix(it));
        let bare = prefix.unwrap_or(&number);
        let bytes = bare.as_bytes();
        let form = bytes.len() == 11
            && bytes.iter().all(u8::is_ascii_digit)
            && bytes[0] == b'1'
            && bytes[1] >= b'3';
        form.then(|| Self(bare.to_owned())).ok_or(InvalidMobile)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_how_people_write_it() {
        for text in [
            "13800138000",
            "138 0013 8000",
            "+86 138-0013-8000",
            "0086 13800138000",
            "8613800138000",
            "（+86）１３８００１３８０００",
            "\u{202D}138\u{A0}0013\u{2011}8000\u{202C}",
        ] {
            let mobile: MobileNumber = text.parse().unwrap();
            assert_eq!(mobile.as_str(), "13800138000");
            assert_eq!(mobile.masked(), "138****8000");
        }
        for wrong in [
            "",
            "12800138000",
            "1380013800",
            "138001380000",
            "1380013800O",
            "02161234567",
            "+8513800138000",
            "868613800138000",
        ] {
            assert_eq!(wrong.parse::<MobileNumber>(), Err(InvalidMobile), "{wrong}");
        }
    }

    proptest::proptest! {
        #[test]
        fn print_then_parse_is_identity(text in "1[3-9][0-9]{9}") {
            let mobile: MobileNumber = text.parse().unwrap();
            proptest::prop_assert_eq!(mobile.to_string(), text);
        }
    }
}
