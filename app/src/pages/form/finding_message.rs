//! What a finding says at its field: a missing answer says what to do about it.

use crate::answer_name::answer_name;
use crate::finding_text::finding_text;
use crate::text::{language, t, t_of, tf};
use shared::finding::Finding;
use shared::form::{CatalogueChoice, FieldKind, Form};
use shared::key;
use shared::product::Catalogue;

/// The text beside the field.
pub fn message(form: &Form, finding: &Finding, catalogue: Option<&Catalogue>) -> String {
    let field = form.field_at(&finding.path);
    match field.filter(|_| finding.code.as_str() == "required") {
        Some(field) => t(missing_key(field.kind)).to_owned(),
        None => finding_text(language(), finding, catalogue),
    }
}

/// The text in a list of findings of the whole record: with what tells the answer from others.
pub fn message_with_name(form: &Form, finding: &Finding, catalogue: Option<&Catalogue>) -> String {
    let text = message(form, finding, catalogue);
    match form.field_at(&finding.path) {
        Some(_) => labelled(&answer_name(language(), form, &finding.path), &text),
        None => text,
    }
}

/// The text in a list of findings of one page: with the field's label.
pub fn message_with_label(form: &Form, finding: &Finding, catalogue: Option<&Catalogue>) -> String {
    let text = message(form, finding, catalogue);
    match form.field_at(&finding.path) {
        Some(field) => labelled(t_of("fields", field.label), &text),
        None => text,
    }
}

/// Label and text in one line; a label that is a question ends as one.
pub fn labelled(label: &str, text: &str) -> String {
    if label.ends_with(['？', '?']) {
        format!("{label} {text}")
    } else {
        tf(
            key!("form.summary_line"),
            &[("label", label), ("text", text)],
        )
    }
}

const fn missing_key(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Consent => key!("form.required.tick"),
        FieldKind::Catalogue(CatalogueChoice::Premium) => key!("form.required.not_computed"),
        FieldKind::Catalogue(CatalogueChoice::SumInsured)
        | FieldKind::Text(_)
        | FieldKind::LongText(_)
        | FieldKind::Date
        | FieldKind::Moment
        | FieldKind::TimeOfDay
        | FieldKind::Money
        | FieldKind::Quantity { .. }
        | FieldKind::IdentityNumber
        | FieldKind::Mobile
        | FieldKind::Email
        | FieldKind::BankAccount
        | FieldKind::PolicyNumber
        | FieldKind::SessionCode
        | FieldKind::SessionNumber
        | FieldKind::SessionSecret => key!("form.required.fill"),
        FieldKind::Choice(_) | FieldKind::YesNo | FieldKind::Catalogue(_) => {
            key!("form.required.choose")
        }
    }
}
