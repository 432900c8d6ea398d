//! Rules of the training session.

use super::read;
use crate::answers::Answers;
use crate::finding::Finding;
use crate::month::Month;
use crate::training::{AttendanceRules, civil_times};

pub(super) fn check(answers: &Answers, findings: &mut Vec<Finding>) {
    check_times(answers, findings);
    check_cohort(answers, findings);
}

fn check_times(answers: &Answers, findings: &mut Vec<Finding>) {
    let (Some(date), Some(start), Some(end)) = (
        read::date_at(answers, "date"),
        read::time_at(answers, "start"),
        read::time_at(answers, "end"),
    ) else {
        return;
    };
    // Past midnight is no mistake, a day's length is.
    let Some((start, end)) = civil_times(date, start, end, &AttendanceRules::CURRENT) else {
        findings.push(Finding::error("session_ends_before_start", "end"));
        return;
    };
    // An hour of teaching has 45 minutes (学时).
    let most = (end - start).num_minutes() / 45;
    let hours = read::whole_at(answers, "hours", "hours");
    if hours.is_some_and(|hours| i64::from(hours) > most) {
        findings.push(Finding::error("session_hours_too_many", "hours").with("most", most));
    }
}

/// The months of joining are months, the first not after the last.
fn check_cohort(answers: &Answers, findings: &mut Vec<Finding>) {
    let paths = ["audience_joined_from", "audience_joined_until"];
    for path in paths {
        let unreadable = |text: &str| text.parse::<Month>().is_err();
        if answers.get(path).is_some_and(unreadable) {
            findings.push(Finding::error("not_a_month", path));
        }
    }
    let [from, until] = paths.map(|path| read::parsed::<Month>(answers, path));
    if from.zip(until).is_some_and(|(from, until)| until < from) {
        findings.push(Finding::error(
            "cohort_ends_before_start",
            "audience_joined_until",
        ));
    }
}
