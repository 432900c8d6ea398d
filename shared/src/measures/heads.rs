//! Measures per head: average head count, activity rate, cases and premium per head.

use super::reading::{Question, Reading, count};
use crate::commission::{Books, Figure};
use crate::facts::{Metric, Target};
use crate::id::PersonId;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// The agents of a target under contract on a day.
pub(super) fn agents_on(books: &Books, target: Target, day: NaiveDate) -> Vec<PersonId> {
    let history = books.history();
    let contracted = |agent: &PersonId| {
        history.is_contracted(*agent, day) && books.belongs_to(*agent, target, day)
    };
    history
        .people()
        .map(|(agent, _)| agent)
        .filter(contracted)
        .collect()
}

/// Agents with at least one counted case in the months.
pub(super) fn active_agents(books: &Books, question: &Question) -> Figure {
    let cases = books.cases(question.target, question.span(books));
    let agents: BTreeSet<PersonId> = cases.iter().map(|policy| policy.issued.agent).collect();
    count(agents.iter().map(ToString::to_string))
}

/// Head count on the day before the months begin, and on their last day.
fn start_and_end(books: &Books, question: &Question) -> (Vec<PersonId>, Vec<PersonId>) {
    let first = question.from.first_day();
    let before = first.pred_opt().unwrap_or(first);
    let on = |day| agents_on(books, question.target, day);
    (on(before), on(question.last_day(books)))
}

/// Both head counts together; halved they are the average.
fn both_head_counts(books: &Books, question: &Question) -> Figure {
    let (start, end) = start_and_end(books, question);
    count(start.iter().chain(&end).map(ToString::to_string))
}

pub(super) fn average_head_count(books: &Books, question: &Question) -> Reading {
    let two = Figure {
        value: Decimal::TWO,
        ids: vec![],
    };
    question.ratio(books, both_head_counts(books, question), two)
}

/// The average head count as what stands below the line.
fn average(books: &Books, question: &Question) -> Figure {
    let Figure { value, mut ids } = both_head_counts(books, question);
    ids.sort();
    ids.dedup();
    Figure {
        value: value / Decimal::TWO,
        ids,
    }
}

pub(super) fn activity_rate(books: &Books, question: &Question) -> Reading {
    question.ratio(
        books,
        active_agents(books, question),
        average(books, question),
    )
}

pub(super) fn cases_per_head(books: &Books, question: &Question) -> Reading {
    per_head(books, question, Metric::Cases)
}

pub(super) fn premium_per_head(books: &Books, question: &Question) -> Reading {
    per_head(books, question, Metric::FirstYearPremium)
}

fn per_head(books: &Books, question: &Question, metric: Metric) -> Reading {
    let figure = books.figure(metric, question.target, question.span(books));
    question.ratio(books, figure, average(books, question))
}
