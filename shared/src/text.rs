//! The catalogue of all texts, one table per language, made by the build out of `text/`.

use serde::{Deserialize, Serialize};

mod table {
    include!(concat!(env!("OUT_DIR"), "/text.rs"));
}

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// 简体中文.
    #[serde(rename = "zh-Hans")]
    ZhHans,
    /// English.
    #[serde(rename = "en")]
    En,
}

impl Language {
    /// The BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::ZhHans => "zh-Hans",
            Self::En => "en",
        }
    }

    /// The language of a BCP 47 tag such as `zh-CN` or `en-GB`: Chinese, or else English.
    pub fn of_tag(tag: &str) -> Self {
        if tag.to_ascii_lowercase().starts_with("zh") {
            Self::ZhHans
        } else {
            Self::En
        }
    }

    const fn texts(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::ZhHans => table::ZH_HANS,
            Self::En => table::EN,
        }
    }
}

/// The text of `key`, or `None` if the catalogue has no such key.
pub fn lookup(language: Language, key: &str) -> Option<&'static str> {
    let texts = language.texts();
    let at = texts
        .binary_search_by(|(known, _)| (*known).cmp(key))
        .ok()?;
    texts.get(at).map(|(_, text)| *text)
}

/// The text with `{name}` replaced by each parameter.
pub fn fill<'a>(text: &str, params: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    params
        .into_iter()
        .fold(text.to_owned(), |text, (name, value)| {
            text.replace(&format!("{{{name}}}"), value)
        })
}

/// Whether the catalogue has `key`. Meant for constants: a misspelt key does not compile.
pub const fn has(key: &str) -> bool {
    let (mut low, mut high) = (0, table::EN.len());
    while low < high {
        let middle = low + (high - low) / 2;
        match compare(table::EN[middle].0.as_bytes(), key.as_bytes()) {
            0 => return true,
            ..0 => low = middle + 1,
            _ => high = middle,
        }
    }
    false
}

const fn compare(one: &[u8], other: &[u8]) -> i8 {
    let mut at = 0;
    while at < one.len() && at < other.len() {
        if one[at] != other[at] {
            return if one[at] < other[at] { -1 } else { 1 };
        }
        at += 1;
    }
    if one.len() == other.len() {
        0
    } else if one.len() < other.len() {
        -1
    } else {
        1
    }
}

/// A key that is checked when compiled: `key!("ui.save")`.
#[macro_export]
macro_rules! key {
    ($key:literal) => {{
        const _: () = assert!(
            $crate::text::has($key),
            "no such text: add it to shared/text"
        );
        $key
    }};
}

#[cfg(test)]
mod tests;
