//! The language of the interface, and every text in it.

use leptos::prelude::*;
use shared::text::{Language, fill, lookup};

/// Where the chosen language is kept.
const STORAGE_KEY: &str = "language";

thread_local! {
    static LANGUAGE: Language = starting_language();
}

/// The language of this page. Another one starts the page anew.
pub fn language() -> Language {
    LANGUAGE.with(|language| *language)
}

/// The text of `key`. One that the catalogue does not have is shown as an ellipsis.
pub fn t(key: &str) -> &'static str {
    lookup(language(), key).unwrap_or_else(|| {
        leptos::logging::warn!("no text for {key}");
        "…"
    })
}

/// The text of `key` with its parameters filled in.
pub fn tf(key: &str, params: &[(&str, &str)]) -> String {
    fill(t(key), params.iter().copied())
}

/// The text of `<group>.<name>` for a name that comes from a record.
pub fn t_of(group: &str, name: &str) -> &'static str {
    t(&format!("{group}.{name}"))
}

/// Starts the page anew in this language, and remembers it. Nothing is lost by it: what matters
/// is in the store or in the address, and forms save when the page goes.
pub fn choose_language(chosen: Language) {
    let remembered = storage().is_some_and(|it| it.set_item(STORAGE_KEY, chosen.tag()).is_ok());
    if remembered && chosen != language() {
        // A page that cannot start anew stays as it is.
        let _ = window().location().reload();
    }
}

/// Tells screen readers and hyphenation which language the page is in.
pub fn mark_document(language: Language) {
    if let Some(root) = document().document_element() {
        // Setting an attribute of the root element does not fail.
        let _ = root.set_attribute("lang", language.tag());
    }
}

/// The remembered language, else the browser's, else Chinese.
fn starting_language() -> Language {
    storage()
        .and_then(|storage| storage.get_item(STORAGE_KEY).ok().flatten())
        .or_else(|| window().navigator().language())
        .map_or(Language::ZhHans, |tag| Language::of_tag(&tag))
}

/// `localStorage`, where it may be used: for what may be lost. Not through gloo-storage, which ends the app
/// where a browser keeps its storage shut, and would not read the language that is kept as it is.
pub fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}
