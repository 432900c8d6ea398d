//! The claim report (报案): what it asks, its rules, and what of it is compared with others.

mod copied;
pub mod form;
pub mod rules;

use super::duplicate::Duplicate;
use super::{Kind, OfClient, OfficeKind, Policies, RecordSummary, Subject, Whose};
use crate::answers::{Answers, read};
use crate::rules::{Party, ReportedLoss};

/// Where the policy is named.
const POLICY: &str = "policy.number";

/// What a claim report is.
pub(super) const KIND: Kind = Kind {
    form: &form::FORM,
    office: OfficeKind::Review,
    subject: Subject::Choice(form::LOSS_KIND),
    is_signed: false,
    sold: &[],
    policies: Policies::Named { at: POLICY },
    of_client: Some(OfClient {
        whose: Whose::Insured,
        person: &["insured", "reporter", "payee", "consents"],
    }),
    let_through: copied::LET_THROUGH,
    duplicate: Some(Duplicate {
        at: POLICY,
        parts: duplicate_parts,
    }),
    parties,
    summary,
    check: rules::check,
    check_at_desk: rules::check_at_desk,
};

/// Policy, loss type and day of the loss.
fn duplicate_parts(answers: &Answers) -> Option<[String; 3]> {
    let loss = reported_loss(answers)?;
    Some([loss.policy, loss.kind, loss.occurred_at.date().to_string()])
}

/// What the answers tell of the loss.
pub(super) fn reported_loss(answers: &Answers) -> Option<ReportedLoss> {
    Some(ReportedLoss {
        policy: read::policy_number_at(answers, POLICY)?,
        kind: answers.get("loss.kind")?.to_owned(),
        occurred_at: read::moment_at(answers, "loss.occurred_at")?,
    })
}

/// Insured, reporter and payee.
fn parties(answers: &Answers) -> Vec<Party> {
    vec![
        Party::at(answers, "insured", ""),
        Party::at(answers, "reporter", ""),
        Party::at(answers, "payee", "payee.account_number"),
    ]
}

/// The insured; the estimate of the loss.
fn summary(answers: &Answers) -> RecordSummary {
    let amount = read::money_at(answers, "loss.estimate");
    RecordSummary::of(answers, "insured.name", Some("loss.kind"), amount)
}
