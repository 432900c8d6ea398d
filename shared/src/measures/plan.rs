//! Plan and completion (计划达成率): actual / plan, for an agent, a unit or everybody, a month or a year.
//!
//! The plan is the latest one set for exactly these months; without one, the sum of the latest
//! plans of the single months. Without any plan there is no value.

use super::reading::{Question, Reading};
use crate::commission::{Books, Figure};
use crate::facts::{FactKind, Metric, Planned};
use crate::month::Month;
use rust_decimal::Decimal;

pub(super) fn completion(books: &Books, question: &Question, metric: Metric) -> Reading {
    let actual = books.figure(metric, question.target, question.span(books));
    question.ratio(books, actual, plan(books, question, metric))
}

fn plan(books: &Books, question: &Question, metric: Metric) -> Figure {
    let whole = latest(books, question, metric, question.from, question.to);
    whole.unwrap_or_else(|| {
        let months = question.from.through(question.to);
        let plans = months.filter_map(|month| latest(books, question, metric, month, month));
        plans.fold(Figure::default(), |sum, plan| Figure {
            value: sum.value.saturating_add(plan.value),
            ids: [sum.ids, plan.ids].concat(),
        })
    })
}

/// The plan set last for these months, by the fact that set it.
fn latest(
    books: &Books,
    question: &Question,
    metric: Metric,
    from: Month,
    to: Month,
) -> Option<Figure> {
    let is_it = |planned: &Planned| {
        let Planned {
            target,
            metric: of,
            from: first,
            to: last,
            ..
        } = planned;
        (*target, *of, *first, *last) == (question.target, metric, from, to)
    };
    let mut facts = books.history().facts().iter().rev();
    facts.find_map(|fact| match &fact.what {
        FactKind::Planned(planned) if is_it(planned) => {
            let value = planned.plan.max(Decimal::ZERO);
            Some(Figure {
                value,
                ids: vec![fact.id.to_string()],
            })
        }
        _ => None,
    })
}
