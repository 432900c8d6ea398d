//! Other claims beside a claim report: under the same policy, or of somebody who was reported dead.

use crate::finding::Finding;
use crate::rules::Context;
use crate::rules::other_record::{MOST_NAMED, OtherRecord, ReportedLoss};
use crate::rules::party::{Party, insured_of};

/// Warnings for the desk.
pub(super) fn check(
    here: &ReportedLoss,
    parties: &[Party],
    context: &Context<'_>,
) -> impl Iterator<Item = Finding> {
    let insured = insured_of(parties);
    let beside = move |other: &OtherRecord| {
        let there = other.loss.as_ref()?;
        let is_of_same = insured.is_some_and(|insured| other.is_of(insured));
        Some(finding(here, there, is_of_same)?.with("number", &other.number))
    };
    let others = context.others.iter().filter_map(beside);
    others.take(MOST_NAMED)
}

fn finding(here: &ReportedLoss, there: &ReportedLoss, is_of_same: bool) -> Option<Finding> {
    let is_same_policy = here.policy == there.policy;
    let is_same_day = here.occurred_at.date() == there.occurred_at.date();
    let outlived = there.kind == "death" && there.occurred_at < here.occurred_at;
    let (code, path) = if is_same_policy && is_same_day {
        ("event_claimed_otherwise", "loss.occurred_at")
    } else if outlived && (is_same_policy || is_of_same) {
        ("loss_after_death", "loss.occurred_at")
    } else if is_same_policy {
        ("other_claim_on_policy", "policy.number")
    } else {
        return None;
    };
    // The same loss twice is a duplicate, and named as that.
    if code == "event_claimed_otherwise" && here.kind == there.kind {
        return None;
    }
    let finding = Finding::warning(code, path);
    Some(
        finding
            .with("on", there.occurred_at.date())
            .with("loss", &there.kind),
    )
}
