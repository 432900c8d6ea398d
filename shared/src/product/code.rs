//! Codes of products, plans and documents.

use super::text_form::NotUnderstood;
use crate::newtype::text_newtype;
use core::str::FromStr;

macro_rules! code {
    ($(#[$doc:meta])* $name:ident, $allowed:expr, $expected:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        text_newtype!($name);

        impl FromStr for $name {
            type Err = NotUnderstood;

            fn from_str(text: &str) -> Result<Self, NotUnderstood> {
                let well_formed = !text.is_empty() && text.chars().all($allowed);
                well_formed
                    .then(|| Self(text.to_owned()))
                    .ok_or_else(|| NotUnderstood::new($expected, text))
            }
        }
    };
}

fn of_a_code(c: char) -> bool {
    c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-'
}

fn of_a_key(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'
}

code!(
    /// The code of a product (险种代码): capitals, digits and hyphens, `TL-2026`.
    ProductCode,
    of_a_code,
    "a product code (capitals, digits, hyphens, such as `TL-2026`)"
);
code!(
    /// The code of a plan (计划) inside a product, `A` or `PLUS`.
    PlanCode,
    of_a_code,
    "a plan code (capitals, digits, hyphens, such as `PLUS`)"
);
code!(
    /// The kind of a document that a product asks for, as attachments name it: `health_report`.
    DocumentKind,
    of_a_key,
    "a document kind (small letters, digits, `_`, such as `health_report`)"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_capitals_digits_and_hyphens() {
        assert!("TL-2026".parse::<ProductCode>().is_ok());
        for wrong in ["", "tl", "TL 1", "定寿"] {
            assert!(wrong.parse::<ProductCode>().is_err(), "{wrong}");
        }
    }
}
