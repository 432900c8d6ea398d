//! The catalogue of all texts, one table per language, made by the build out of `text/`.

mod dates;

pub use dates::{date_text, date_with_weekday, moment_text};

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

/// The text with its places filled in: `{name}` by the parameter of this name, `{name|one|many}` by the
/// words for one if that parameter is 1, else by those for many. What stands in a parameter is no place.
///
/// ```
/// use shared::text::fill;
/// let text = "{n} {n|decision waits|decisions wait}";
/// assert_eq!(fill(text, [("n", "1")]), "1 decision waits");
/// assert_eq!(fill(text, [("n", "1,001")]), "1,001 decisions wait");
/// ```
pub fn fill<'a>(text: &str, params: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let params: Vec<(&str, &str)> = params.into_iter().collect();
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, place, after)) = next_place(rest) {
        filled.push_str(before);
        match in_place(place, &params) {
            Some(said) => filled.push_str(said),
            None => filled.extend(["{", place, "}"]),
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// What stands before the next place, in it and after it.
fn next_place(text: &str) -> Option<(&str, &str, &str)> {
    let (before, opened) = text.split_once('{')?;
    let (place, after) = opened.split_once('}')?;
    Some((before, place, after))
}

/// What a place says; nothing if nobody gave its parameter.
fn in_place<'a>(place: &'a str, params: &[(&'a str, &'a str)]) -> Option<&'a str> {
    let (name, forms) = match place.split_once('|') {
        Some((name, forms)) => (name, forms.split_once('|')),
        None => (place, None),
    };
    let (_, value) = params.iter().find(|(param, _)| *param == name)?;
    Some(match forms {
        Some((one, _)) if *value == "1" => one,
        Some((_, many)) => many,
        None => value,
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
