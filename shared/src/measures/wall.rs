//! The performance wall (业绩榜): agents ranked by a metric.

use super::heads::agents_on;
use crate::commission::{Books, Span};
use crate::facts::{Metric, Target};
use crate::id::PersonId;
use crate::month::Month;
use core::cmp::Reverse;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A place on the wall.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// From 1; equal figures share a place, and the next place is skipped as often.
    pub rank: u32,
    /// Who.
    pub agent: PersonId,
    /// The figure, in yuan or pieces.
    pub value: Decimal,
}

/// The agents of a target under contract on the last day of the months, the best first; those
/// without a figure are left out.
pub fn wall(books: &Books, metric: Metric, target: Target, from: Month, to: Month) -> Vec<Place> {
    let by = books.known_until();
    let span = Span { from, to, by };
    let figure = |agent| books.figure(metric, Target::Agent(agent), span).value;
    let agents = agents_on(books, target, to.last_day().min(by)).into_iter();
    let mut figures: Vec<(PersonId, Decimal)> = agents
        .map(|agent| (agent, figure(agent)))
        .filter(|(_, value)| !value.is_zero())
        .collect();
    figures.sort_by_key(|(agent, value)| (Reverse(*value), *agent));
    let mut places: Vec<Place> = vec![];
    for ((agent, value), position) in figures.into_iter().zip(1..) {
        let same = places.last().filter(|last| last.value == value);
        places.push(Place {
            rank: same.map_or(position, |same| same.rank),
            agent,
            value,
        });
    }
    places
}
