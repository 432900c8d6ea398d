//! Values that are written as one short text, the same in TOML, in JSON and in the interface's keys.

use core::fmt;

/// A text that does not have the form it should.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotUnderstood {
    /// What was expected, with an example.
    pub expected: &'static str,
    /// What stood there.
    pub found: String,
}

impl NotUnderstood {
    /// `found` is not an `expected`.
    pub(crate) fn new(expected: &'static str, found: &str) -> Self {
        Self {
            expected,
            found: found.to_owned(),
        }
    }
}

impl fmt::Display for NotUnderstood {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not {}", self.found, self.expected)
    }
}

impl core::error::Error for NotUnderstood {}
