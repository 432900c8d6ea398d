//! The premium of the answers so far, as the page shows it.

use crate::components::field::typed::with_separators;
use crate::components::field::{Message, PremiumLine, PremiumShown, PremiumState};
use crate::drafting::mode_name;
use crate::finding_text::finding_text;
use shared::answers::Answers;
use shared::finding::Severity;
use shared::kinds::application::rules::product::quote_request;
use shared::product::{Catalogue, Cause, Quote, QuoteLine, QuoteProblem, quote};
use shared::text::{Language, fill, lookup};

/// The premium, or why there is none.
pub fn premium_state(
    language: Language,
    catalogue: Option<&Catalogue>,
    answers: &Answers,
) -> PremiumState {
    let Some(catalogue) = catalogue else {
        return PremiumState::Open;
    };
    let Some(request) = quote_request(answers, catalogue) else {
        return PremiumState::Open;
    };
    match quote(catalogue, &request) {
        Ok(quote) => PremiumState::Quoted(shown(language, catalogue, &quote)),
        Err(problems) => {
            let wrong = problems.iter().filter(|problem| !is_unanswered(problem));
            let messages: Vec<Message> = wrong
                .map(|problem| message(language, catalogue, problem))
                .collect();
            match messages.is_empty() {
                true => PremiumState::Open,
                false => PremiumState::Refused(messages),
            }
        }
    }
}

/// What is only missing is asked for in its own field: while that is open, so is the premium.
const fn is_unanswered(problem: &QuoteProblem) -> bool {
    matches!(problem.cause, Cause::SumMissing | Cause::PlanMissing)
}

fn message(language: Language, catalogue: &Catalogue, problem: &QuoteProblem) -> Message {
    Message {
        text: finding_text(language, &problem.finding(""), Some(catalogue)),
        severity: Severity::Error,
    }
}

fn shown(language: Language, catalogue: &Catalogue, quote: &Quote) -> PremiumShown {
    let mode = format!("products.payment_mode.{}", mode_name(quote.mode));
    let line = |line| premium_line(language, catalogue, line);
    PremiumShown {
        mode: lookup(language, &mode).unwrap_or_default().to_owned(),
        per_payment: quote.per_payment,
        first_year: quote.first_year,
        lines: quote.lines.iter().map(line).collect(),
    }
}

fn premium_line(language: Language, catalogue: &Catalogue, line: &QuoteLine) -> PremiumLine {
    let product = catalogue.tariffs(&line.product).last();
    let name = product.map(|product| product.name.in_language(language).to_owned());
    let sum = format!("¥{}", with_separators(&line.sum_insured.to_string()));
    PremiumLine {
        product: name.unwrap_or_else(|| line.product.to_string()),
        terms: [
            sum,
            line.coverage.label(language),
            line.payment.label(language),
        ]
        .join(" · "),
        working: working(language, line),
        premium: line.premium,
    }
}

/// 费率 2.31 × 每千元保额 500 × 交费方式 1 × 职业 1 = 1155
fn working(language: Language, line: &QuoteLine) -> String {
    let text = lookup(language, "form.premium.formula").unwrap_or_default();
    fill(
        text,
        [
            ("rate", line.rate.to_string().as_str()),
            ("base", line.base.to_string().as_str()),
            ("mode", line.mode_factor.to_string().as_str()),
            ("occupation", line.occupation_factor.to_string().as_str()),
            ("exact", line.exact.to_string().as_str()),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(sum: &str, rider_sum: &str) -> PremiumState {
        let catalogue = Catalogue::demonstration().unwrap();
        let answers = Answers::new()
            .with("insured.relation", "self")
            .with("applicant.birth_date", "1990-05-20")
            .with("applicant.sex", "female")
            .with("applicant.occupation_class", "1")
            .with("product.effective_date", "2026-11-01")
            .with("product.code", "TL-A")
            .with("product.coverage", "20_years")
            .with("product.payment_years", "20_years")
            .with("product.payment_mode", "yearly")
            .with("product.sum_insured", sum)
            .with("riders.0.code", "AC-R")
            .with("riders.0.sum_insured", rider_sum);
        premium_state(Language::En, Some(&catalogue), &answers)
    }

    #[test]
    fn a_sum_that_nobody_could_type_yet_is_no_error() {
        assert_eq!(state("", ""), PremiumState::Open);
        assert_eq!(state("500000", ""), PremiumState::Open);
        assert!(matches!(state("500000", "1"), PremiumState::Refused(_)));
        assert!(matches!(state("500000", "100000"), PremiumState::Quoted(_)));
    }
}
