//! Each answer for itself: whether it was asked for, is there, and is of its field's kind.

use super::Context;
use crate::answers::{Answers, read};
use crate::contact::{BankAccount, Email, MobileNumber};
use crate::finding::Finding;
use crate::form::{CatalogueChoice, FieldKind, Form, PlacedField, person};
use crate::identity::{Identity, IdentityKind};
use crate::input::{self, NumberError, read_policy_number};
use crate::money::{Money, MoneyError};
use crate::name::PersonName;
use crate::product::{CoverageTerm, PaymentMode, PaymentTerm, PlanCode, ProductCode};
use crate::training::{SessionCode, SessionNumber, SessionSecret};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

pub(crate) fn check(
    form: &Form,
    answers: &Answers,
    context: &Context<'_>,
    findings: &mut Vec<Finding>,
) {
    let asked = form.asked(answers, context.today);
    findings.extend(unasked(form, &asked, answers, context));
    for placed in &asked {
        match answers.get(&placed.path) {
            Some(text) => findings.extend(check_answer(placed, text, answers)),
            None if context.complete && placed.field.required => {
                findings.push(Finding::error("required", &placed.path));
            }
            None => {}
        }
    }
}

/// Answers that belong to no field, or in a complete record to one that is not asked.
fn unasked<'a>(
    form: &'a Form,
    asked: &[PlacedField],
    answers: &'a Answers,
    context: &'a Context<'_>,
) -> impl Iterator<Item = Finding> + use<'a> {
    let asked: BTreeSet<String> = asked.iter().map(|placed| placed.path.clone()).collect();
    answers.iter().filter_map(move |(path, _)| {
        if form.field_at(path).is_none() {
            Some(Finding::error("unknown_field", path))
        } else {
            let is_stray = !asked.contains(path) && !form.once_asked.contains(&path);
            (context.complete && is_stray).then(|| Finding::error("not_asked", path))
        }
    })
}

fn check_answer(placed: &PlacedField, text: &str, answers: &Answers) -> Option<Finding> {
    let path = placed.path.as_str();
    if placed.field.label == person::NAME.label && text.parse::<PersonName>().is_err() {
        return Some(Finding::error("name_invalid", path));
    }
    // For some kinds the only mistake is not to be of that kind.
    let (is_read, code) = match placed.field.kind {
        FieldKind::Text(most) => return check_text(path, text, most, false),
        FieldKind::LongText(most) => return check_text(path, text, most, true),
        FieldKind::Quantity { .. } => return check_quantity(path, text, placed.field.kind),
        FieldKind::Money => return check_money(path, text),
        FieldKind::IdentityNumber => return check_identity(path, text, answers),
        FieldKind::BankAccount => return check_bank_account(path, text),
        FieldKind::Catalogue(choice) => return check_catalogue(path, text, choice),
        FieldKind::Date => (read::date(text).is_some(), "not_a_date"),
        FieldKind::Moment => (read::moment(text).is_some(), "not_a_moment"),
        FieldKind::TimeOfDay => (read::time_of_day(text).is_some(), "not_a_time"),
        FieldKind::Choice(set) => (set.values.contains(&text), "not_a_choice"),
        FieldKind::YesNo => (matches!(text, "yes" | "no"), "not_a_choice"),
        FieldKind::Consent => (text == "yes", "consent_needed"),
        FieldKind::Mobile => (text.parse::<MobileNumber>().is_ok(), "mobile_invalid"),
        FieldKind::Email => (text.parse::<Email>().is_ok(), "email_invalid"),
        FieldKind::PolicyNumber => (read_policy_number(text).is_some(), "policy_number_invalid"),
        FieldKind::SessionCode => (text.parse::<SessionCode>().is_ok(), "session_code_invalid"),
        FieldKind::SessionNumber => (
            text.parse::<SessionNumber>().is_ok(),
            "session_number_invalid",
        ),
        FieldKind::SessionSecret => (
            text.parse::<SessionSecret>().is_ok(),
            "session_secret_invalid",
        ),
    };
    (!is_read).then(|| Finding::error(code, path))
}

fn check_text(path: &str, text: &str, most: usize, lines: bool) -> Option<Finding> {
    // An accent of its own is no character of its own.
    if text.chars().count() > most && input::composed(text).chars().count() > most {
        return Some(Finding::error("too_long", path).with("max", most));
    }
    let stray = |c: char| c.is_control() && !(lines && matches!(c, '\n' | '\r' | '\t'));
    text.contains(stray)
        .then(|| Finding::error("text_invalid", path))
}

fn check_quantity(path: &str, text: &str, field: FieldKind) -> Option<Finding> {
    let FieldKind::Quantity {
        unit,
        min,
        max,
        places,
    } = field
    else {
        return None;
    };
    let limits = || {
        Finding::error("out_of_range", path)
            .with("min", min)
            .with("max", max)
    };
    match input::quantity(text, unit) {
        Err(NumberError::OutOfRange) => Some(limits()),
        Ok(number) if number.scale() <= places => {
            let fits = (Decimal::from(min)..=Decimal::from(max)).contains(&number);
            (!fits).then(limits)
        }
        Ok(_) | Err(NumberError::NotANumber) if places == 0 => {
            Some(Finding::error("not_a_number", path))
        }
        Ok(_) | Err(NumberError::NotANumber) => {
            Some(Finding::error("not_a_decimal", path).with("places", places))
        }
    }
}

fn check_money(path: &str, text: &str) -> Option<Finding> {
    match text.parse::<Money>() {
        Ok(amount) if amount.is_negative() => Some(Finding::error("amount_negative", path)),
        Ok(_) => None,
        Err(MoneyError::OutOfRange) => Some(
            Finding::error("out_of_range", path)
                .with("min", 0)
                .with("max", Money::MAX.yuan().trunc()),
        ),
        Err(MoneyError::NotANumber | MoneyError::PartOfAFen) => {
            Some(Finding::error("not_an_amount", path))
        }
    }
}

/// The check digit only warns: it is that of cards, and many passbooks have none.
fn check_bank_account(path: &str, text: &str) -> Option<Finding> {
    match text.parse::<BankAccount>() {
        Ok(account) if account.has_check_digit() => None,
        Ok(_) => Some(Finding::warning("bank_account_check_digit", path)),
        Err(_) => Some(Finding::error("bank_account_invalid", path)),
    }
}

fn check_identity(path: &str, text: &str, answers: &Answers) -> Option<Finding> {
    let prefix = path.strip_suffix(".identity_number")?;
    let kind = answers.get(&format!("{prefix}.identity_kind"))?;
    let error = Identity::parse(IdentityKind::from_name(kind)?, text).err()?;
    Some(Finding::error(error.code(), path))
}

/// Whether the answer can be what the catalogue offers at all; the product rules say whether it is.
fn check_catalogue(path: &str, text: &str, choice: CatalogueChoice) -> Option<Finding> {
    let is_read = match choice {
        CatalogueChoice::MainProduct | CatalogueChoice::Rider => {
            text.parse::<ProductCode>().is_ok()
        }
        CatalogueChoice::Plan => text.parse::<PlanCode>().is_ok(),
        CatalogueChoice::PaymentYears => text.parse::<PaymentTerm>().is_ok(),
        CatalogueChoice::Coverage => text.parse::<CoverageTerm>().is_ok(),
        CatalogueChoice::PaymentMode => PaymentMode::from_name(text).is_some(),
        CatalogueChoice::SumInsured | CatalogueChoice::Premium => {
            return check_money(path, text);
        }
    };
    (!is_read).then(|| Finding::error("not_a_choice", path))
}
