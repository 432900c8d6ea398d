//! Rules of the service request.

use super::{POLICY, parties};
use crate::answers::Answers;
use crate::finding::Finding;
use crate::name::PersonName;
use crate::rules::in_common::account_of_several;
use crate::rules::named_policy::{self, named_policy};
use crate::rules::payment::holder_differs;
use crate::rules::{AtDesk, Context, KnownPolicy, beneficiaries, place, read};

pub(super) fn check(answers: &Answers, context: &Context<'_>, findings: &mut Vec<Finding>) {
    beneficiaries::check(answers, findings);
    findings.extend(place::check(answers, "changed"));
    findings.extend(own_account(answers));
    match named_policy(answers, POLICY, context) {
        Ok(Some(policy)) => {
            findings.extend(another_policyholder(answers, policy));
            findings.extend(insured_receives(answers, policy));
            if context.desk.is_some() {
                findings.extend(named_policy::served_by_another(policy, POLICY));
                findings.extend(ended(policy));
            }
        }
        Ok(None) => {}
        Err(unknown) => findings.push(unknown),
    }
}

/// What the office looks at.
pub(super) fn check_at_desk(
    answers: &Answers,
    context: &Context<'_>,
    desk: AtDesk<'_>,
    findings: &mut Vec<Finding>,
) {
    for party in &parties(answers) {
        let path = "payment.account_number";
        findings.extend(account_of_several(path, party, context, desk.watch));
    }
}

/// Premiums are drawn from the policyholder's own account.
fn own_account(answers: &Answers) -> Option<Finding> {
    let path = "payment.account_holder";
    holder_differs(answers, path, "applicant.name")
        .then(|| Finding::error("account_holder_differs", path))
}

/// A client book may be behind, so that it warns.
fn another_policyholder(answers: &Answers, policy: &KnownPolicy) -> Option<Finding> {
    let name: PersonName = read::parsed(answers, "applicant.name")?;
    let applicant: Option<PersonName> = policy.applicant.parse().ok();
    let same = applicant.is_some_and(|applicant| applicant.is_same_as(&name));
    (!same).then(|| Finding::warning("policyholder_differs", "applicant.name"))
}

/// Nobody receives what is paid on their own death.
fn insured_receives(answers: &Answers, policy: &KnownPolicy) -> Vec<Finding> {
    let named = parties(answers).into_iter();
    let insured = named.filter(|party| {
        let identity = party.identity.as_ref();
        let number = identity.map(|identity| identity.of_person().1);
        let is_beneficiary = party.prefix.starts_with("beneficiaries.");
        let insured = policy.insured_identity_number.trim();
        is_beneficiary && number.is_some_and(|number| number.eq_ignore_ascii_case(insured))
    });
    insured
        .map(|party| {
            Finding::error(
                "beneficiary_is_insured",
                format!("{}.relation", party.prefix),
            )
        })
        .collect()
}

fn ended(policy: &KnownPolicy) -> Option<Finding> {
    (!policy.in_force).then(|| Finding::warning("service_policy_not_in_force", POLICY))
}
