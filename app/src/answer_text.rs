//! An answer as people read it.

use crate::components::field::typed::{grouped, with_separators};
use chrono::NaiveDate;
use shared::answers::Answers;
use shared::answers::read::moment;
use shared::form::{CatalogueChoice, Field, FieldKind};
use shared::money::Money;
use shared::product::{Catalogue, CoverageTerm, PaymentTerm, ProductCode};
use shared::text::{Language, date_text, lookup, moment_text};

/// The answer at `path` in words: names of choices and products, dates, amounts with separators.
/// `None` if it is not answered; an answer that cannot be read stands as it was typed.
pub fn answer_text(
    language: Language,
    field: &Field,
    path: &str,
    answers: &Answers,
    catalogue: Option<&Catalogue>,
) -> Option<String> {
    let answer = field.kept(path, answers.get(path)?, answers);
    let answer = answer.as_str();
    let said = match field.kind {
        FieldKind::Date => answer
            .parse()
            .ok()
            .map(|date: NaiveDate| date_text(language, date)),
        FieldKind::Moment => moment(answer).map(|moment| moment_text(language, moment)),
        FieldKind::Choice(set) => choice_text(language, set.name, answer).map(str::to_owned),
        FieldKind::YesNo => choice_text(language, "yes_no", answer).map(str::to_owned),
        FieldKind::Consent => (answer == "yes")
            .then(|| lookup(language, "form.consent_given").map(str::to_owned))
            .flatten(),
        FieldKind::Money => money_text(answer),
        FieldKind::Quantity { unit, .. } => with_unit(language, answer, unit),
        FieldKind::Mobile => Some(grouped(answer, &[3, 4])),
        FieldKind::BankAccount => Some(grouped(answer, &[4])),
        FieldKind::SessionSecret => Some("••••".to_owned()),
        FieldKind::Catalogue(choice) => catalogued(language, catalogue, answers, path, choice),
        FieldKind::Text(_)
        | FieldKind::LongText(_)
        | FieldKind::TimeOfDay
        | FieldKind::IdentityNumber
        | FieldKind::Email
        | FieldKind::PolicyNumber
        | FieldKind::SessionCode
        | FieldKind::SessionNumber => None,
    };
    Some(said.unwrap_or_else(|| answer.to_owned()))
}

/// What a value of a closed set is called.
pub fn choice_text(language: Language, set: &str, value: &str) -> Option<&'static str> {
    lookup(language, &format!("choices.{set}.{value}"))
}

/// ¥ and the amount with two places and separators.
pub fn money_text(answer: &str) -> Option<String> {
    let amount: Money = answer.parse().ok()?;
    Some(format!("¥{}", with_separators(&amount.to_string())))
}

fn with_unit(language: Language, answer: &str, unit: &str) -> Option<String> {
    let unit = lookup(language, &format!("units.{unit}"))?;
    Some(match unit {
        "%" => format!("{answer}%"),
        unit => format!("{answer} {unit}"),
    })
}

fn catalogued(
    language: Language,
    catalogue: Option<&Catalogue>,
    answers: &Answers,
    path: &str,
    choice: CatalogueChoice,
) -> Option<String> {
    let answer = answers.get(path)?;
    match choice {
        CatalogueChoice::MainProduct | CatalogueChoice::Rider => {
            product_text(language, catalogue?, answer)
        }
        CatalogueChoice::Plan => plan_text(language, catalogue?, answers, path),
        CatalogueChoice::PaymentYears => {
            let term: PaymentTerm = answer.parse().ok()?;
            Some(term.label(language))
        }
        CatalogueChoice::Coverage => {
            let term: CoverageTerm = answer.parse().ok()?;
            Some(term.label(language))
        }
        CatalogueChoice::PaymentMode => {
            lookup(language, &format!("products.payment_mode.{answer}")).map(str::to_owned)
        }
        CatalogueChoice::SumInsured | CatalogueChoice::Premium => money_text(answer),
    }
}

/// The name of a product with its code. Its latest tariff names it.
pub fn product_text(language: Language, catalogue: &Catalogue, code: &str) -> Option<String> {
    let code: ProductCode = code.parse().ok()?;
    let product = catalogue.tariffs(&code).last()?;
    let name = product.name.in_language(language);
    Some(match language {
        Language::ZhHans => format!("{name}（{code}）"),
        Language::En => format!("{name} ({code})"),
    })
}

fn plan_text(
    language: Language,
    catalogue: &Catalogue,
    answers: &Answers,
    path: &str,
) -> Option<String> {
    let (prefix, _) = path.rsplit_once('.')?;
    let code: ProductCode = answers.get(&format!("{prefix}.code"))?.parse().ok()?;
    let product = catalogue.tariffs(&code).last()?;
    let plan = product.plan(&answers.get(path)?.parse().ok()?)?;
    Some(plan.name.in_language(language).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::kinds::application::form as application;

    fn said(path: &str, answers: &Answers) -> Option<String> {
        let field = application::FORM.field_at(path).unwrap();
        answer_text(Language::ZhHans, field, path, answers, None)
    }

    #[test]
    fn answers_read_as_people_write_them() {
        for (path, answer, expected) in [
            ("applicant.sex", "female", "女"),
            ("applicant.birth_date", "1990-05-20", "1990年5月20日"),
            ("applicant.annual_income", "120000", "¥120,000.00"),
            ("applicant.mobile", "13800138000", "138 0013 8000"),
            ("insured.height", "165", "165 厘米"),
            ("beneficiaries.0.share", "50", "50%"),
            ("product.payment_years", "20_years", "20 年交"),
            ("applicant.birth_date", "1990-5-", "1990-5-"),
        ] {
            let answers = Answers::new().with(path, answer);
            assert_eq!(said(path, &answers).as_deref(), Some(expected), "{path}");
        }
    }

    #[test]
    fn what_is_not_answered_has_no_words() {
        assert_eq!(said("applicant.name", &Answers::new()), None);
    }
}
