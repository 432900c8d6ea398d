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

    /// Whether it tells nothing that `seen` did not tell.
    fn is_within(&self, seen: &Self) -> bool {
        let same =
            (&self.path, &self.code, self.severity) == (&seen.path, &seen.code, seen.severity);
        let told = |(name, value): (&String, &String)| {
            let before = seen.params.get(name);
            before.is_some_and(|before| is_no_more(name, value, before))
        };
        same && self.params.len() == seen.params.len() && self.params.iter().all(told)
    }
}

/// The parameter that names other records, and those that count them or the people in them.
const NUMBERS: &str = "numbers";
const COUNTS: [&str; 2] = ["n", "people"];

/// What was found and is not among what somebody has seen, in the order it was found. What has become
/// worse, or is about other records, was not seen; fewer of the same were.
pub fn unseen<'a>(found: &'a [Finding], seen: &[Finding]) -> Vec<&'a Finding> {
    let was_seen = |finding: &&Finding| seen.iter().any(|seen| finding.is_within(seen));
    let all = found.iter();
    all.filter(|finding| !was_seen(finding)).collect()
}

/// Whether a parameter says as much as before, or less.
fn is_no_more(name: &str, now: &str, before: &str) -> bool {
    let count = |text: &str| text.parse::<u64>().ok();
    match name {
        NUMBERS => {
            let before: Vec<&str> = before.split_whitespace().collect();
            now.split_whitespace().all(|it| before.contains(&it))
        }
        _ if COUNTS.contains(&name) => count(now)
            .zip(count(before))
            .is_some_and(|(now, before)| now <= before),
        _ => now == before,
    }
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

    fn of_these(n: u32, numbers: &str) -> Finding {
        of_one_person(n).with("numbers", numbers).with("days", 90)
    }

    fn is_new(now: Finding, seen: Finding) -> bool {
        !unseen(&[now], &[seen]).is_empty()
    }

    #[test]
    fn fewer_of_the_same_other_records_are_nothing_new() {
        let seen = of_these(4, "A-1 · A-2 · A-3");
        for fewer in [of_these(3, "A-1 · A-3"), of_these(2, "A-2"), seen.clone()] {
            assert!(!is_new(fewer, seen.clone()));
        }
        assert!(
            is_new(of_these(3, "A-1 · A-4"), seen.clone()),
            "another one"
        );
        assert!(is_new(of_these(5, "A-1 · A-2 · A-3"), seen.clone()));
        let longer = of_these(3, "A-1").with("days", 365);
        assert!(is_new(longer, seen), "told of something else");
    }

    #[test]
    fn of_what_is_no_count_less_is_another_finding() {
        let age =
            |age: u8| Finding::warning("sum_high_for_age", "product.sum_insured").with("age", age);
        assert!(is_new(age(59), age(60)));
    }

    #[test]
    fn more_records_than_a_text_names_tell_of_more() {
        let (some, more) = (of_these(6, "A-1 · A-2 …"), of_these(5, "A-1 · A-2"));
        assert!(!is_new(more.clone(), some.clone()));
        assert!(is_new(some, more));
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
