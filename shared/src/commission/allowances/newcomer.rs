//! Newcomer allowance (新人津贴; domain, 5.4): by month of the contract and the month's first-year
//! commission, for those who attended.
//!
//! - The month of joining is month 1 if the contract began by the 15th, else the next month is.
//! - Attended / required ≥ 80.0 % of the month's sessions, exactly: 79.9 % is not enough. Without
//!   a session to attend nothing was missed; without a record of attendance nothing is shown.
//! - Under contract on the last day of the month.
//!
//! ```
//! use shared::commission::{Item, calculate, example};
//! let statement = calculate(&example::facts(), &example::rules(), example::AGENT, "2026-01".parse()?);
//! // month 1, first-year commission 4,000.00: the tier from 3,000.00 pays 2,000.00
//! let line = statement.entries.iter().find(|entry| entry.item == Item::NewcomerAllowance);
//! assert_eq!(line.map(|line| line.amount.to_string()).as_deref(), Some("2000.00"));
//! # Ok::<(), shared::month::NotAMonth>(())
//! ```

use super::contract_month::contract_month;
use crate::commission::books::Books;
use crate::commission::posting::entry::{Entry, Item, Subject};
use crate::commission::posting::trace::{Step, Table, Trace};
use crate::commission::tables::ladder::Band;
use crate::commission::tables::rate::Rate;
use crate::id::PersonId;
use crate::money::Money;
use crate::month::Month;
use rust_decimal::Decimal;

/// The newcomer allowance of a month; zero with its reason if it was missed.
pub(super) fn newcomer_allowance(
    books: &Books<'_>,
    agent: PersonId,
    month: Month,
) -> Option<Entry> {
    let version = books.rules().newcomer_allowance.at(month.last_day());
    let table = &version.table;
    let (number, contract) = contract_month(books.history(), agent, month, table.joined_by_day)?;
    let band = table.months.at(number)?;
    let (commission, sum) = books.first_year_commission_of(&[agent], month);
    let (met, attendance) = attendance(books, agent, month, table.attendance);
    let tier = band.pays.reached(&commission);
    let paid = tier.filter(|_| met).map_or(Money::ZERO, |tier| tier.pays);
    let mut steps = vec![contract, sum, attendance];
    steps.extend(tier.map(|tier| Step::Row {
        table: Table::NewcomerAllowance,
        version: version.version.clone(),
        row: row_key(band, tier.from),
        value: tier.pays.to_string(),
    }));
    let item = Item::NewcomerAllowance;
    Some(Entry::earned(
        agent,
        month,
        item,
        Subject::Month,
        paid,
        Trace(steps),
    ))
}

/// What would have been paid, if only the attendance of the month were known.
pub(in crate::commission) fn allowance_without_attendance(
    books: &Books<'_>,
    agent: PersonId,
    month: Month,
) -> Option<Money> {
    let table = &books.rules().newcomer_allowance.at(month.last_day()).table;
    let (number, _) = contract_month(books.history(), agent, month, table.joined_by_day)?;
    let commission = books.first_year_commission(agent, month);
    let tier = table.months.at(number)?.pays.reached(&commission)?;
    let person = books.history().person_history(agent)?;
    let is_known = person.attendance(month, books.close(month)).is_some();
    let is_due = books.history().is_contracted(agent, month.last_day());
    (is_due && !is_known).then_some(tier.pays)
}

fn attendance(books: &Books<'_>, agent: PersonId, month: Month, least: Rate) -> (bool, Step) {
    let close = books.close(month);
    let person = books.history().person_history(agent);
    let known = person.and_then(|person| person.attendance(month, close));
    let (required, attended) = known
        .as_ref()
        .map_or((0, 0), |known| (known.required, known.attended));
    let enough = Decimal::from(attended) >= least.value() * Decimal::from(required);
    let met = known.is_some() && enough;
    (
        met,
        Step::Attendance {
            required,
            attended,
            least,
            met,
        },
    )
}

fn row_key<P>(band: &Band<P>, from: Money) -> String {
    format!("{}-{}/{from}", band.from_month, band.to_month)
}
