//! The code a trainer's screen shows and an agent types.

use super::damm::check_digit;
use crate::input::compact;
use core::fmt;
use core::str::FromStr;

/// How many digits a code has, the check digit included.
const DIGITS: usize = 7;

/// The code a trainer's screen shows: six digits and Damm's check digit, so that a slip of the
/// finger is found on the agent's phone, which does not know the session's secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SessionCode([u8; DIGITS]);

/// Why a text is not a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvalidCode {
    /// So many digits are missing.
    Short(usize),
    /// Something else than seven digits.
    NotSevenDigits,
    /// The last digit does not fit the others: mistyped.
    Mistyped,
}

impl fmt::Display for InvalidCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Short(_) | Self::NotSevenDigits => "a code has seven digits",
            Self::Mistyped => "the last digit does not fit the others",
        })
    }
}

impl core::error::Error for InvalidCode {}

impl SessionCode {
    /// The code of six digits (those of `number` below a million), with its check digit.
    pub(super) fn of_six_digits(number: u32) -> Self {
        let mut digits = [0; DIGITS];
        let mut rest = number;
        for place in digits[..DIGITS - 1].iter_mut().rev() {
            // A remainder of ten always fits.
            *place = (rest % 10) as u8;
            rest /= 10;
        }
        digits[DIGITS - 1] = check_digit(digits[..DIGITS - 1].iter().copied());
        Self(digits)
    }

    /// In two groups, as it is read out: `482 9136`.
    pub fn grouped(&self) -> String {
        let digits = self.to_string();
        let (three, four) = digits.split_at(3);
        format!("{three} {four}")
    }
}

impl fmt::Display for SessionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|digit| write!(f, "{digit}"))
    }
}

/// Read like every number that people type ([`compact`]).
impl FromStr for SessionCode {
    type Err = InvalidCode;

    fn from_str(text: &str) -> Result<Self, InvalidCode> {
        let digits: Vec<u8> = compact(text)
            .chars()
            .map(|character| u8::try_from(character.to_digit(10)?).ok())
            .collect::<Option<_>>()
            .ok_or(InvalidCode::NotSevenDigits)?;
        if digits.len() < DIGITS {
            return Err(InvalidCode::Short(DIGITS - digits.len()));
        }
        let digits: [u8; DIGITS] = digits.try_into().map_err(|_| InvalidCode::NotSevenDigits)?;
        if check_digit(digits) != 0 {
            return Err(InvalidCode::Mistyped);
        }
        Ok(Self(digits))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parsed(digits: &[u8]) -> Result<SessionCode, InvalidCode> {
        let text: String = digits.iter().map(|digit| digit.to_string()).collect();
        text.parse()
    }

    #[test]
    fn is_read_as_people_type_and_paste_it() {
        let code = SessionCode::of_six_digits(572);
        assert_eq!(code.to_string(), "0005724");
        assert_eq!(code.grouped(), "000 5724");
        for written in [
            "0005724",
            " 000 5724 ",
            "000-5724",
            "０００　５７２４",
            "\u{200B}000\u{A0}—\u{A0}5724\n",
        ] {
            assert_eq!(written.parse(), Ok(code), "{written}");
        }
    }

    #[test]
    fn says_what_is_wrong() {
        for (text, missing) in [("", 7), (" ０００ ", 4), ("000572", 1)] {
            let wrong = text.parse::<SessionCode>();
            assert_eq!(wrong, Err(InvalidCode::Short(missing)), "{text}");
        }
        for text in [
            "00057240",
            "000572x",
            "零005724",
            "code 000 5724",
            "000.5724",
        ] {
            let wrong = text.parse::<SessionCode>();
            assert_eq!(wrong, Err(InvalidCode::NotSevenDigits), "{text}");
        }
        assert_eq!("0005725".parse::<SessionCode>(), Err(InvalidCode::Mistyped));
    }

    proptest! {
        #[test]
        fn any_single_wrong_digit_is_found(number in 0u32..1_000_000, place in 0usize..DIGITS, by in 1u8..10) {
            let mut digits = SessionCode::of_six_digits(number).0;
            digits[place] = (digits[place] + by) % 10;
            prop_assert_eq!(parsed(&digits), Err(InvalidCode::Mistyped));
        }

        #[test]
        fn any_swap_of_neighbours_is_found(number in 0u32..1_000_000, place in 0usize..DIGITS - 1) {
            let mut digits = SessionCode::of_six_digits(number).0;
            prop_assume!(digits[place] != digits[place + 1]);
            digits.swap(place, place + 1);
            prop_assert_eq!(parsed(&digits), Err(InvalidCode::Mistyped));
        }

        #[test]
        fn print_then_parse_is_identity(number in 0u32..1_000_000) {
            let code = SessionCode::of_six_digits(number);
            prop_assert_eq!(code.grouped().parse(), Ok(code));
        }
    }
}
