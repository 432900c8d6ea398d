//! What a rule found: the one way phone, server and desk speak of a mistake.

use core::fmt;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Lets through; the reviewer sees it.
    Warning,
    /// Must be mended before it is sent; the server refuses it.
    Error,
}

/// The name of a rule, in snake case; its text is `findings.<code>` in the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Code(std::borrow::Cow<'static, str>);

impl Code {
    /// The code with this name.
    pub const fn new(name: &'static str) -> Self {
        Self(std::borrow::Cow::Borrowed(name))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One thing a rule found, at one answer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// The path of the answer it is about (see [`crate::answers::Answers`]); empty for the whole record.
    pub path: String,
    /// Which rule.
    pub code: Code,
    /// Whether it stops the record.
    pub severity: Severity,
    /// What the text needs: limits, expected values. Sorted by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub params: BTreeMap<String, String>,
}

impl Finding {
    /// An error at `path`.
    pub fn error(code: &'static str, path: impl Into<String>) -> Self {
        Self::new(code, path.into(), Severity::Error)
    }

    /// A warning at `path`.
    pub fn warning(code: &'static str, path: impl Into<String>) -> Self {
        Self::new(code, path.into(), Severity::Warning)
    }

    fn new(code: &'static str, path: String, severity: Severity) -> Self {
        Self {
            path,
            code: Code::new(code),
            severity,
            params: BTreeMap::new(),
        }
    }

    /// The same finding with a parameter for its text.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl fmt::Display) -> Self {
        self.params.insert(name.to_owned(), value.to_string());
        self
    }

    /// Whether it stops the record.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// What was found and is not among what somebody has seen, in the order it was found. What has become
/// worse, or is about other records, was not seen.
pub fn unseen<'a>(found: &'a [Finding], seen: &[Finding]) -> Vec<&'a Finding> {
    let all = found.iter();
    all.filter(|finding| !seen.contains(finding)).collect()
}

/// Whether any of the findings stops the record.
pub fn has_errors(findings: &[Finding]) -> bool {
    findings.iter().any(Finding::is_error)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_one_person(n: u32) -> Finding {
        Finding::warning("applications_of_one_person", "applicant.identity_number").with("n", n)
    }

    #[test]
    fn what_is_new_or_worse_was_not_seen_and_what_is_gone_hides_nothing() {
        let duplicate = Finding::warning("duplicate", "");
        let seen = [duplicate.clone(), of_one_person(3)];
        assert_eq!(
            unseen(std::slice::from_ref(&duplicate), &seen),
            Vec::<&Finding>::new()
        );
        assert_eq!(unseen(&seen, &[duplicate]), [&of_one_person(3)]);
        assert_eq!(unseen(&[of_one_person(4)], &seen), [&of_one_person(4)]);
    }

    #[test]
    fn another_weight_or_place_is_another_finding() {
        let seen = [Finding::warning("income_ratio", "applicant.annual_income")];
        let heavier = [Finding::error("income_ratio", "applicant.annual_income")];
        let elsewhere = [Finding::warning("income_ratio", "insured.annual_income")];
        assert_eq!(unseen(&heavier, &seen).len(), 1);
        assert_eq!(unseen(&elsewhere, &seen).len(), 1);
    }
}
