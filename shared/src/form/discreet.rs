//! An answer as it is told to whoever checks what others did with it.

use super::{Field, FieldKind, Form};
use crate::contact::{BankAccount, Email, MobileNumber};
use crate::mask;
use serde::{Deserialize, Serialize};

/// An answer as it is told to whoever checks what others did with it: numbers that identify somebody or
/// open an account and addresses have their middle hidden, and what tells of health is not told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "told", content = "text", rename_all = "snake_case")]
pub enum Discreet {
    /// As it is kept; long numbers in running text are hidden.
    Answer(String),
    /// With its middle hidden.
    Masked(String),
    /// Not at all.
    Withheld,
}

impl Form {
    /// The answer at `path` so. What is at no path of the form is not told.
    pub fn discreet(&self, path: &str, answer: &str) -> Discreet {
        match self.field_at(path) {
            Some(field) if field.about_health => Discreet::Withheld,
            Some(field) => field.discreet(answer),
            None => Discreet::Withheld,
        }
    }
}

impl Field {
    fn discreet(&self, answer: &str) -> Discreet {
        match self.kind {
            FieldKind::IdentityNumber => Discreet::Masked(mask::number(answer)),
            FieldKind::Mobile => {
                let mobile = answer.parse().map(|it: MobileNumber| it.masked());
                Discreet::Masked(mobile.unwrap_or_else(|_| mask::number(answer)))
            }
            FieldKind::BankAccount => {
                let account = answer.parse().map(|it: BankAccount| it.masked());
                Discreet::Masked(account.unwrap_or_else(|_| mask::number(answer)))
            }
            FieldKind::Email => {
                let email = answer.parse().map(|it: Email| it.masked());
                Discreet::Masked(email.unwrap_or_else(|_| mask::number(answer)))
            }
            FieldKind::SessionSecret => Discreet::Withheld,
            FieldKind::Text(_) | FieldKind::LongText(_) => Discreet::Answer(mask::in_text(answer)),
            FieldKind::Date
            | FieldKind::Moment
            | FieldKind::TimeOfDay
            | FieldKind::Choice(_)
            | FieldKind::YesNo
            | FieldKind::Consent
            | FieldKind::Money
            | FieldKind::Quantity { .. }
            | FieldKind::Catalogue(_)
            | FieldKind::PolicyNumber
            | FieldKind::SessionCode
            | FieldKind::SessionNumber => Discreet::Answer(answer.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::application::form as application;
    use crate::kinds::loss_notice::form as loss_notice;
    use crate::kinds::training_session::form as training_session;

    fn told(form: &Form, path: &str, answer: &str) -> Discreet {
        form.discreet(path, answer)
    }

    #[test]
    fn numbers_of_people_and_accounts_are_masked() {
        let form = &application::FORM;
        for (path, answer, masked) in [
            (
                "applicant.identity_number",
                "11010519491231002X",
                "110***********002X",
            ),
            ("beneficiaries.3.identity_number", "E12345678", "*******78"),
            ("applicant.mobile", "13800138000", "138****8000"),
            ("applicant.mobile", "not yet known", "not******nown"),
            ("payment.account_number", "6222021234567890123", "**** 0123"),
            ("applicant.email", "li.na@example.com", "l****@example.com"),
            ("applicant.email", "not yet known", "not******nown"),
        ] {
            let masked = Discreet::Masked(masked.to_owned());
            assert_eq!(told(form, path, answer), masked, "{path}");
        }
        let remark = "中山路1号 电话13800138000，li.na@example.com";
        let remark = told(form, "applicant.address", remark);
        let hidden = "中山路1号 电话138****8000，l****@example.com".to_owned();
        assert_eq!(remark, Discreet::Answer(hidden));
    }

    #[test]
    fn what_tells_of_health_is_not_told() {
        for (form, path) in [
            (&application::FORM, "insured.height"),
            (&application::FORM, "insured.weight"),
            (&loss_notice::FORM, "loss.description"),
            (&loss_notice::FORM, "loss.diagnosis"),
            (&loss_notice::FORM, "loss.hospital"),
            (&loss_notice::FORM, "loss.death_cause"),
        ] {
            assert_eq!(told(form, path, "170"), Discreet::Withheld, "{path}");
        }
        let health = application::FORM
            .sections
            .iter()
            .find(|it| it.id == "health");
        for page in health.unwrap().pages {
            for field in page.fields {
                let path = format!("{}.{}", page.prefix, field.name);
                assert_eq!(told(&application::FORM, &path, "yes"), Discreet::Withheld);
            }
        }
    }

    #[test]
    fn secrets_and_what_no_form_knows_are_not_told() {
        let secret = told(&training_session::FORM, "secret", "0123");
        assert_eq!(secret, Discreet::Withheld);
        let strange = told(&application::FORM, "of.another.build", "13800138000");
        assert_eq!(strange, Discreet::Withheld);
    }

    #[test]
    fn the_rest_is_told_as_it_is() {
        let amount = told(&loss_notice::FORM, "loss.estimate", "12000");
        assert_eq!(amount, Discreet::Answer("12000".to_owned()));
    }
}
