//! Measures of policies kept: 13-month persistency, surrender rate.

use super::reading::{Question, Reading};
use crate::commission::{Books, CohortOf, Figure, cohort};
use crate::facts::{PolicyEventKind, PolicyHistory, PolicyNumber};
use crate::money::Money;
use crate::month::Month;

/// The cohort is the policies that took effect so many months before that their month 13 has run
/// through its grace (14, a setting): the reading of a month is the one its production bonus uses,
/// over one month of effect for each month asked.
pub(super) fn persistency_13(books: &Books, question: &Question) -> Reading {
    let by = question.last_day(books);
    let factor = &books.rules().production_bonus.at(by).table.persistency;
    let (from, to) = question.months_before(i32::from(factor.months_before));
    let of = CohortOf {
        from,
        to,
        grace_days: factor.grace_days,
        by: books.known_until(),
    };
    let cohort = cohort(books.history(), of, |policy| {
        is_of_target(books, question, policy)
    });
    let kept = figure(cohort.kept, &cohort.kept_policies);
    question
        .ratio(books, kept, figure(cohort.premium, &cohort.policies))
        .of_cohort((from, to))
}

/// Surrendered in the months / in force at any time in them: long-term policies issued by their
/// last day and not ended before their first, with their first-year premium.
pub(super) fn surrender_rate(books: &Books, question: &Question) -> Reading {
    let (first, last) = (question.from.first_day(), question.last_day(books));
    let in_force = |policy: &&PolicyHistory| {
        policy.issued.is_long_term()
            && policy.issued_on <= last
            && is_of_target(books, question, policy)
            && first
                .pred_opt()
                .is_none_or(|before| !policy.is_ended(before))
            && policy.first(PolicyEventKind::Withdrawn, last).is_none()
    };
    let in_force: Vec<&PolicyHistory> = books.history().policies().filter(in_force).collect();
    let surrendered = |policy: &&&PolicyHistory| {
        let mut events = policy.events.iter();
        events.any(|(on, event)| {
            *event == PolicyEventKind::Surrendered && first <= *on && *on <= last
        })
    };
    let surrendered: Vec<&PolicyHistory> = in_force.iter().filter(surrendered).copied().collect();
    question.ratio(books, premium_of(&surrendered), premium_of(&in_force))
}

/// By where the agent who sold it was in the month of issue.
fn is_of_target(books: &Books, question: &Question, policy: &PolicyHistory) -> bool {
    books.counts_for(
        policy.issued.agent,
        question.target,
        Month::of(policy.issued_on),
    )
}

fn premium_of(policies: &[&PolicyHistory]) -> Figure {
    let numbers: Vec<PolicyNumber> = policies
        .iter()
        .map(|policy| policy.issued.policy.clone())
        .collect();
    figure(
        policies
            .iter()
            .map(|policy| policy.issued.first_year_premium())
            .sum(),
        &numbers,
    )
}

fn figure(amount: Money, policies: &[PolicyNumber]) -> Figure {
    Figure {
        value: amount.yuan(),
        ids: policies.iter().map(ToString::to_string).collect(),
    }
}
