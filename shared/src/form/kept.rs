//! How an answer is kept: in the one form of its kind where it is certain, else as it was typed.

use super::{CatalogueChoice, Field, FieldKind, payment, person};
use crate::answers::Answers;
use crate::contact::{BankAccount, Email, MobileNumber};
use crate::identity::{Identity, IdentityKind};
use crate::input;
use crate::input::read_policy_number;
use crate::money::Money;
use crate::name::PersonName;

impl Field {
    /// The text as it is kept once it is typed: the phone keeps answers so, and the rules read what
    /// another build kept as it was typed to the same effect.
    pub fn kept(&self, path: &str, text: &str, answers: &Answers) -> String {
        let text = input::trim(text);
        self.written(path, text, answers)
            .unwrap_or_else(|| text.to_owned())
    }

    /// Whether somebody's name stands there: theirs, or that on an account.
    fn is_name(&self) -> bool {
        self.label == person::NAME.label || self.name == payment::ACCOUNT_HOLDER.name
    }

    fn written(&self, path: &str, text: &str, answers: &Answers) -> Option<String> {
        if self.is_name() {
            return text.parse().ok().map(|name: PersonName| name.to_string());
        }
        match self.kind {
            FieldKind::Money
            | FieldKind::Catalogue(CatalogueChoice::SumInsured | CatalogueChoice::Premium) => {
                amount(text)
            }
            FieldKind::Quantity { unit, .. } => input::quantity(text, unit)
                .ok()
                .map(|number| number.to_string()),
            FieldKind::IdentityNumber => identity_number(path, text, answers),
            FieldKind::Mobile => text.parse().ok().map(|it: MobileNumber| it.to_string()),
            FieldKind::Email => text.parse().ok().map(|it: Email| it.to_string()),
            FieldKind::BankAccount => text.parse().ok().map(|it: BankAccount| it.to_string()),
            FieldKind::PolicyNumber => read_policy_number(text),
            FieldKind::Text(_) | FieldKind::LongText(_) => Some(input::composed(text)),
            FieldKind::Date
            | FieldKind::Moment
            | FieldKind::TimeOfDay
            | FieldKind::Choice(_)
            | FieldKind::YesNo
            | FieldKind::Consent
            | FieldKind::SessionCode
            | FieldKind::SessionNumber
            | FieldKind::SessionSecret
            | FieldKind::Catalogue(_) => None,
        }
    }
}

/// Without separators and unit; places only where there are some.
fn amount(text: &str) -> Option<String> {
    let amount: Money = text.parse().ok()?;
    let written = amount.to_string();
    Some(written.strip_suffix(".00").unwrap_or(&written).to_owned())
}

/// As the document is printed, if its kind is known.
fn identity_number(path: &str, text: &str, answers: &Answers) -> Option<String> {
    let person = path.strip_suffix(".identity_number")?;
    let kind = answers.get(&format!("{person}.identity_kind"))?;
    let identity = Identity::parse(IdentityKind::from_name(kind)?, text).ok()?;
    Some(identity.to_string())
}

#[cfg(test)]
mod tests {
    use crate::answers::Answers;
    use crate::kinds::form_of;
    use crate::record::RecordKind;

    #[test]
    fn a_name_is_kept_in_one_form_wherever_it_stands() {
        for (kind, path) in [
            (RecordKind::Application, "applicant.name"),
            (RecordKind::Application, "payment.account_holder"),
            (RecordKind::LossNotice, "payee.account_holder"),
        ] {
            let field = form_of(kind).field_at(path).unwrap();
            let kept = field.kept(path, " 买买提•吐尔逊", &Answers::new());
            assert_eq!(kept, "买买提·吐尔逊", "{path}");
        }
    }
}
