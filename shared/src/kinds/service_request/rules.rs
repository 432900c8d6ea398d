//! Rules of the service request.

use super::{POLICY, parties};
use crate::answers::{Answers, read};
use crate::finding::Finding;
use crate::input::compact;
use crate::name::PersonName;
use crate::rules::in_common::{account_of_several, number_of_another_name};
use crate::rules::named_policy::{self, named_policy};
use crate::rules::payment::holder_differs;
use crate::rules::{AtDesk, Context, KnownPolicy, Party, beneficiaries, place};

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
    let parties = parties(answers);
    for party in &parties {
        let path = "payment.account_number";
        findings.extend(account_of_several(path, party, context, desk.watch));
        findings.extend(number_of_another_name(party, &parties, context));
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
    let of = |party: &Party| {
        let identity = party.identity.as_ref();
        identity.map(|identity| compact(identity.of_person().1))
    };
    let named = parties(answers);
    let mut insured = vec![compact(&policy.insured_identity_number)];
    // The book may write another number, or none: who insures themselves shows their own.
    if policy.applicant == policy.insured {
        insured.extend(named.first().and_then(of));
    }
    let beneficiaries = named.into_iter().skip(1);
    let insured = beneficiaries.filter(|party| of(party).is_some_and(|it| insured.contains(&it)));
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
