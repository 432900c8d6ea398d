//! The times of a claim report: a loss happens to somebody who lives, becomes known, and is reported, in
//! this order; who is in hospital for it came there afterwards.

use crate::answers::{Answers, read};
use crate::finding::Finding;
use crate::rules::Context;
use chrono::{NaiveDate, NaiveDateTime};

pub(super) fn check(answers: &Answers, context: &Context<'_>) -> Vec<Finding> {
    let occurred_at = read::moment_at(answers, "loss.occurred_at");
    let mut found = Vec::new();
    for path in ["loss.occurred_at", "loss.known_at"] {
        let at = read::moment_at(answers, path);
        if at.is_some_and(|at| is_to_come(at, context)) {
            found.push(Finding::error("loss_in_future", path));
        }
    }
    if let Some(occurred_at) = occurred_at {
        found.extend(known_before(answers, occurred_at));
        found.extend(before_birth(answers, occurred_at.date()));
    }
    found.extend(stay(answers, occurred_at.map(|at| at.date()), context));
    found
}

/// What is told on a day has happened by then, and by the minute where that is known.
fn is_to_come(at: NaiveDateTime, context: &Context<'_>) -> bool {
    at.date() > context.today || context.now.is_some_and(|now| at > now)
}

fn known_before(answers: &Answers, occurred_at: NaiveDateTime) -> Option<Finding> {
    let path = "loss.known_at";
    let known_at = read::moment_at(answers, path)?;
    (known_at < occurred_at).then(|| Finding::error("known_before_loss", path))
}

/// By the document: a claim report does not ask for the birth date.
fn before_birth(answers: &Answers, occurred_on: NaiveDate) -> Option<Finding> {
    let birth = read::identity(answers, "insured")?.birth()?;
    (occurred_on < birth)
        .then(|| Finding::error("loss_before_birth", "loss.occurred_at").with("birth", birth))
}

/// The stay in hospital for the loss. Who was still there when it was reported leaves later: what an
/// answer to the office adds is measured with the day of that answer.
fn stay(answers: &Answers, occurred_on: Option<NaiveDate>, context: &Context<'_>) -> Vec<Finding> {
    let (in_path, out_path) = ("loss.admitted_on", "loss.discharged_on");
    let admitted_on = read::date_at(answers, in_path);
    let discharged_on = read::date_at(answers, out_path);
    let today = context.now.map_or(context.today, |now| now.date());
    let is_before = |one: Option<NaiveDate>, other: Option<NaiveDate>| {
        one.zip(other).is_some_and(|(one, other)| one < other)
    };
    let found = [
        (
            is_before(Some(today), admitted_on),
            "stay_in_future",
            in_path,
        ),
        (
            is_before(Some(today), discharged_on),
            "stay_in_future",
            out_path,
        ),
        (
            is_before(admitted_on, occurred_on),
            "admitted_before_loss",
            in_path,
        ),
        (
            is_before(discharged_on, admitted_on),
            "discharged_before_admitted",
            out_path,
        ),
    ];
    let found = found.into_iter().filter(|(is_wrong, ..)| *is_wrong);
    found
        .map(|(_, code, path)| Finding::error(code, path))
        .collect()
}
