//! The application (投保单): what it asks, its rules, and what of it is compared with others.

mod copied;
pub mod form;
pub mod rules;

use super::duplicate::Duplicate;
use super::{Kind, OfficeKind, Policies, RecordSummary, Subject};
use crate::answers::{Answers, read};
use crate::form::beneficiary;
use crate::form::person::insured_prefix;
use crate::rules::Party;

/// What an application is.
pub(super) const KIND: Kind = Kind {
    form: &form::FORM,
    office: OfficeKind::Review,
    subject: Subject::Product,
    is_signed: true,
    sold: &["product", "riders"],
    policies: Policies::ClientBook,
    of_client: None,
    let_through: copied::LET_THROUGH,
    duplicate: Some(Duplicate {
        at: "product.code",
        parts: duplicate_parts,
    }),
    parties,
    summary,
    check: rules::check,
    check_at_desk: rules::check_at_desk,
};

/// Insured, product and date of effect.
fn duplicate_parts(answers: &Answers) -> Option<[String; 3]> {
    let insured = read::identity(answers, insured_prefix(answers))?;
    let product = answers.get("product.code")?.to_owned();
    let effect = read::date_at(answers, "product.effective_date")?;
    Some([
        insured.of_person().1.to_owned(),
        product,
        effect.to_string(),
    ])
}

/// Applicant, insured where it is somebody else, and beneficiaries.
fn parties(answers: &Answers) -> Vec<Party> {
    let mut parties = vec![Party::at(answers, "applicant", "payment.account_number")];
    if insured_prefix(answers) == "insured" {
        parties.push(Party::at(answers, "insured", ""));
    }
    let beneficiaries = 0..beneficiary::count(answers);
    parties.extend(beneficiaries.map(|n| Party::at(answers, &format!("beneficiaries.{n}"), "")));
    parties
}

/// The insured, or else the applicant; the yearly premium.
fn summary(answers: &Answers) -> RecordSummary {
    let insured = format!("{}.name", insured_prefix(answers));
    let title = match answers.get(&insured) {
        Some(_) => insured.as_str(),
        None => "applicant.name",
    };
    let amount = rules::suitability::yearly_premium(answers);
    RecordSummary::of(answers, title, Some("product.code"), amount)
}
