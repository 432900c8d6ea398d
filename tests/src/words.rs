//! What stands on the buttons: the catalogue's texts, as a person in the branch reads them.

use shared::text::{Language, fill, lookup};

/// The Chinese text of a key.
pub fn t(key: &str) -> String {
    lookup(Language::ZhHans, key)
        .unwrap_or_else(|| panic!("no text {key}"))
        .to_owned()
}

/// The Chinese text of a key with its parameters.
pub fn tf(key: &str, params: &[(&str, &str)]) -> String {
    fill(&t(key), params.iter().copied())
}

/// What a value of a closed set is called.
pub fn choice(set: &str, value: &str) -> String {
    t(&format!("choices.{set}.{value}"))
}
