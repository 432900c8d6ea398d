//! Rules of the training session.

use crate::answers::{Answers, read};
use crate::finding::Finding;
use crate::month::Month;
use crate::rules::Context;
use crate::training::{AttendanceRules, civil_times, most_hours};
use chrono::Days;

pub(super) fn check(answers: &Answers, context: &Context<'_>, findings: &mut Vec<Finding>) {
    check_day(answers, context, findings);
    check_times(answers, findings);
    check_cohort(answers, findings);
}

/// A year that is years away was mistyped.
fn check_day(answers: &Answers, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let within = Days::new(AttendanceRules::CURRENT.planned_within_days);
    let last = context.today.checked_add_days(within);
    let day = read::date_at(answers, "date");
    if day.zip(last).is_some_and(|(day, last)| last < day) {
        findings.push(Finding::error("session_too_far_ahead", "date"));
    }
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
    let most = most_hours(start, end, &AttendanceRules::CURRENT);
    let hours = read::whole_at(answers, "hours", "hours");
    if let Some(most) = most.filter(|most| hours.is_some_and(|hours| *most < hours)) {
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
