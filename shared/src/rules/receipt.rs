//! How long a record was under way: a phone that was set back makes an old date of a new one, and
//! only the day on which the office had the record cannot be turned.

use super::{AtDesk, loss};
use crate::answers::Answers;
use crate::finding::Finding;
use crate::record::RecordKind;
use chrono::NaiveDate;

/// Warnings for the desk: nobody is kept from sending what they saved without network.
pub(super) fn check(
    kind: RecordKind,
    answers: &Answers,
    captured_on: NaiveDate,
    desk: AtDesk<'_>,
    findings: &mut Vec<Finding>,
) {
    if !kind.is_reviewed() {
        return;
    }
    findings.extend(under_way(captured_on, desk));
    if kind == RecordKind::LossNotice {
        findings.extend(reported_late(answers, captured_on, desk.received_on));
    }
}

fn under_way(captured_on: NaiveDate, desk: AtDesk<'_>) -> Option<Finding> {
    let days = (desk.received_on - captured_on).num_days();
    (days > i64::from(desk.watch.under_way_days))
        .then(|| Finding::warning("received_late", "").with("days", days))
}

/// In time by the day of capture, late by the day on which the office had it: no reason was asked.
fn reported_late(
    answers: &Answers,
    captured_on: NaiveDate,
    received_on: NaiveDate,
) -> Option<Finding> {
    let in_time = !loss::is_late(answers, "", captured_on);
    let days = loss::days_known(answers, received_on)?;
    (in_time && loss::is_late(answers, "", received_on))
        .then(|| Finding::warning("reported_late_by_receipt", "loss.known_at").with("days", days))
}
