//! Codes of products and plans.

use super::text_form::{NotUnderstood, serde_as_text};
use core::fmt;
use core::str::FromStr;

macro_rules! code {
    ($(#[$doc:meta])* $name:ident, $expected:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// The code as written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl FromStr for $name {
            type Err = NotUnderstood;

            fn from_str(text: &str) -> Result<Self, NotUnderstood> {
                let allowed = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-';
                let well_formed = (1..=16).contains(&text.len()) && text.chars().all(allowed);
                well_formed
                    .then(|| Self(text.to_owned()))
                    .ok_or_else(|| NotUnderstood::new($expected, text))
            }
        }

        serde_as_text!($name);
    };
}

code!(
    /// The code of a product: 1 to 16 capitals, digits and hyphens, `TL-2026`.
    ProductCode,
    "a product code (1 to 16 capitals, digits, hyphens, such as `TL-2026`)"
);
code!(
    /// The code of a plan inside a product, `A` or `PLUS`.
    PlanCode,
    "a plan code (1 to 16 capitals, digits, hyphens, such as `PLUS`)"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_capitals_digits_and_hyphens() {
        assert!("TL-2026".parse::<ProductCode>().is_ok());
        for wrong in ["", "tl", "TL 1", "定寿", "ABCDEFGHIJKLMNOPQ"] {
            assert!(wrong.parse::<ProductCode>().is_err(), "{wrong}");
        }
    }
}
