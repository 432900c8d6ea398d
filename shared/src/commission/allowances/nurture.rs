//! Nurture allowance (育成津贴; domain, 5.5): a rate of the first-year commission of a unit that split
//! off under a new leader, for the leader it came from.
//!
//! The month of the split is month 1. The unit's commission is that of everybody placed in it on
//! the month's last day, its leader included. It is paid while the unit has another leader and the
//! one who nurtured it is under contract.

use crate::commission::books::Books;
use crate::commission::posting::entry::{Entry, Item, Subject};
use crate::commission::posting::trace::{Step, Table, Trace};
use crate::id::{PersonId, UnitId};
use crate::month::Month;
use chrono::NaiveDate;

/// The nurture allowance of a month, for each unit that split off.
pub(super) fn nurture_allowance(books: &Books<'_>, agent: PersonId, month: Month) -> Vec<Entry> {
    if !books.history().is_contracted(agent, month.last_day()) {
        return vec![];
    }
    let units = books.history().nurtured_by(agent);
    units
        .filter_map(|(unit, split_on)| nurtured(books, agent, unit, split_on, month))
        .collect()
}

fn nurtured(
    books: &Books<'_>,
    agent: PersonId,
    unit: UnitId,
    split_on: NaiveDate,
    month: Month,
) -> Option<Entry> {
    books
        .history()
        .leader_of(unit, month.last_day())
        .filter(|leader| *leader != agent)?;
    let version = books.rules().nurture_allowance.at(month.last_day());
    let band = version
        .table
        .months
        .at(month.since(Month::of(split_on)) + 1)?;
    let members = books.history().members(unit, month.last_day());
    let (base, sum) = books.first_year_commission_of(&members, month);
    let (rate, amount) = (band.pays, band.pays.of(base));
    let row = Step::Row {
        table: Table::NurtureAllowance,
        version: version.version.clone(),
        row: format!("{}-{}", band.from_month, band.to_month),
        value: rate.to_string(),
    };
    let trace = Trace(vec![sum, row, Step::Times { base, rate, amount }]);
    let item = Item::NurtureAllowance;
    Some(Entry::earned(
        agent,
        month,
        item,
        Subject::Unit(unit),
        amount,
        trace,
    ))
}
