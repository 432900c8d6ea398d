//! The names that facts, rows and entries are known by.

use crate::newtype::text_newtype;
use core::fmt;
use core::str::FromStr;

/// The text is empty, longer than 64 characters, or has spaces or control characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAName;

impl fmt::Display for NotAName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a number or code: 1 to 64 characters without spaces")
    }
}

impl core::error::Error for NotAName {}

macro_rules! name {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        text_newtype!($name);

        impl FromStr for $name {
            type Err = NotAName;

            fn from_str(text: &str) -> Result<Self, NotAName> {
                let plain = !text.chars().any(|c| c.is_whitespace() || c.is_control());
                let well_formed = plain && (1..=64).contains(&text.chars().count());
                well_formed.then(|| Self(text.to_owned())).ok_or(NotAName)
            }
        }
    };
}

name!(
    /// What a fact is known by: the import row, mutation or record it came from. Unique.
    FactId
);
name!(
    /// The number of a policy (保单号), as the insurer writes it.
    PolicyNumber
);
name!(
    /// The number of an application (投保单号) that has not become a policy yet.
    ApplicationNumber
);
name!(
    /// Who is insured, the same for every policy of that person: a key made from the identity document.
    InsuredKey
);
name!(
    /// The code of an incentive scheme (激励方案).
    SchemeCode
);
name!(
    /// The name of a version of a table, `2026-1`.
    VersionName
);
name!(
    /// The code of an exam, a training session or a reason.
    EventCode
);
