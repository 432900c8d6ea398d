//! Which records somebody looks for by number.

use crate::newtype::serde_as_text;
use crate::number::{InvalidNumber, RecordNumber};
use core::fmt;
use core::str::FromStr;

/// A whole number, or the running number in it, as people say it who leave the rest out: each device
/// counts for itself, so several records may have one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NumberSought {
    /// `A-0007-000012-5`
    Whole(RecordNumber),
    /// `000012`
    Running(u32),
}

impl fmt::Display for NumberSought {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(number) => number.fmt(f),
            Self::Running(number) => write!(f, "{number:06}"),
        }
    }
}

impl FromStr for NumberSought {
    type Err = InvalidNumber;

    fn from_str(text: &str) -> Result<Self, InvalidNumber> {
        let text = text.trim();
        match text.bytes().all(|b| b.is_ascii_digit()) {
            true => text.parse().map(Self::Running).map_err(|_| InvalidNumber),
            false => text.parse().map(Self::Whole),
        }
    }
}

impl From<RecordNumber> for NumberSought {
    fn from(number: RecordNumber) -> Self {
        Self::Whole(number)
    }
}

serde_as_text!(NumberSought);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::DeviceNumber;

    #[test]
    fn a_number_is_looked_for_whole_or_by_its_running_number() {
        let whole = RecordNumber::new('A', DeviceNumber::new(7), 66);
        let typed = whole.to_string().replace('-', "").to_lowercase();
        assert_eq!(typed.parse(), Ok(NumberSought::Whole(whole)));
        for typed in ["66", " 000066 "] {
            let sought: NumberSought = typed.parse().unwrap();
            assert_eq!(sought, NumberSought::Running(66));
            assert_eq!(sought.to_string(), "000066");
        }
        for typed in ["", "A-0007-000066", "99999999999"] {
            assert_eq!(typed.parse::<NumberSought>(), Err(InvalidNumber), "{typed}");
        }
    }
}
