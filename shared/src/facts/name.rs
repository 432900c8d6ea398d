//! The names that facts, and what they speak of, are known by.

use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};

/// The text is empty, longer than 64 characters, or has spaces or control characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAName;

impl fmt::Display for NotAName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a number or code: 1 to 64 characters without spaces")
    }
}

impl core::error::Error for NotAName {}

/// `FromStr` and serde for a name.
macro_rules! written {
    ($name:ident) => {
        $crate::newtype::text_newtype!($name);

        impl core::str::FromStr for $name {
            type Err = $crate::facts::NotAName;

            fn from_str(text: &str) -> Result<Self, $crate::facts::NotAName> {
                let plain = !text.chars().any(|c| c.is_whitespace() || c.is_control());
                let well_formed = plain && (1..=64).contains(&text.chars().count());
                let name = well_formed.then(|| Self(text.to_owned()));
                name.ok_or($crate::facts::NotAName)
            }
        }
    };
}

/// A name that compares as it is written.
macro_rules! code {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        $crate::facts::written!($name);
    };
}

pub(crate) use {code, written};

/// A name that compares without the case of its letters: people and systems write `q100a` for `Q100A`.
macro_rules! number {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone)]
        pub struct $name(String);

        written!($name);

        impl $name {
            fn compared(&self) -> impl Iterator<Item = u8> {
                self.0.bytes().map(|byte| byte.to_ascii_uppercase())
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.0.eq_ignore_ascii_case(&other.0)
            }
        }

        impl Eq for $name {}

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }

        impl Ord for $name {
            fn cmp(&self, other: &Self) -> Ordering {
                self.compared().cmp(other.compared())
            }
        }

        impl Hash for $name {
            fn hash<H: Hasher>(&self, state: &mut H) {
                self.0.to_ascii_uppercase().hash(state);
            }
        }
    };
}

code!(
    /// What a fact is known by: the import row, mutation or record it came from. Unique.
    FactId
);
number!(
    /// The number of a policy (保单号), as the insurer writes it. Numbers that differ in the case of their letters are one.
    PolicyNumber
);
number!(
    /// The number of an application (投保单号) that has not become a policy yet. Numbers that differ in the case of
    /// their letters are one.
    ApplicationNumber
);
code!(
    /// Who is insured, the same for every policy of that person: a key made from the identity document.
    InsuredKey
);
code!(
    /// The code of an exam, a training session or a reason.
    EventCode
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_one_whatever_the_case_of_their_letters() {
        let number = |text: &str| text.parse::<PolicyNumber>().unwrap();
        assert_eq!(number("q100a"), number("Q100A"));
        assert_eq!(number("q100a").cmp(&number("Q100A")), Ordering::Equal);
        assert!(number("a2") > number("A1") && number("a1") < number("A2"));
        assert_eq!(number("q100a").to_string(), "q100a", "as it was written");
    }
}
