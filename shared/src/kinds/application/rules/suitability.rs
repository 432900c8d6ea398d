//! Suitability (适当性): the product must fit the client.

use super::product::chosen_products;
use crate::answers::{Answers, read};
use crate::finding::Finding;
use crate::form::person::age_of;
use crate::money::Money;
use crate::product::{PaymentMode, RiskClass};
use crate::rules::{Context, Settings};
use chrono::NaiveDate;

pub(super) fn check(answers: &Answers, context: &Context<'_>, findings: &mut Vec<Finding>) {
    findings.extend(risk(answers, context));
    findings.extend(budget(answers));
    findings.extend(gap(answers));
    findings.extend(reasons(answers, context));
    if answers.is("needs.premium_source", "loan") {
        findings.push(Finding::warning(
            "premium_from_loan",
            "needs.premium_source",
        ));
    }
}

/// The risk class of a client: the answers `a` to `e` count 1 to 5, the total falls into a class
/// (settings). `None` until all six questions are answered.
pub fn risk_class(answers: &Answers, settings: &Settings) -> Option<RiskClass> {
    let points = |number| match answers.get(&format!("risk.q{number}"))? {
        "a" => Some(1),
        "b" => Some(2),
        "c" => Some(3),
        "d" => Some(4),
        "e" => Some(5),
        _ => None,
    };
    let total: u8 = (1..=6).map(points).sum::<Option<u8>>()?;
    let passed = settings.risk_limits.iter().filter(|limit| total > **limit);
    Some(match passed.count() {
        0 => RiskClass::R1,
        1 => RiskClass::R2,
        2 => RiskClass::R3,
        3 => RiskClass::R4,
        _ => RiskClass::R5,
    })
}

/// No product's risk class may exceed the client's, be it the main one or a rider.
fn risk(answers: &Answers, context: &Context<'_>) -> Vec<Finding> {
    let Some(client) = risk_class(answers, &context.settings()) else {
        return Vec::new();
    };
    let chosen = chosen_products(answers, context.catalogue).into_iter();
    chosen
        .filter_map(|(path, product)| risk_exceeded(&path, product.risk, client))
        .collect()
}

/// What is found at `path` if a client of this class chooses a product of that one there.
pub fn risk_exceeded(path: &str, product: RiskClass, client: RiskClass) -> Option<Finding> {
    (product > client).then(|| {
        Finding::error("risk_class_exceeded", path)
            .with("client", format!("{client:?}"))
            .with("product", format!("{product:?}"))
    })
}

fn budget(answers: &Answers) -> Option<Finding> {
    let budget = read::money_at(answers, "needs.budget")?;
    let premium = yearly_premium(answers)?;
    let code = match answers.is("product.payment_mode", PaymentMode::Single.as_str()) {
        true => "single_premium_above_budget",
        false => "premium_above_budget",
    };
    (premium > budget).then(|| {
        Finding::warning(code, "product.premium")
            .with("budget", budget)
            .with("premium", premium)
    })
}

/// The gap is what is needed less what is held, and not below nothing.
fn gap(answers: &Answers) -> Option<Finding> {
    let wanted = read::money_at(answers, "needs.cover_wanted")?;
    let held = read::money_at(answers, "needs.cover_held")?;
    let given = read::money_at(answers, "needs.protection_gap")?;
    let expected = (wanted - held).max(Money::ZERO);
    (given != expected).then(|| {
        Finding::warning("protection_gap_differs", "needs.protection_gap")
            .with("expected", expected)
    })
}

/// What had to be given a reason is shown to the reviewer beside it.
fn reasons(answers: &Answers, context: &Context<'_>) -> Vec<Finding> {
    let settings = context.settings();
    let mut found = Vec::new();
    if share_wants_reason(answers, "", context.today) {
        let percent = settings.premium_share_percent;
        found.push(
            Finding::warning("premium_share", "suitability.share_reason").with("percent", percent),
        );
    }
    if age_wants_reason(answers, "", context.today) {
        let age = settings.regular_premium_age;
        found.push(
            Finding::warning("regular_premium_age", "suitability.age_reason").with("age", age),
        );
    }
    found
}

/// The premium of a year: what is paid each time, times how often in a year. A single premium
/// counts whole.
pub fn yearly_premium(answers: &Answers) -> Option<Money> {
    let premium = read::money_at(answers, "product.premium")?;
    let mode = PaymentMode::from_name(answers.get("product.payment_mode")?)?;
    let times = i64::from(mode.payments_in_first_year());
    premium.fen().checked_mul(times).map(Money::from_fen)
}

/// Whether the yearly premium is above the share of the applicant's income that is thought bearable.
pub fn share_wants_reason(answers: &Answers, _prefix: &str, today: NaiveDate) -> bool {
    let income = read::money_at(answers, "applicant.annual_income");
    let (Some(premium), Some(income)) = (yearly_premium(answers), income) else {
        return false;
    };
    let share = i128::from(Settings::in_force(today).premium_share_percent);
    i128::from(premium.fen()) * 100 > i128::from(income.fen()) * share
}

/// Whether a regular premium is to be paid by an applicant who is old already when cover begins.
pub fn age_wants_reason(answers: &Answers, _prefix: &str, today: NaiveDate) -> bool {
    let effect = read::date_at(answers, "product.effective_date").unwrap_or(today);
    let regular = answers
        .get("product.payment_mode")
        .and_then(PaymentMode::from_name)
        .is_some_and(|mode| mode != PaymentMode::Single);
    let limit = Settings::in_force(today).regular_premium_age;
    regular && age_of(answers, "applicant", effect).is_some_and(|age| age >= limit)
}
