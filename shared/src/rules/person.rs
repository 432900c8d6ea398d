//! A person and the identity document must agree.

use super::{Context, place};
use crate::answers::{Answers, read};
use crate::finding::Finding;
use crate::form::person::{LONG_TERM_AGE, age_of};
use crate::identity::{Identity, IdentityKind};
use crate::money::Money;

/// From this age everybody has an identity card (居民身份证法, 第二条).
const IDENTITY_CARD_AGE: u8 = 16;

/// Hardly anybody earns more in a year: a figure above it has a zero too many.
const UNUSUAL_INCOME: Money = Money::from_yuan(100_000_000);

pub(crate) fn check(
    answers: &Answers,
    prefix: &str,
    context: &Context<'_>,
    findings: &mut Vec<Finding>,
) {
    let birth = read::birth_date(answers, prefix);
    if birth.is_some_and(|birth| birth > context.today) {
        findings.push(Finding::error(
            "birth_date_in_future",
            format!("{prefix}.birth_date"),
        ));
    }
    if let Some(identity) = read::identity(answers, prefix) {
        findings.extend(disagreements(answers, prefix, &identity));
        findings.extend(wrong_kind(answers, prefix, &identity, context));
    }
    findings.extend(expired(answers, prefix, context));
    findings.extend(unusual_income(answers, prefix));
    findings.extend(place::check(answers, prefix));
}

/// GB 11643: the number holds birth date and sex; both must be those of the form.
fn disagreements(answers: &Answers, prefix: &str, identity: &Identity) -> Vec<Finding> {
    let mut found = Vec::new();
    if let (Some(expected), Some(given)) = (identity.birth(), read::birth_date(answers, prefix))
        && expected != given
    {
        let path = format!("{prefix}.birth_date");
        found.push(Finding::error("identity_birth_date_differs", path).with("expected", expected));
    }
    if let (Some(expected), Some(given)) = (identity.sex(), read::sex(answers, prefix))
        && expected != given
    {
        found.push(Finding::error(
            "identity_sex_differs",
            format!("{prefix}.sex"),
        ));
    }
    found
}

fn wrong_kind(
    answers: &Answers,
    prefix: &str,
    identity: &Identity,
    context: &Context<'_>,
) -> Option<Finding> {
    let age = age_of(answers, prefix, context.today);
    let long_term = answers.is(&format!("{prefix}.identity_long_term"), "yes");
    let nationality = answers.get(&format!("{prefix}.nationality"));
    match identity.kind() {
        IdentityKind::ResidentId if nationality.is_some_and(|of| of != "cn") => {
            Some(Finding::error(
                "nationality_not_of_document",
                format!("{prefix}.nationality"),
            ))
        }
        IdentityKind::ForeignResidentId if nationality == Some("cn") => Some(Finding::error(
            "nationality_not_of_document",
            format!("{prefix}.nationality"),
        )),
        IdentityKind::ResidentId if long_term && age.is_some_and(|age| age < LONG_TERM_AGE) => {
            let path = format!("{prefix}.identity_long_term");
            Some(Finding::error("identity_not_long_term", path).with("age", LONG_TERM_AGE))
        }
        IdentityKind::BirthCertificate if age.is_some_and(|age| age >= IDENTITY_CARD_AGE) => {
            let path = format!("{prefix}.identity_kind");
            Some(Finding::error("birth_certificate_age", path).with("age", IDENTITY_CARD_AGE))
        }
        _ => None,
    }
}

fn expired(answers: &Answers, prefix: &str, context: &Context<'_>) -> Option<Finding> {
    let path = format!("{prefix}.identity_expiry");
    let expiry = read::date_at(answers, &path)?;
    (expiry < context.today)
        .then(|| Finding::error("identity_expired", path).with("expiry", expiry))
}

fn unusual_income(answers: &Answers, prefix: &str) -> Option<Finding> {
    let path = format!("{prefix}.annual_income");
    let income = read::money_at(answers, &path)?;
    (income > UNUSUAL_INCOME)
        .then(|| Finding::warning("income_unusual", path).with("most", UNUSUAL_INCOME))
}
