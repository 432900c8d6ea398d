//! Rules of the claim report.

use super::payment::holder_differs;
use super::{Context, Settings, claimed_policy, loss_times, read};
use crate::answers::Answers;
use crate::finding::Finding;
use chrono::NaiveDate;

pub(super) fn check(answers: &Answers, context: &Context<'_>, findings: &mut Vec<Finding>) {
    findings.extend(loss_times::check(answers, context));
    findings.extend(late(answers, context));
    findings.extend(estimate(answers));
    findings.extend(persons(answers));
    findings.extend(claimed_policy::check(answers, context));
    findings.extend(payee_account(answers));
}

/// Whether the loss is reported later than the settings allow without a reason.
pub fn is_late(answers: &Answers, _prefix: &str, today: NaiveDate) -> bool {
    days_known(answers, today).is_some_and(|days| days > Settings::in_force(today).late_after_days)
}

pub(super) fn days_known(answers: &Answers, today: NaiveDate) -> Option<i64> {
    let known = read::moment_at(answers, "loss.known_at")?.date();
    Some((today - known).num_days())
}

/// The reviewer sees how late it was, beside the reason.
fn late(answers: &Answers, context: &Context<'_>) -> Option<Finding> {
    let days = days_known(answers, context.today)?;
    is_late(answers, "", context.today)
        .then(|| Finding::warning("late_report", "loss.late_reason").with("days", days))
}

fn estimate(answers: &Answers) -> Option<Finding> {
    let path = "loss.estimate";
    let estimate = read::money_at(answers, path)?;
    estimate
        .is_zero()
        .then(|| Finding::warning("estimate_zero", path))
}

/// Claims are paid to the payee's own account.
fn payee_account(answers: &Answers) -> Option<Finding> {
    let path = "payee.account_holder";
    holder_differs(answers, path, "payee.name")
        .then(|| Finding::error("payee_account_holder_differs", path))
}

/// The dead neither report nor receive.
fn persons(answers: &Answers) -> Vec<Finding> {
    if !answers.is("loss.kind", "death") {
        return Vec::new();
    }
    let reporter = answers.is("reporter.relation", "insured");
    let payee = answers.is("payee.relation", "self");
    [
        reporter.then(|| Finding::error("reporter_deceased", "reporter.relation")),
        payee.then(|| Finding::error("payee_deceased", "payee.relation")),
    ]
    .into_iter()
    .flatten()
    .collect()
}
