//! A finding in words, for who reads a terminal.

use shared::finding::Finding;
use shared::text::{Language, fill, lookup};

/// A finding in words, with the path of what it is about.
pub fn in_words(finding: &Finding, language: Language) -> String {
    format!("{}: {}", finding.path, text_of(finding, language))
}

/// A finding in words.
pub fn text_of(finding: &Finding, language: Language) -> String {
    let code = finding.code.as_str();
    let text = lookup(language, &format!("findings.{code}")).unwrap_or(code);
    let params = finding.params.iter();
    fill(
        text,
        params.map(|(name, value)| (name.as_str(), value.as_str())),
    )
}
