//! Rules of the training session.

use super::read;
use crate::answers::Answers;
use crate::finding::Finding;

pub(super) fn check(answers: &Answers, findings: &mut Vec<Finding>) {
    let (Some(start), Some(end)) = (
        read::time_at(answers, "start"),
        read::time_at(answers, "end"),
    ) else {
        return;
    };
    let minutes = (end - start).num_minutes();
    if minutes <= 0 {
        findings.push(Finding::error("session_ends_before_start", "end"));
        return;
    }
    // An hour of teaching has 45 minutes (学时).
    let most = minutes / 45;
    let hours = read::whole_at(answers, "hours", "hours");
    if hours.is_some_and(|hours| i64::from(hours) > most) {
        findings.push(Finding::error("session_hours_too_many", "hours").with("most", most));
    }
}
