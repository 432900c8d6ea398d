//! Facts about plans, training and the office's own work.

use super::Checked;
use crate::payroll::entry::Wrong;
use shared::facts::{Attendance, Decided, Exam, Fact, Planned, Rated};
use shared::month::Month;

/// More months than a plan is made for.
const MOST_MONTHS: i32 = 60;
/// More sessions than a month has room for.
const MOST_SESSIONS: u16 = 100;
/// More tries than anybody is given.
const MOST_ATTEMPTS: u8 = 50;

pub(super) fn planned(planned: &Planned) -> Checked {
    let (from, to) = (planned.from, planned.to);
    if to < from {
        return Err(Wrong::at(
            "planned.to",
            format!("{to} is before {from}: write the last month of the plan"),
        ));
    }
    if to.since(from) >= MOST_MONTHS {
        return Err(Wrong::at(
            "planned.to",
            format!(
                "{from} to {to} is too long for a plan: write a month before {}",
                from.plus(MOST_MONTHS)
            ),
        ));
    }
    if planned.plan.is_sign_negative() {
        return Err(Wrong::at(
            "planned.plan",
            format!(
                "{} is below zero: write what is to be reached",
                planned.plan
            ),
        ));
    }
    Ok(())
}

pub(super) fn attendance(fact: &Fact, attendance: &Attendance) -> Checked {
    let Attendance {
        month,
        required,
        attended,
        ..
    } = *attendance;
    let wrong = |field: &str, reason: String| Err(Wrong::at(format!("attendance.{field}"), reason));
    if month > Month::of(fact.on) {
        return wrong(
            "month",
            format!(
                "{month} is after {}: write the month that it was counted for",
                fact.on
            ),
        );
    }
    if required > MOST_SESSIONS {
        return wrong(
            "required",
            format!(
                "{required} sessions are more than a month has room for: write how many had to be attended"
            ),
        );
    }
    if attended > required {
        return wrong(
            "attended",
            format!(
                "{attended} is more than the {required} that had to be attended: write those of them alone"
            ),
        );
    }
    Ok(())
}

pub(super) fn exam(exam: &Exam) -> Checked {
    match (1..=MOST_ATTEMPTS).contains(&exam.attempt) {
        true => Ok(()),
        false => Err(Wrong::at(
            "exam.attempt",
            format!(
                "{} is no try: write 1 for the first, 2 for the second",
                exam.attempt
            ),
        )),
    }
}

pub(super) fn rated(rated: &Rated) -> Checked {
    match (1..=5).contains(&rated.rating) {
        true => Ok(()),
        false => Err(Wrong::at(
            "rated.rating",
            format!("{} is no rating: write 1 (worst) to 5 (best)", rated.rating),
        )),
    }
}

pub(super) fn decided(fact: &Fact, decided: &Decided) -> Checked {
    match decided.received_on > fact.on {
        true => Err(Wrong::at(
            "decided.received_on",
            format!(
                "{} is after the decision on {}: write the day it was received",
                decided.received_on, fact.on
            ),
        )),
        false => Ok(()),
    }
}
