//! The figures that plans, schemes and the performance wall count.

use super::Books;
use crate::commission::tables::rate::share;
use crate::facts::{Metric, PolicyEventKind, PolicyHistory, PolicyLine, Target};
use crate::id::PersonId;
use crate::money::Money;
use crate::month::Month;
use crate::product::Line;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Over which months, known up to which day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// First month.
    pub from: Month,
    /// Last month.
    pub to: Month,
    /// Only what happened by this day counts.
    pub by: NaiveDate,
}

impl Span {
    /// Whether a day is inside.
    pub fn has(self, day: NaiveDate) -> bool {
        let month = Month::of(day);
        self.from <= month && month <= self.to && day <= self.by
    }
}

/// A figure and the policies, people or months it is made of.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Figure {
    /// In yuan or pieces.
    pub value: Decimal,
    /// What it is made of.
    pub ids: Vec<String>,
}

/// Standard premium (标准保费; domain, 6) of a product: regular × min(payment years, 10) / 10, single
/// × 0.1, short-term × 1.0; rounded half away from zero to the fen.
///
/// ```
/// use shared::commission::standard_premium;
/// use shared::facts::PolicyLine;
/// let line: PolicyLine = serde_json::from_str(
///     r#"{ "product": "EN-A", "line": "long_term", "payment_years": 3, "premium": "10000.00" }"#,
/// )?;
/// assert_eq!(standard_premium(&line).to_string(), "3000.00");
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn standard_premium(line: &PolicyLine) -> Money {
    match line.line {
        Line::ShortTerm => line.premium,
        Line::LongTerm => share(line.premium, i64::from(line.payment_years.clamp(1, 10)), 10),
    }
}

impl Books<'_> {
    /// Whether an agent counts for a target in a month: for a unit, if they were in it or below it
    /// on the month's last day.
    pub fn counts_for(&self, agent: PersonId, target: Target, month: Month) -> bool {
        self.belongs_to(agent, target, month.last_day())
    }

    /// Whether an agent was a target's on a day.
    pub fn belongs_to(&self, agent: PersonId, target: Target, day: NaiveDate) -> bool {
        match target {
            Target::Agent(one) => agent == one,
            Target::Company => true,
            Target::Unit(unit) => {
                let own = self.history.unit_of(agent, day);
                own.is_some_and(|own| self.history.is_within(own, unit, day))
            }
        }
    }

    /// The policies that count as cases for a target: issued in the span, not withdrawn in the cooling-off period.
    pub fn cases(&self, target: Target, span: Span) -> Vec<&PolicyHistory<'_>> {
        let counts = |policy: &&PolicyHistory| {
            span.has(policy.issued_on)
                && policy.first(PolicyEventKind::Withdrawn, span.by).is_none()
                && policy.issued.lines.iter().any(|line| !line.rider)
                && self.counts_for(policy.issued.agent, target, Month::of(policy.issued_on))
        };
        match target {
            Target::Agent(agent) => self.history.policies_of(agent).filter(counts).collect(),
            Target::Unit(_) | Target::Company => self.history.policies().filter(counts).collect(),
        }
    }

    /// Whether an agent has at least one counted case in a month (活动人力).
    pub(in crate::commission) fn is_active(&self, agent: PersonId, month: Month) -> bool {
        let (from, to, by) = (month, month, self.close(month));
        let cases = self.cases(Target::Agent(agent), Span { from, to, by });
        !cases.is_empty()
    }

    /// The figure of a target over a span.
    pub fn figure(&self, metric: Metric, target: Target, span: Span) -> Figure {
        match metric {
            Metric::FirstYearCommission => self.commission_figure(target, span),
            Metric::Recruits => self.recruits_figure(target, span),
            Metric::Cases => self.case_figure(target, span, |_| Decimal::ONE),
            Metric::FirstYearPremium => self.case_figure(target, span, |policy| {
                policy.issued.first_year_premium().yuan()
            }),
            Metric::StandardPremium => self.case_figure(target, span, |policy| {
                policy
                    .issued
                    .lines
                    .iter()
                    .map(standard_premium)
                    .sum::<Money>()
                    .yuan()
            }),
        }
    }

    fn case_figure(
        &self,
        target: Target,
        span: Span,
        worth: impl Fn(&PolicyHistory) -> Decimal,
    ) -> Figure {
        let cases = self.cases(target, span);
        let value = cases
            .iter()
            .map(|policy| worth(policy))
            .fold(Decimal::ZERO, saturating);
        let ids = cases
            .iter()
            .map(|policy| policy.issued.policy.to_string())
            .collect();
        Figure { value, ids }
    }

    fn commission_figure(&self, target: Target, span: Span) -> Figure {
        let counted = match target {
            Target::Agent(agent) => self
                .counted
                .range((agent, span.from)..=(agent, span.to.max(span.from))),
            Target::Unit(_) | Target::Company => self.counted.range(..),
        };
        let inside = counted.filter(|((agent, month), _)| {
            span.from <= *month && *month <= span.to && self.counts_for(*agent, target, *month)
        });
        let inside: Vec<_> = inside.collect();
        Figure {
            value: inside
                .iter()
                .map(|(_, amount)| **amount)
                .sum::<Money>()
                .yuan(),
            ids: inside
                .iter()
                .map(|((agent, month), _)| format!("{agent}/{month}"))
                .collect(),
        }
    }

    fn recruits_figure(&self, target: Target, span: Span) -> Figure {
        let joined = |recruiter: PersonId, recruit: PersonId| {
            let is_theirs = self.history.recruiter_of(recruit, span.by) == Some(recruiter);
            self.history
                .joined_on(recruit, span.by)
                .filter(|_| is_theirs)
        };
        let recruits = self.recruits.iter().flat_map(|(recruiter, recruits)| {
            recruits.iter().filter(move |recruit| {
                joined(*recruiter, **recruit).is_some_and(|on| {
                    span.has(on) && self.counts_for(*recruiter, target, Month::of(on))
                })
            })
        });
        let ids: Vec<String> = recruits.map(ToString::to_string).collect();
        Figure {
            value: Decimal::from(ids.len()),
            ids,
        }
    }
}

fn saturating(sum: Decimal, more: Decimal) -> Decimal {
    sum.saturating_add(more)
}
