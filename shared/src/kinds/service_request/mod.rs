//! The service request (保全): a change that a policyholder asks for in a policy.

mod copied;
pub mod form;
mod rules;

use super::duplicate::Duplicate;
use super::{Kind, OfClient, OfficeKind, Policies, RecordSummary, Subject, Whose};
use crate::answers::{Answers, read};
use crate::form::beneficiary;
use crate::rules::Party;

/// Where the policy is named.
const POLICY: &str = "policy.number";
/// Where it is said what is to change.
const CHANGE: &str = "service.change";

/// What a service request is.
pub(super) const KIND: Kind = Kind {
    form: &form::FORM,
    office: OfficeKind::Review,
    subject: Subject::Choice(form::CHANGE),
    is_signed: true,
    sold: &[],
    policies: Policies::Named { at: POLICY },
    of_client: Some(OfClient {
        whose: Whose::Policyholder,
        person: &["applicant", "payment", "consents"],
    }),
    let_through: copied::LET_THROUGH,
    duplicate: Some(Duplicate {
        at: CHANGE,
        parts: duplicate_parts,
    }),
    parties,
    summary,
    check: rules::check,
    check_at_desk: rules::check_at_desk,
};

/// Policy, what is changed, and what it is changed to: the same asked for again. Somebody may move twice.
fn duplicate_parts(answers: &Answers) -> Option<[String; 3]> {
    let policy = read::policy_number_at(answers, POLICY)?;
    let change = answers.get(CHANGE)?;
    let to = match change {
        "address" => answers.get("changed.address")?,
        "telephone" => answers.get("changed.mobile")?,
        "payment" => answers.get("payment.account_number")?,
        _ => answers
            .get("beneficiaries.0.identity_number")
            .or_else(|| answers.get("beneficiary_kind"))?,
    };
    Some([policy, change.to_owned(), to.replace(' ', "")])
}

/// The policyholder, and the new beneficiaries.
fn parties(answers: &Answers) -> Vec<Party> {
    let mut parties = vec![Party::at(answers, "applicant", "payment.account_number")];
    let beneficiaries = 0..beneficiary::count(answers);
    parties.extend(beneficiaries.map(|n| Party::at(answers, &format!("beneficiaries.{n}"), "")));
    parties
}

/// The policyholder; what is to change.
fn summary(answers: &Answers) -> RecordSummary {
    RecordSummary::of(answers, "applicant.name", Some(CHANGE), None)
}
