//! Which month of somebody's contract a month is.

use crate::commission::posting::trace::Step;
use crate::facts::History;
use crate::id::PersonId;
use crate::month::Month;
use chrono::Datelike;

/// The month of a contract, from 1; none before month 1 and for whom no contract is known.
pub(super) fn contract_month(
    history: &History,
    agent: PersonId,
    month: Month,
    joined_by_day: u8,
) -> Option<(i32, Step)> {
    let joined_on = history.joined_on(agent, month.last_day())?;
    let late = i32::from(joined_on.day() > u32::from(joined_by_day));
    let number = month.since(Month::of(joined_on)) + 1 - late;
    (number >= 1).then_some((
        number,
        Step::ContractMonth {
            agent,
            joined_on,
            month: number,
        },
    ))
}
