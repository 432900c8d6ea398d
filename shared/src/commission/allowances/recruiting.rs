//! Recruiting bonus (增员奖; domain, 5.5): a rate of a recruit's first-year commission in the first
//! months of the recruit's contract, while both are under contract.
//!
//! The months of the contract are counted as for the newcomer allowance (see [`super::newcomer`]);
//! both have to be under contract on the last day of the month. Who recruited somebody is told by a
//! fact, which may come late like any other: then the months before are corrected.

use super::contract_month::contract_month;
use crate::commission::books::Books;
use crate::commission::posting::entry::{Entry, Item, Subject};
use crate::commission::posting::trace::{Step, Table, Trace};
use crate::id::PersonId;
use crate::month::Month;

/// The recruiting bonus of a month, for each recruit with first-year commission.
pub(super) fn recruiting_bonus(books: &Books<'_>, agent: PersonId, month: Month) -> Vec<Entry> {
    if !books.history().is_contracted(agent, month.last_day()) {
        return vec![];
    }
    let recruits = books.recruits_of(agent).iter();
    recruits
        .filter_map(|recruit| bonus_for(books, agent, *recruit, month))
        .collect()
}

fn bonus_for(books: &Books<'_>, agent: PersonId, recruit: PersonId, month: Month) -> Option<Entry> {
    let day = month.last_day();
    let joined_by_day = books.rules().newcomer_allowance.at(day).table.joined_by_day;
    let version = books.rules().recruiting_bonus.at(day);
    let is_theirs = books.history().recruiter_of(recruit, day) == Some(agent) && recruit != agent;
    let contracted = is_theirs && books.history().is_contracted(recruit, day);
    let (number, contract) =
        contract_month(books.history(), recruit, month, joined_by_day).filter(|_| contracted)?;
    let band = version.table.months.at(number)?;
    let (base, sum) = books.first_year_commission_of(&[recruit], month);
    let (rate, amount) = (band.pays, band.pays.of(base));
    let row = Step::Row {
        table: Table::RecruitingBonus,
        version: version.version.clone(),
        row: format!("{}-{}", band.from_month, band.to_month),
        value: rate.to_string(),
    };
    let trace = Trace(vec![contract, sum, row, Step::Times { base, rate, amount }]);
    let subject = Subject::Recruit(recruit);
    Some(Entry::earned(
        agent,
        month,
        Item::RecruitingBonus,
        subject,
        amount,
        trace,
    ))
}
