//! Measures of business: productivity, premium per case, standard premium.

use super::heads::active_agents;
use super::reading::{Question, Reading};
use crate::commission::{Books, Figure};
use crate::facts::Metric;

fn figure(books: &Books, question: &Question, metric: Metric) -> Figure {
    books.figure(metric, question.target, question.span(books))
}

pub(super) fn productivity(books: &Books, question: &Question) -> Reading {
    let premium = figure(books, question, Metric::FirstYearPremium);
    question.ratio(books, premium, active_agents(books, question))
}

pub(super) fn premium_per_case(books: &Books, question: &Question) -> Reading {
    let premium = figure(books, question, Metric::FirstYearPremium);
    question.ratio(books, premium, figure(books, question, Metric::Cases))
}

pub(super) fn standard_premium(books: &Books, question: &Question) -> Reading {
    question.sum(books, figure(books, question, Metric::StandardPremium))
}
