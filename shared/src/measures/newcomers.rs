//! Measures of newcomers: retention, first-case rate, 3000 rate, confirmation rate.
//!
//! They look back on who joined so many months before the months asked (3, 6 or 13), so that
//! everybody in the cohort has had the same time. The unit of a newcomer is that of the day of
//! joining's month end.

use super::reading::{Question, Reading, count};
use crate::commission::Books;
use crate::facts::{FactKind, PolicyEventKind};
use crate::id::PersonId;
use crate::money::Money;
use crate::month::Month;
use chrono::{Months, NaiveDate};

/// The months a newcomer has for the first case, 3,000 of commission, and confirmation.
const NEWCOMER_MONTHS: u8 = 3;

/// First-year commission that gives the 3000 rate its name.
const THREE_THOUSAND: Money = Money::from_yuan(3000);

struct Newcomer {
    agent: PersonId,
    joined_on: NaiveDate,
}

/// Who joined for the first time so many months before the months asked.
fn joined(books: &Books, question: &Question, months_ago: u8) -> Vec<Newcomer> {
    let (from, to) = question.months_before(i32::from(months_ago));
    let newcomer = |agent: PersonId| {
        let joined_on = books.history().joined_on(agent, books.known_until())?;
        let month = Month::of(joined_on);
        let inside = from <= month && month <= to;
        let counts = inside && books.counts_for(agent, question.target, month);
        counts.then_some(Newcomer { agent, joined_on })
    };
    books
        .history()
        .people()
        .filter_map(|(agent, _)| newcomer(agent))
        .collect()
}

/// Of those who joined so many months ago, the share for which `holds` does.
fn share_of(
    books: &Books,
    question: &Question,
    months_ago: u8,
    holds: impl Fn(&Newcomer) -> bool,
) -> Reading {
    let all = joined(books, question, months_ago);
    let those = all.iter().filter(|newcomer| holds(newcomer));
    let those = count(those.map(|newcomer| newcomer.agent.to_string()));
    let all = count(all.iter().map(|newcomer| newcomer.agent.to_string()));
    let cohort = question.months_before(i32::from(months_ago));
    question.ratio(books, those, all).of_cohort(cohort)
}

pub(super) fn retention(books: &Books, question: &Question, months_ago: u8) -> Reading {
    let last = question.last_day(books);
    share_of(books, question, months_ago, |newcomer| {
        books.history().is_contracted(newcomer.agent, last)
    })
}

impl Newcomer {
    /// The last day of the first three months.
    fn deadline(&self) -> NaiveDate {
        let end = self
            .joined_on
            .checked_add_months(Months::new(NEWCOMER_MONTHS.into()));
        end.and_then(|end| end.pred_opt()).unwrap_or(NaiveDate::MAX)
    }
}

pub(super) fn first_case_rate(books: &Books, question: &Question) -> Reading {
    share_of(books, question, NEWCOMER_MONTHS, |newcomer| {
        first_case(books, newcomer.agent).is_some_and(|on| on <= newcomer.deadline())
    })
}

/// When an agent's first counted case was issued.
pub(super) fn first_case(books: &Books, agent: PersonId) -> Option<NaiveDate> {
    let policies = books.history().policies().filter(|policy| {
        policy.issued.agent == agent
            && policy.issued.lines.iter().any(|line| !line.rider)
            && policy
                .first(PolicyEventKind::Withdrawn, books.known_until())
                .is_none()
    });
    policies
        .map(|policy| policy.issued_on)
        .filter(|on| *on <= books.known_until())
        .min()
}

/// Commission of the calendar months from joining to the third after.
pub(super) fn three_thousand_rate(books: &Books, question: &Question) -> Reading {
    share_of(books, question, NEWCOMER_MONTHS, |newcomer| {
        let first = Month::of(newcomer.joined_on);
        let months = first.through(first.plus(i32::from(NEWCOMER_MONTHS)));
        let commission = months.map(|month| books.first_year_commission(newcomer.agent, month));
        commission.sum::<Money>() >= THREE_THOUSAND
    })
}

pub(super) fn confirmation_rate(books: &Books, question: &Question) -> Reading {
    share_of(books, question, NEWCOMER_MONTHS, |newcomer| {
        let in_time = |on: NaiveDate| on <= newcomer.deadline().min(books.known_until());
        books.history().facts().iter().any(|fact| {
            matches!(&fact.what, FactKind::Confirmed(it) if it.agent == newcomer.agent)
                && in_time(fact.on)
        })
    })
}
