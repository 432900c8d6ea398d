//! Rules of the application.

mod body;
mod disclosure;
mod insured;
mod minor;
mod own_records;
pub mod product;
pub mod suitability;
mod underwriting;

pub use underwriting::{is_health_details, is_health_yes};

use super::{form, parties};
use crate::answers::Answers;
use crate::finding::Finding;
use crate::form::beneficiary;
use crate::form::person::insured_prefix;
use crate::rules::in_common::{
    account_of_several, many_applications, mobile_of_several, number_of_another_name,
};
use crate::rules::payment::holder_differs;
use crate::rules::{AtDesk, Context, beneficiaries, person};

pub(super) fn check(answers: &Answers, context: &Context<'_>, findings: &mut Vec<Finding>) {
    disclosure::check(answers, context, findings);
    persons(answers, context, findings);
    insured::check(answers, context, findings);
    beneficiaries::check(answers, findings);
    suitability::check(answers, context, findings);
    product::check(answers, context, findings);
    findings.extend(account(answers));
}

/// What an underwriter looks at.
pub(super) fn check_at_desk(
    answers: &Answers,
    context: &Context<'_>,
    desk: AtDesk<'_>,
    findings: &mut Vec<Finding>,
) {
    underwriting::check(answers, context, desk.watch, findings);
    own_records::check(answers, context, findings);
    let parties = parties(answers);
    for party in &parties {
        if party.is_of_contract() {
            findings.extend(many_applications(party, context, desk.watch));
        }
        findings.extend(mobile_of_several(party, context, desk.watch));
        let path = "payment.account_number";
        findings.extend(account_of_several(path, party, context, desk.watch));
        findings.extend(number_of_another_name(party, &parties, context));
    }
}

/// The rules for every person of an application.
fn persons(answers: &Answers, context: &Context<'_>, findings: &mut Vec<Finding>) {
    person::check(answers, "applicant", context, findings);
    if insured_prefix(answers) == "insured" {
        person::check(answers, "insured", context, findings);
    }
    for number in 0..beneficiary::count(answers) {
        let prefix = format!("beneficiaries.{number}");
        person::check(answers, &prefix, context, findings);
    }
}

/// The holder is the applicant: premiums are not drawn from other people's accounts.
fn account(answers: &Answers) -> Option<Finding> {
    let path = "payment.account_holder";
    holder_differs(answers, path, "applicant.name")
        .then(|| Finding::error("account_holder_differs", path))
}
