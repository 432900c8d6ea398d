//! Measures of review: first-pass rate, error rate, timeliness.

use super::reading::{Question, Reading, count};
use crate::commission::{Books, Figure};
use crate::facts::{Decided, EventCode, FactKind};
use crate::month::Month;
use chrono::NaiveDate;
use core::cmp::Reverse;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The submissions of the target decided in the months, and when.
fn all_decided<'b>(books: &'b Books, question: &Question) -> Vec<(&'b Decided, NaiveDate)> {
    let span = question.span(books);
    let facts = books.history().facts().iter();
    let decided = facts.filter_map(|fact| match &fact.what {
        FactKind::Decided(decided) if span.has(fact.on) => Some((decided, fact.on)),
        _ => None,
    });
    let counts = |(decided, on): &(&Decided, NaiveDate)| {
        books.counts_for(decided.agent, question.target, Month::of(*on))
    };
    decided.filter(counts).collect()
}

/// Those of them that `counts`.
fn decided(books: &Books, question: &Question, counts: impl Fn(&Decided) -> bool) -> Figure {
    let all = all_decided(books, question)
        .into_iter()
        .map(|(decided, _)| decided);
    count(
        all.filter(|decided| counts(decided))
            .map(|decided| decided.record.to_string()),
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
    let mut findings = decided(books, question, |decided| !decided.findings.is_empty());
    let made = all_decided(books, question)
        .into_iter()
        .map(|(decided, _)| decided.findings.len());
    findings.value = Decimal::from(made.sum::<usize>());
    question.ratio(books, findings, decided(books, question, |_| true))
}

/// How often a reason was found, and on which submissions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundReason {
    /// The reason code.
    pub reason: EventCode,
    /// Findings with it, and the submissions they were made on.
    pub findings: Figure,
}

/// The findings behind an error rate by reason (差错原因), the most frequent first.
pub fn findings_by_reason(books: &Books, question: &Question) -> Vec<FoundReason> {
    let mut reasons: BTreeMap<&EventCode, Figure> = BTreeMap::new();
    for (decided, _) in all_decided(books, question) {
        for reason in &decided.findings {
            let found = reasons.entry(reason).or_default();
            found.value += Decimal::ONE;
            found.ids.push(decided.record.to_string());
            found.ids.dedup();
        }
    }
    let found = |(reason, findings): (&EventCode, Figure)| FoundReason {
        reason: reason.clone(),
        findings,
    };
    let mut found: Vec<FoundReason> = reasons.into_iter().map(found).collect();
    found.sort_by_key(|found| Reverse(found.findings.value));
    found
}

/// Calendar days from receipt to decision.
pub(super) fn days_to_decision(books: &Books, question: &Question) -> Reading {
    let all = all_decided(books, question).into_iter();
    let days = all.map(|(decided, on)| {
        on.signed_duration_since(decided.received_on)
            .num_days()
            .max(0)
    });
    let decided = decided(books, question, |_| true);
    let taken = Figure {
        value: Decimal::from(days.sum::<i64>()),
        ids: decided.ids.clone(),
    };
    question.ratio(books, taken, decided)
}

pub(super) fn timeliness(books: &Books, question: &Question) -> Reading {
    let in_time = decided(books, question, |decided| decided.in_time);
    question.ratio(books, in_time, decided(books, question, |_| true))
}
