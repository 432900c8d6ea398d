//! What the rules found, in people's words.

use crate::answer_text::product_text;
use crate::components::field::typed::with_separators;
use crate::reason_text::reason_in;
use chrono::NaiveDate;
use shared::finding::Finding;
use shared::money::Money;
use shared::product::Catalogue;
use shared::text::{Language, date_text, fill, lookup};

/// The text of a finding: how to mend it. Codes of products become names, amounts get separators,
/// dates are written as people write them. A code this build doesn't know shows itself.
pub fn finding_text(
    language: Language,
    finding: &Finding,
    catalogue: Option<&Catalogue>,
) -> String {
    let Some(text) = lookup(language, &format!("findings.{}", finding.code)) else {
        return finding.code.to_string();
    };
    let params: Vec<(&str, String)> = finding
        .params
        .iter()
        .map(|(name, value)| (name.as_str(), said(language, name, value, catalogue)))
        .collect();
    fill(
        text,
        params.iter().map(|(name, value)| (*name, value.as_str())),
    )
}

fn said(language: Language, name: &str, value: &str, catalogue: Option<&Catalogue>) -> String {
    if let Some(word) = word(language, name, value) {
        return word;
    }
    if let Ok(date) = value.parse::<NaiveDate>() {
        return date_text(language, date);
    }
    if value.contains('.') && value.parse::<Money>().is_ok() {
        return with_separators(value.strip_suffix(".00").unwrap_or(value));
    }
    catalogue
        .and_then(|catalogue| product_text(language, catalogue, value))
        .unwrap_or_else(|| value.to_owned())
}

/// What the reason of a decision and a loss type are called.
fn word(language: Language, name: &str, value: &str) -> Option<String> {
    match name {
        "reason" => reason_in(language, value),
        "loss" => lookup(language, &format!("choices.loss_kind.{value}")).map(str::to_owned),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_written_as_people_write_them() {
        let finding = Finding::error("sum_insured_too_small", "product.sum_insured")
            .with("product", "TL-A")
            .with("min", Money::from_yuan(50_000));
        let text = finding_text(Language::ZhHans, &finding, None);
        assert!(text.contains("50,000 元"), "{text}");
    }

    #[test]
    fn what_the_office_decided_is_said_in_words() {
        let finding = Finding::warning("refusal_denied", "health.declined_before")
            .with("number", "A-0007-000012-X")
            .with("on", "2026-10-05")
            .with("reason", "health_not_accepted");
        let text = finding_text(Language::ZhHans, &finding, None);
        assert!(text.contains("健康状况不予承保"), "{text}");
        assert!(text.contains("A-0007-000012-X"), "{text}");
    }

    #[test]
    fn a_code_of_a_newer_rule_set_shows_itself() {
        let finding = Finding::error("from_the_future", "");
        assert_eq!(
            finding_text(Language::En, &finding, None),
            "from_the_future"
        );
    }
}
