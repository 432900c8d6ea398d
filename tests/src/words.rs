//! What stands on the buttons: the catalogue's texts, as a person in the branch reads them.

use shared::text::{Language, fill, lookup};
use std::cell::Cell;

thread_local! {
    static LANGUAGE: Cell<Language> = const { Cell::new(Language::ZhHans) };
}

/// From now on this story is told in another language than Chinese.
pub fn read_in(language: Language) {
    LANGUAGE.set(language);
}

/// The language in which this story is told.
pub fn language() -> Language {
    LANGUAGE.get()
}

/// The text of a key.
pub fn t(key: &str) -> String {
    lookup(language(), key)
        .unwrap_or_else(|| panic!("no text {key}"))
        .to_owned()
}

/// The text of a key with its parameters.
pub fn tf(key: &str, params: &[(&str, &str)]) -> String {
    fill(&t(key), params.iter().copied())
}

/// What a value of a closed set is called.
pub fn choice(set: &str, value: &str) -> String {
    t(&format!("choices.{set}.{value}"))
}
