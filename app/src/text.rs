//! The language of the interface, and every text in it.

use leptos::prelude::*;
use shared::text::{Language, fill, lookup};

/// Where the chosen language is kept; the only thing in `localStorage`.
const STORAGE_KEY: &str = "language";

thread_local! {
    static LANGUAGE: ArcRwSignal<Language> = ArcRwSignal::new(starting_language());
}

/// The language now; tracks it.
pub fn language() -> Language {
    LANGUAGE.with(Get::get)
}

/// The text of `key`; tracks the language. A key that is not in the catalogue shows itself.
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

/// Shows everything in this language from now on, and remembers it.
pub fn choose_language(language: Language) {
    mark_document(language);
    if let Some(storage) = storage() {
        // Refused storage only means that the choice is not remembered.
        let _ = storage.set_item(STORAGE_KEY, language.tag());
    }
    LANGUAGE.with(|signal| signal.set(language));
}

/// Tells screen readers and hyphenation which language the page is in.
pub fn mark_document(language: Language) {
    if let Some(root) = document().document_element() {
        // Setting an attribute of the root element does not fail.
        let _ = root.set_attribute("lang", language.tag());
    }
    document().set_title(lookup(language, shared::key!("ui.app_name")).unwrap_or_default());
}

/// The remembered language, else the browser's, else Chinese.
fn starting_language() -> Language {
    storage()
        .and_then(|storage| storage.get_item(STORAGE_KEY).ok().flatten())
        .or_else(|| window().navigator().language())
        .map_or(Language::ZhHans, |tag| Language::of_tag(&tag))
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}
