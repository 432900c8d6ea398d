//! How long a record was under way: a phone that was set back makes an old date of a new one, and
//! only the day on which the office had the record cannot be turned.

use super::{Context, loss};
use crate::answers::Answers;
use crate::finding::Finding;
use crate::record::RecordKind;

/// Warnings for the desk: nobody is kept from sending what they saved without network.
pub(super) fn check(
    kind: RecordKind,
    answers: &Answers,
    context: &Context<'_>,
    findings: &mut Vec<Finding>,
) {
    if !kind.is_reviewed() {
        return;
    }
    findings.extend(under_way(context));
    if kind == RecordKind::LossNotice {
        findings.extend(reported_late(answers, context));
    }
}

fn under_way(context: &Context<'_>) -> Option<Finding> {
    let days = (context.received_on? - context.today).num_days();
    (days > context.settings().under_way_days)
        .then(|| Finding::warning("received_late", "").with("days", days))
}

/// In time by the day of capture, late by the day on which the office had it: no reason was asked.
fn reported_late(answers: &Answers, context: &Context<'_>) -> Option<Finding> {
    let received_on = context.received_on?;
    let in_time = !loss::is_late(answers, "", context.today);
    let days = loss::days_known(answers, received_on)?;
    (in_time && loss::is_late(answers, "", received_on))
        .then(|| Finding::warning("reported_late_by_receipt", "loss.known_at").with("days", days))
}
