//! What a person has typed: answers by path, kept as text so that an unfinished draft loses nothing.

mod changes;
pub mod read;

pub use changes::Changes;

use crate::input::trim;
use core::fmt;
use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// Most answers one record may hold.
pub const MOST_ANSWERS: usize = 1_000;
/// Longest answer, in characters.
pub const LONGEST_ANSWER: usize = 4_000;

/// Answers by path, sorted by path.
///
/// A path is names and item numbers joined by points: `applicant.name`, `beneficiaries.0.share`.
/// An empty answer is no answer. Reading refuses the same path twice, more than [`MOST_ANSWERS`],
/// answers over [`LONGEST_ANSWER`] and malformed paths.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(transparent)]
pub struct Answers(BTreeMap<String, String>);

impl Answers {
    /// No answers.
    pub const fn new() -> Self {
        Self(BTreeMap::new())
    }

    /// The answer at `path` without blanks and invisible characters around it; `None` if there is none,
    /// or nothing to see in it.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.0
            .get(path)
            .map(|text| trim(text))
            .filter(|text| !text.is_empty())
    }

    /// The answer exactly as typed; empty if there is none.
    pub fn typed(&self, path: &str) -> &str {
        self.0.get(path).map_or("", String::as_str)
    }

    /// Whether the answer at `path` is `value`.
    pub fn is(&self, path: &str, value: &str) -> bool {
        self.get(path) == Some(value)
    }

    /// Sets the answer; an empty text removes it.
    pub fn set(&mut self, path: impl Into<String>, text: impl Into<String>) {
        let (path, text) = (path.into(), text.into());
        if text.is_empty() {
            self.0.remove(&path);
        } else {
            self.0.insert(path, text);
        }
    }

    /// The same answers with one more; for fixtures and builders.
    #[must_use]
    pub fn with(mut self, path: &str, text: &str) -> Self {
        self.set(path, text);
        self
    }

    /// Takes the answer at `path` away.
    pub fn remove(&mut self, path: &str) {
        self.0.remove(path);
    }

    /// All answers, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// How many answers there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing is answered.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many items of the group `prefix` have an answer: one more than the highest item number.
    pub fn items(&self, prefix: &str) -> usize {
        self.0
            .keys()
            .filter_map(|path| item_number(path, prefix))
            .max()
            .map_or(0, |highest| highest.saturating_add(1))
    }

    /// Takes item `number` of the group `prefix` away; later items move up.
    pub fn remove_item(&mut self, prefix: &str, number: usize) {
        let moved = |(path, text)| Some((Self::path_without_item(path, prefix, number)?, text));
        self.0 = core::mem::take(&mut self.0)
            .into_iter()
            .filter_map(moved)
            .collect();
    }

    /// Where the answer at `path` stands once item `number` of the group `prefix` is gone; `None` if it
    /// belongs to that item.
    pub fn path_without_item(path: String, prefix: &str, number: usize) -> Option<String> {
        match item_number(&path, prefix) {
            Some(item) if item == number => None,
            Some(item) if item > number => {
                let rest = path.strip_prefix(&format!("{prefix}.{item}"));
                Some(format!("{prefix}.{}{}", item - 1, rest.unwrap_or_default()))
            }
            _ => Some(path),
        }
    }

    /// The one written form: a JSON object with the paths in order and no spaces. Hashes are of this.
    pub fn text(&self) -> String {
        let quoted = |text: &str| Value::from(text).to_string();
        let members: Vec<String> = self
            .0
            .iter()
            .map(|(path, text)| format!("{}:{}", quoted(path), quoted(text)))
            .collect();
        format!("{{{}}}", members.join(","))
    }

    /// The paths at which the two differ, sorted.
    pub fn differing_paths(&self, other: &Self) -> Vec<String> {
        let mut paths: Vec<&String> = self.0.keys().chain(other.0.keys()).collect();
        paths.sort_unstable();
        paths.dedup();
        paths
            .into_iter()
            .filter(|path| self.get(path) != other.get(path))
            .cloned()
            .collect()
    }
}

fn item_number(path: &str, prefix: &str) -> Option<usize> {
    let rest = path.strip_prefix(prefix)?.strip_prefix('.')?;
    rest.split('.').next()?.parse().ok()
}

impl<K: Into<String>, V: Into<String>> FromIterator<(K, V)> for Answers {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(answers: I) -> Self {
        let mut all = Self::new();
        for (path, text) in answers {
            all.set(path, text);
        }
        all
    }
}

/// Whether `path` is names (`a`–`z`, digits, `_`) and numbers joined by points, at most 100 long.
fn well_formed(path: &str) -> bool {
    path.len() <= 100
        && path.split('.').all(|step| {
            !step.is_empty()
                && step
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        })
}

impl<'de> Deserialize<'de> for Answers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(AnswersVisitor::SENT)
    }
}

/// Reads what a person is still typing, however long: what is too long to be sent is theirs to shorten, and
/// opens again until it is.
///
/// # Errors
/// As for what is sent, but for the length of an answer.
pub fn as_typed<'de, D: Deserializer<'de>, T: From<Typed>>(deserializer: D) -> Result<T, D::Error> {
    let Answers(typed) = deserializer.deserialize_map(AnswersVisitor::TYPED)?;
    Ok(T::from(Typed(typed)))
}

/// What [`as_typed`] has read.
#[derive(Debug)]
pub struct Typed(BTreeMap<String, String>);

impl From<Typed> for Answers {
    fn from(Typed(typed): Typed) -> Self {
        Self(typed)
    }
}

struct AnswersVisitor {
    /// Longest answer, in characters.
    longest: usize,
}

impl AnswersVisitor {
    const SENT: Self = Self {
        longest: LONGEST_ANSWER,
    };
    const TYPED: Self = Self {
        longest: usize::MAX,
    };
}

impl<'de> Visitor<'de> for AnswersVisitor {
    type Value = Answers;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("answers by path")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Answers, A::Error> {
        let mut answers = BTreeMap::new();
        while let Some((path, text)) = map.next_entry::<String, String>()? {
            if !well_formed(&path) {
                return Err(A::Error::custom("an answer's path is malformed"));
            }
            if text.chars().count() > self.longest {
                return Err(A::Error::custom(format!(
                    "the answer at {path} is too long"
                )));
            }
            if answers.insert(path.clone(), text).is_some() {
                return Err(A::Error::custom(format!("{path} is answered twice")));
            }
            if answers.len() > MOST_ANSWERS {
                return Err(A::Error::custom("too many answers"));
            }
        }
        Ok(Answers(answers))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_given_twice_is_refused() {
        let twice = r#"{"applicant.name":"王芳","applicant.name":"李娜"}"#;
        let error = serde_json::from_str::<Answers>(twice).unwrap_err();
        assert!(
            error
                .to_string()
                .contains("applicant.name is answered twice")
        );
    }

    #[test]
    fn malformed_paths_and_endless_answers_are_refused() {
        for path in ["", ".", "a..b", "A", "a b", "__proto__[0]", "a.", "名"] {
            let json = serde_json::json!({ path: "x" }).to_string();
            assert!(serde_json::from_str::<Answers>(&json).is_err(), "{path}");
        }
        let long = serde_json::json!({ "a": "长".repeat(LONGEST_ANSWER + 1) }).to_string();
        assert!(serde_json::from_str::<Answers>(&long).is_err());
    }

    #[test]
    fn removing_an_item_moves_the_later_ones_up() {
        let mut answers = Answers::new()
            .with("beneficiaries.0.name", "甲")
            .with("beneficiaries.1.name", "乙")
            .with("beneficiaries.2.name", "丙")
            .with("beneficiaries_kind", "named");
        answers.remove_item("beneficiaries", 1);
        assert_eq!(answers.items("beneficiaries"), 2);
        assert_eq!(answers.get("beneficiaries.1.name"), Some("丙"));
        assert_eq!(answers.get("beneficiaries_kind"), Some("named"));
    }

    #[test]
    fn the_written_form_is_that_of_serde() {
        for answers in [
            Answers::new(),
            Answers::new()
                .with("b.1", "王芳 \"\\\n\u{1}\u{2028}")
                .with("a", "é😀</script>"),
        ] {
            assert_eq!(answers.text(), serde_json::to_string(&answers).unwrap());
        }
    }

    #[test]
    fn an_answer_that_nobody_sees_is_none() {
        let answers = Answers::new()
            .with("a", "\u{200B}\u{FEFF} ")
            .with("b", "\u{202D}1\u{202C}");
        assert_eq!((answers.get("a"), answers.get("b")), (None, Some("1")));
    }

    #[test]
    fn the_difference_ignores_spaces_around_an_answer() {
        let one = Answers::new().with("a", "1 ").with("b", "2");
        let other = Answers::new().with("a", "1").with("c", "3");
        assert_eq!(one.differing_paths(&other), ["b", "c"]);
    }
}
