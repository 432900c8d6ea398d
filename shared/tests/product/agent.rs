//! What an agent asks, in a few words.

use chrono::NaiveDate;
use shared::finding::Finding;
use shared::identity::Sex;
use shared::money::Money;
use shared::product::{
    Catalogue, Cover, Insured, OccupationClass, PaymentMode, Quote, QuoteRequest, Selection, quote,
};

pub fn catalogue() -> Catalogue {
    Catalogue::demonstration().unwrap()
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn yuan(text: &str) -> Money {
    text.parse().unwrap()
}

/// A woman of 35 in an office on the day of effect.
pub fn ms_li() -> Insured {
    Insured {
        birth_date: day("1990-05-20"),
        sex: Sex::Female,
        occupation_class: OccupationClass::try_new(1).unwrap(),
    }
}

pub fn select(product: &str, payment: &str, coverage: &str, cover: Cover) -> Selection {
    Selection {
        product: product.parse().unwrap(),
        payment: payment.parse().unwrap(),
        coverage: coverage.parse().unwrap(),
        cover,
    }
}

pub fn sum(text: &str) -> Cover {
    Cover::SumInsured(yuan(text))
}

pub fn plan(code: &str) -> Cover {
    Cover::Plan(code.parse().unwrap())
}

/// Term life of 500,000 to age 70, paid yearly for 20 years, from 1 March 2026, for Ms Li.
pub fn request() -> QuoteRequest {
    QuoteRequest {
        effect: day("2026-03-01"),
        insured: ms_li(),
        mode: PaymentMode::Yearly,
        main: select("TL-A", "20_years", "to_age_70", sum("500,000")),
        riders: Vec::new(),
    }
}

pub fn quoted(request: &QuoteRequest) -> Quote {
    quote(&catalogue(), request).unwrap()
}

/// What stands in the way, with the field as path.
pub fn refused(request: &QuoteRequest) -> Vec<Finding> {
    let problems = quote(&catalogue(), request).unwrap_err();
    let finding = |problem: &shared::product::QuoteProblem| {
        problem.finding(format!("{:?} {:?}", problem.place, problem.field()))
    };
    problems.iter().map(finding).collect()
}

/// The codes and paths of findings.
pub fn codes(findings: &[Finding]) -> Vec<(&str, &str)> {
    findings
        .iter()
        .map(|finding| (finding.code.as_str(), finding.path.as_str()))
        .collect()
}
