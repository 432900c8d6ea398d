//! Measures of review: first-pass rate, error rate, timeliness.

use super::reading::{Question, Reading, count};
use crate::commission::{Books, Decided, Figure, What};
use crate::month::Month;
use rust_decimal::Decimal;

/// The submissions decided in the months that `counts`.
fn decided(books: &Books, question: &Question, counts: impl Fn(&Decided) -> bool) -> Figure {
    let span = question.span(books);
    count(
        books
            .history()
            .facts()
            .iter()
            .filter_map(|fact| match &fact.what {
                What::Decided(decided)
                    if span.has(fact.on)
                        && counts(decided)
                        && books.counts_for(decided.agent, question.target, Month::of(fact.on)) =>
                {
                    Some(decided.record.to_string())
                }
                _ => None,
            }),
    )
}

pub(super) fn first_pass_rate(books: &Books, question: &Question) -> Reading {
    let first_pass = |decided: &Decided| decided.accepted && decided.queries == 0;
    question.ratio(
        books,
        decided(books, question, first_pass),
        decided(books, question, |_| true),
    )
}

/// Findings, named by the submissions they were made on.
pub(super) fn error_rate(books: &Books, question: &Question) -> Reading {
    let span = question.span(books);
    let mut findings = decided(books, question, |decided| decided.findings > 0);
    let made = books
        .history()
        .facts()
        .iter()
        .filter_map(|fact| match &fact.what {
            What::Decided(decided) if span.has(fact.on) => {
                let counts = books.counts_for(decided.agent, question.target, Month::of(fact.on));
                counts.then(|| Decimal::from(decided.findings))
            }
            _ => None,
        });
    findings.value = made.sum();
    question.ratio(books, findings, decided(books, question, |_| true))
}

pub(super) fn timeliness(books: &Books, question: &Question) -> Reading {
    let in_time = decided(books, question, |decided| decided.in_time);
    question.ratio(books, in_time, decided(books, question, |_| true))
}
