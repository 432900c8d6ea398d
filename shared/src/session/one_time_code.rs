//! The code with which somebody signs in once, to choose a passphrase.

use crate::contact::simple_error;
use crate::input::compact;
use core::fmt;
use core::str::FromStr;

/// Digits and capitals but for I, L, O and U: none is taken for another (Crockford's base 32).
const SIGNS: [char; 32] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J',
    'K', 'M', 'N', 'P', 'Q', 'R', 'S', 'T', 'V', 'W', 'X', 'Y', 'Z',
];
/// How many signs a code has; each stands for five bits.
const LENGTH: usize = 12;
/// Longer texts are not looked at, in bytes.
const LONGEST_TYPED: usize = 256;
/// How many signs are shown together.
const GROUP: usize = 4;

/// A one-time code: sixty bits, in twelve signs.
#[derive(Clone, PartialEq, Eq)]
pub struct OneTimeCode([char; LENGTH]);

simple_error!(
    /// The text is not a one-time code.
    InvalidOneTimeCode,
    "not a one-time code: twelve digits and letters, as in 7K3M-QX9P-2WBD"
);

impl OneTimeCode {
    /// The code of the lowest sixty of these bits, which whoever asks has drawn at random.
    pub fn of_bits(bits: u64) -> Self {
        let mut rest = bits;
        Self(core::array::from_fn(|_| {
            // A remainder of 32 is always a place among the signs.
            let sign = SIGNS[(rest % 32) as usize];
            rest /= 32;
            sign
        }))
    }
}

/// In groups of four, as it is read out: `7K3M-QX9P-2WBD`.
impl fmt::Display for OneTimeCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, sign) in self.0.iter().enumerate() {
            if place > 0 && place % GROUP == 0 {
                f.write_str("-")?;
            }
            write!(f, "{sign}")?;
        }
        Ok(())
    }
}

/// It is a password: logs do not show it.
impl fmt::Debug for OneTimeCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OneTimeCode(…)")
    }
}

/// Read like every number that people type ([`compact`]), and the letters that look like a digit as that
/// digit.
impl FromStr for OneTimeCode {
    type Err = InvalidOneTimeCode;

    fn from_str(text: &str) -> Result<Self, InvalidOneTimeCode> {
        if text.len() > LONGEST_TYPED {
            return Err(InvalidOneTimeCode);
        }
        let signs: Vec<char> = compact(text)
            .chars()
            .map(|typed| match typed {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            })
            .collect();
        let known = signs.iter().all(|sign| SIGNS.contains(sign));
        let signs = signs.try_into().map_err(|_| InvalidOneTimeCode)?;
        known.then_some(Self(signs)).ok_or(InvalidOneTimeCode)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn is_read_as_people_type_paste_and_read_it_out() {
        let code: OneTimeCode = "01AB-CDEF-GHJK".parse().unwrap();
        assert_eq!(code.to_string(), "01AB-CDEF-GHJK");
        for typed in [
            "01ABCDEFGHJK",
            "01abcdefghjk",
            " 01ab cdef ghjk ",
            "01ab–cdef—ghjk\n",
            "oIAB-CDEF-GHJK",
            "OlAB-CDEF-GHJK",
            "OLab-cdef-ghjk",
            "０１ＡＢ－ＣＤＥＦ－ＧＨＪＫ",
            "ｏｉａｂ　ｃｄｅｆ　ｇｈｊｋ",
            "\u{200B}01AB\u{A0}CDEF\u{2011}GHJK\u{FEFF}",
            "0 1 A B C D E F G H J K",
        ] {
            assert_eq!(typed.parse().as_ref(), Ok(&code), "{typed}");
        }
    }

    #[test]
    fn what_is_no_code_is_refused() {
        for typed in [
            "",
            "----",
            "01AB-CDEF-GHJ",
            "01AB-CDEF-GHJKM",
            "01AB-CDEF-GHJU",
            "01AB.CDEF.GHJK",
            "01AB-CDEF-GHJ!",
            "零1AB-CDEF-GHJK",
            "code 01AB-CDEF-GHJK",
            "01AB-CDEF-GHJÉ",
            &"01AB-CDEF-GHJK".repeat(100_000),
            &format!("01AB{}CDEFGHJK", " ".repeat(250)),
        ] {
            assert_eq!(
                typed.parse::<OneTimeCode>(),
                Err(InvalidOneTimeCode),
                "{typed}"
            );
        }
    }

    #[test]
    fn logs_do_not_show_it() {
        let code = OneTimeCode::of_bits(7);
        assert!(!format!("{code:?}").contains(SIGNS[7]));
    }

    proptest! {
        #[test]
        fn print_then_parse_is_identity(bits: u64) {
            let code = OneTimeCode::of_bits(bits);
            prop_assert_eq!(code.to_string().parse(), Ok(code));
        }

        #[test]
        fn each_of_sixty_bits_makes_another_code(bits: u64, bit in 0u32..60) {
            let code = OneTimeCode::of_bits(bits);
            prop_assert_ne!(OneTimeCode::of_bits(bits ^ (1 << bit)), code);
        }
    }
}
