//! The short number by which people find a session.

use crate::input::compact;
use core::fmt;
use core::str::FromStr;

/// Crockford's base 32: no I, L, O, U, which look or sound like others.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// How many characters a number has, the check character included.
const CHARACTERS: usize = 5;

/// The short number of a session: four characters of Crockford's base 32 and a check character, such as
/// `K7QMY`. It finds every single wrong character and every swap of two neighbours, so that a slip of the
/// finger is found on the agent's phone, which may not know the session. Phones of before made numbers of
/// four characters without one: what is stored or scanned is taken as it is, but nobody types one any more
/// ([`SessionNumber::typed`]).
///
/// Made at random on the trainer's phone; two sessions of a branch may happen to share one, which
/// does no harm: their codes differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionNumber {
    four: [u8; 4],
    has_check: bool,
}

/// Why a text is not a session number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvalidSessionNumber {
    /// So many characters are missing.
    Short(usize),
    /// More characters, or others than the alphabet has.
    NotFiveCharacters,
    /// The last character does not fit the others: mistyped.
    Mistyped,
}

impl fmt::Display for InvalidSessionNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Short(_) | Self::NotFiveCharacters => "a session number has five characters",
            Self::Mistyped => "the last character does not fit the others",
        })
    }
}

impl core::error::Error for InvalidSessionNumber {}

impl SessionNumber {
    /// The number of bytes the caller has drawn at random; all numbers are equally likely.
    pub const fn from_random(bytes: [u8; 4]) -> Self {
        let mut four = bytes;
        let mut at = 0;
        while at < 4 {
            four[at] %= 32;
            at += 1;
        }
        Self {
            four,
            has_check: true,
        }
    }

    /// Of what somebody typed: four characters are a number whose last one was left out.
    ///
    /// # Errors
    /// Why it is none.
    pub fn typed(text: &str) -> Result<Self, InvalidSessionNumber> {
        let number: Self = text.parse()?;
        match number.has_check {
            true => Ok(number),
            false => Err(InvalidSessionNumber::Short(1)),
        }
    }

    /// The values of its characters.
    fn values(&self) -> impl Iterator<Item = u8> {
        let check = self.has_check.then(|| check_value(&self.four));
        self.four.into_iter().chain(check)
    }
}

/// Damm's scheme over the field of 32 elements, where `2x + y` is totally anti-symmetric: the value that
/// makes these values' interim nought.
fn check_value(values: &[u8]) -> u8 {
    doubled(
        values
            .iter()
            .fold(0, |interim, value| doubled(interim) ^ value),
    )
}

/// Twice an element of the field of 32 elements, modulo x⁵ + x² + 1.
const fn doubled(value: u8) -> u8 {
    let twice = value << 1;
    if twice & 0b10_0000 == 0 {
        twice
    } else {
        twice ^ 0b10_0101
    }
}

impl fmt::Display for SessionNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.values().try_for_each(|value| {
            let character = ALPHABET.get(usize::from(value)).copied().unwrap_or(b'0');
            fmt::Write::write_char(f, char::from(character))
        })
    }
}

/// Read like every number that people type ([`compact`]); the letters that the alphabet leaves out are read
/// as the digits they look like, as Crockford has it.
impl FromStr for SessionNumber {
    type Err = InvalidSessionNumber;

    fn from_str(text: &str) -> Result<Self, InvalidSessionNumber> {
        let values: Vec<u8> = compact(text)
            .chars()
            .map(value_of)
            .collect::<Option<_>>()
            .ok_or(InvalidSessionNumber::NotFiveCharacters)?;
        let (four, check) = match values[..] {
            [a, b, c, d] => ([a, b, c, d], None),
            [a, b, c, d, check] => ([a, b, c, d], Some(check)),
            _ if values.len() < CHARACTERS => {
                return Err(InvalidSessionNumber::Short(CHARACTERS - values.len()));
            }
            _ => return Err(InvalidSessionNumber::NotFiveCharacters),
        };
        if check.is_some_and(|check| check != check_value(&four)) {
            return Err(InvalidSessionNumber::Mistyped);
        }
        Ok(Self {
            four,
            has_check: check.is_some(),
        })
    }
}

/// The value of a character of the alphabet.
fn value_of(character: char) -> Option<u8> {
    let character = match character {
        'I' | 'L' => '1',
        'O' => '0',
        other => other,
    };
    let place = ALPHABET
        .iter()
        .position(|known| char::from(*known) == character)?;
    u8::try_from(place).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(values: &[u8]) -> String {
        let characters = values.iter().map(|value| ALPHABET[usize::from(*value)]);
        characters.map(char::from).collect()
    }

    #[test]
    fn is_read_as_people_type_and_paste_it() {
        let number = SessionNumber::from_random([19, 0, 23, 1]);
        assert_eq!(number.to_string(), "K0Q1C");
        for written in ["k0q1c", " KOQL c ", "ko-qi—C", "Ｋ０Ｑ１\u{200B}Ｃ"] {
            assert_eq!(written.parse(), Ok(number), "{written}");
        }
    }

    #[test]
    fn says_what_is_wrong() {
        let wrong = |text: &str| text.parse::<SessionNumber>().unwrap_err();
        assert_eq!(wrong(""), InvalidSessionNumber::Short(5));
        assert_eq!(wrong("K0Q"), InvalidSessionNumber::Short(2));
        assert_eq!(wrong("K0Q1X"), InvalidSessionNumber::Mistyped);
        for text in ["K0Q1CC", "K0QU", "K0Q好", "K0Q*C"] {
            assert_eq!(
                wrong(text),
                InvalidSessionNumber::NotFiveCharacters,
                "{text}"
            );
        }
    }

    #[test]
    fn a_number_of_before_is_taken_without_a_check_character() {
        let number: SessionNumber = "k7qm".parse().unwrap();
        assert_eq!(number.to_string(), "K7QM");
    }

    #[test]
    fn what_is_typed_without_its_last_character_is_no_number_of_before() {
        let number: SessionNumber = "K7QMY".parse().unwrap();
        assert_eq!(SessionNumber::typed("k7-qmy"), Ok(number));
        for short in ["K7QM", "7QMY"] {
            let typed = SessionNumber::typed(short);
            assert_eq!(typed, Err(InvalidSessionNumber::Short(1)), "{short}");
        }
    }

    proptest! {
        #[test]
        fn any_single_wrong_character_is_found(bytes: [u8; 4], place in 0usize..CHARACTERS, by in 1u8..32) {
            let mut values: Vec<u8> = SessionNumber::from_random(bytes).values().collect();
            values[place] = (values[place] + by) % 32;
            let read = written(&values).parse::<SessionNumber>();
            prop_assert_eq!(read, Err(InvalidSessionNumber::Mistyped));
        }

        #[test]
        fn a_character_left_out_is_found(bytes: [u8; 4], place in 0usize..CHARACTERS) {
            let mut values: Vec<u8> = SessionNumber::from_random(bytes).values().collect();
            values.remove(place);
            let typed = SessionNumber::typed(&written(&values));
            prop_assert_eq!(typed, Err(InvalidSessionNumber::Short(1)));
        }

        #[test]
        fn any_swap_of_neighbours_is_found(bytes: [u8; 4], place in 0usize..CHARACTERS - 1) {
            let mut values: Vec<u8> = SessionNumber::from_random(bytes).values().collect();
            prop_assume!(values[place] != values[place + 1]);
            values.swap(place, place + 1);
            let read = written(&values).parse::<SessionNumber>();
            prop_assert_eq!(read, Err(InvalidSessionNumber::Mistyped));
        }

        #[test]
        fn print_then_parse_is_identity(bytes: [u8; 4]) {
            let number = SessionNumber::from_random(bytes);
            prop_assert_eq!(number.to_string().parse(), Ok(number));
        }
    }
}
