//! Rules of the claim report.

mod applied;
mod assessment;
mod claimed_policy;
mod illness;
mod loss_times;
mod other_claims;

use super::{parties, reported_loss};
use crate::answers::{Answers, read};
use crate::finding::Finding;
use crate::rules::in_common::{account_of_several, number_of_another_name};
use crate::rules::payment::holder_differs;
use crate::rules::{AtDesk, Context, Settings};
use chrono::NaiveDate;

pub(super) fn check(answers: &Answers, context: &Context<'_>, findings: &mut Vec<Finding>) {
    findings.extend(loss_times::check(answers, context));
    findings.extend(late(answers, context));
    findings.extend(estimate(answers));
    findings.extend(persons(answers));
    findings.extend(claimed_policy::check(answers, context));
    findings.extend(payee_account(answers));
}

/// What a claims assessor looks at.
pub(super) fn check_at_desk(
    answers: &Answers,
    context: &Context<'_>,
    desk: AtDesk<'_>,
    findings: &mut Vec<Finding>,
) {
    let parties = parties(answers);
    assessment::check(answers, findings);
    findings.extend(reported_late(answers, context.today, desk.received_on));
    if let Some(here) = reported_loss(answers) {
        findings.extend(other_claims::check(&here, &parties, context));
    }
    findings.extend(applied::check(&parties, context, desk.watch));
    for party in &parties {
        let path = "payee.account_number";
        findings.extend(account_of_several(path, party, context, desk.watch));
        findings.extend(number_of_another_name(party, &parties, context));
    }
}

/// In time by the day of capture, late by the day on which the office had it: no reason was asked.
fn reported_late(
    answers: &Answers,
    captured_on: NaiveDate,
    received_on: NaiveDate,
) -> Option<Finding> {
    let in_time = !is_late(answers, "", captured_on);
    let days = days_known(answers, received_on)?;
    (in_time && is_late(answers, "", received_on))
        .then(|| Finding::warning("reported_late_by_receipt", "loss.known_at").with("days", days))
}

/// Whether the loss is reported later than the settings allow without a reason.
pub fn is_late(answers: &Answers, _prefix: &str, today: NaiveDate) -> bool {
    days_known(answers, today).is_some_and(|days| days > Settings::in_force(today).late_after_days)
}

fn days_known(answers: &Answers, today: NaiveDate) -> Option<i64> {
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
