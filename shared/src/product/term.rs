//! How long is paid, and how long is covered.

use super::text_form::NotUnderstood;
use crate::newtype::serde_as_text;
use core::fmt;
use core::str::FromStr;

/// How long premiums are paid (交费期间). Written `single`, `10_years`, `to_age_60`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PaymentTerm {
    /// 趸交
    Single,
    /// 交 n 年
    Years(u8),
    /// 交至 n 周岁
    ToAge(u8),
}

impl PaymentTerm {
    /// The age at which the last premium has been paid for, for somebody insured at `age`.
    pub const fn paid_up_age(self, age: u8) -> u8 {
        match self {
            Self::Single => age,
            Self::Years(years) => age.saturating_add(years),
            Self::ToAge(end) => end,
        }
    }

    /// The number of policy years in which a premium falls due; 1 for a single premium.
    pub const fn years(self, age: u8) -> u8 {
        match self {
            Self::Single => 1,
            Self::Years(years) => years,
            Self::ToAge(end) => end.saturating_sub(age),
        }
    }
}

impl fmt::Display for PaymentTerm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Single => f.write_str("single"),
            Self::Years(years) => write!(f, "{years}_years"),
            Self::ToAge(age) => write!(f, "to_age_{age}"),
        }
    }
}

impl FromStr for PaymentTerm {
    type Err = NotUnderstood;

    fn from_str(text: &str) -> Result<Self, NotUnderstood> {
        let parsed = match text {
            "single" => Some(Self::Single),
            _ => years(text)
                .map(Self::Years)
                .or(to_age(text).map(Self::ToAge)),
        };
        let expected = "a payment term (`single`, `10_years`, `to_age_60`)";
        parsed.ok_or_else(|| NotUnderstood::new(expected, text))
    }
}

serde_as_text!(PaymentTerm);

/// How long the insured is covered (保险期间). Written `20_years`, `to_age_70`, `whole_life`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CoverageTerm {
    /// 保 n 年
    Years(u8),
    /// 保至 n 周岁
    ToAge(u8),
    /// 终身
    WholeLife,
}

impl CoverageTerm {
    /// The age at which cover ends, for somebody insured at `age`; the highest there is for a whole life.
    pub const fn end_age(self, age: u8) -> u8 {
        match self {
            Self::Years(years) => age.saturating_add(years),
            Self::ToAge(end) => end,
            Self::WholeLife => u8::MAX,
        }
    }
}

impl fmt::Display for CoverageTerm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Years(years) => write!(f, "{years}_years"),
            Self::ToAge(age) => write!(f, "to_age_{age}"),
            Self::WholeLife => f.write_str("whole_life"),
        }
    }
}

impl FromStr for CoverageTerm {
    type Err = NotUnderstood;

    fn from_str(text: &str) -> Result<Self, NotUnderstood> {
        let parsed = match text {
            "whole_life" => Some(Self::WholeLife),
            _ => years(text)
                .map(Self::Years)
                .or(to_age(text).map(Self::ToAge)),
        };
        let expected = "a coverage term (`20_years`, `to_age_70`, `whole_life`)";
        parsed.ok_or_else(|| NotUnderstood::new(expected, text))
    }
}

serde_as_text!(CoverageTerm);

fn years(text: &str) -> Option<u8> {
    positive(text.strip_suffix("_years")?)
}

fn to_age(text: &str) -> Option<u8> {
    positive(text.strip_prefix("to_age_")?)
}

/// One spelling per number: no sign, no leading zero.
fn positive(digits: &str) -> Option<u8> {
    let plain = digits.starts_with(|c: char| matches!(c, '1'..='9'));
    plain.then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_written_as_they_are_read() {
        for text in ["single", "1_years", "10_years", "to_age_60"] {
            assert_eq!(text.parse::<PaymentTerm>().unwrap().to_string(), text);
        }
        for text in ["1_years", "30_years", "to_age_70", "whole_life"] {
            assert_eq!(text.parse::<CoverageTerm>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_term_is_refused() {
        for wrong in [
            "",
            "10",
            "0_years",
            "010_years",
            "+5_years",
            "999_years",
            "to_age_",
        ] {
            assert!(wrong.parse::<PaymentTerm>().is_err(), "{wrong}");
            assert!(wrong.parse::<CoverageTerm>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn paying_to_sixty_from_thirty_five_takes_twenty_five_years() {
        let term = PaymentTerm::ToAge(60);
        assert_eq!((term.years(35), term.paid_up_age(35)), (25, 60));
    }
}
