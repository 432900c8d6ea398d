//! What somebody wants to be different in a record's content.

use super::{Answers, AnswersVisitor, BTreeMap, Typed};
use serde::{Deserialize, Deserializer, Serialize};

/// New answers by path, sorted by path; an empty one takes the answer away.
///
/// ```
/// use shared::answers::{Answers, Changes};
/// let before = Answers::new().with("applicant.name", "王芳").with("applicant.email", "w@example.org");
/// let after = Answers::new().with("applicant.name", "王方");
/// let changes = Changes::between(&before, &after);
/// assert_eq!(serde_json::to_string(&changes)?, r#"{"applicant.email":"","applicant.name":"王方"}"#);
/// assert_eq!(changes.on(&before), after);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(transparent)]
pub struct Changes(BTreeMap<String, String>);

impl Changes {
    /// No changes.
    pub const fn new() -> Self {
        Self(BTreeMap::new())
    }

    /// What makes `after` of `before`.
    pub fn between(before: &Answers, after: &Answers) -> Self {
        before
            .differing_paths(after)
            .into_iter()
            .map(|path| (path.clone(), after.typed(&path).to_owned()))
            .collect()
    }

    /// The same changes with one more; for fixtures and builders.
    #[must_use]
    pub fn with(mut self, path: &str, text: &str) -> Self {
        self.0.insert(path.to_owned(), text.to_owned());
        self
    }

    /// The changes at paths that `keep` wants.
    #[must_use]
    pub fn only(mut self, keep: impl Fn(&str) -> bool) -> Self {
        self.0.retain(|path, _| keep(path));
        self
    }

    /// These changes and others; where both change something, the others count.
    #[must_use]
    pub fn and(mut self, others: &Self) -> Self {
        self.0.extend(others.0.clone());
        self
    }

    /// All of them, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The content with the changes made.
    #[must_use]
    pub fn on(&self, content: &Answers) -> Answers {
        let mut changed = content.clone();
        for (path, text) in self.iter() {
            changed.set(path, text);
        }
        changed
    }
}

impl<K: Into<String>, V: Into<String>> FromIterator<(K, V)> for Changes {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(changes: I) -> Self {
        let changes = changes.into_iter();
        Self(
            changes
                .map(|(path, text)| (path.into(), text.into()))
                .collect(),
        )
    }
}

impl From<Typed> for Changes {
    fn from(Typed(typed): Typed) -> Self {
        Self(typed)
    }
}

impl<'de> Deserialize<'de> for Changes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Answers(changes) = deserializer.deserialize_map(AnswersVisitor::SENT)?;
        Ok(Self(changes))
    }
}
