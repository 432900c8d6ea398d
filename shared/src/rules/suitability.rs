//! Suitability (适当性): the product must fit the client.

use super::Settings;
use crate::answers::Answers;
use crate::form::person::age_of;
use crate::money::Money;
use chrono::NaiveDate;

/// The premium of a year: what is paid each time, times how often in a year. A single premium
/// counts whole.
pub fn yearly_premium(answers: &Answers) -> Option<Money> {
    let premium: Money = answers.get("product.premium")?.parse().ok()?;
    let times = match answers.get("product.payment_mode")? {
        "single" | "yearly" => 1,
        "half_yearly" => 2,
        "quarterly" => 4,
        "monthly" => 12,
        _ => return None,
    };
    premium.fen().checked_mul(times).map(Money::from_fen)
}

/// Whether the yearly premium is above the share of the applicant's income that is thought bearable.
pub fn share_wants_reason(answers: &Answers, _prefix: &str, today: NaiveDate) -> bool {
    let income = answers
        .get("applicant.annual_income")
        .and_then(|text| text.parse::<Money>().ok());
    let (Some(premium), Some(income)) = (yearly_premium(answers), income) else {
        return false;
    };
    let share = i128::from(Settings::in_force(today).premium_share_percent);
    i128::from(premium.fen()) * 100 > i128::from(income.fen()) * share
}

/// Whether a regular premium is to be paid by an applicant who is old already when cover begins.
pub fn age_wants_reason(answers: &Answers, _prefix: &str, today: NaiveDate) -> bool {
    let effect = answers
        .get("product.effective_date")
        .and_then(|text| text.parse().ok())
        .unwrap_or(today);
    let regular = answers
        .get("product.payment_mode")
        .is_some_and(|mode| mode != "single");
    let limit = Settings::in_force(today).regular_premium_age;
    regular && age_of(answers, "applicant", effect).is_some_and(|age| age >= limit)
}
