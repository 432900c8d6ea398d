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

use super::books::Books;
use super::entry::{Entry, Item, Subject};
use super::history::History;
use super::ladder::{Band, Bands, Ladder};
use super::rate::Rate;
use super::trace::{Step, Table, Trace};
use crate::id::PersonId;
use crate::money::Money;
use crate::month::Month;
use chrono::Datelike;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The settings of the newcomer allowance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewcomerAllowance {
    /// Joined by this day, the month of joining is month 1. Also counts for the recruiting bonus.
    pub joined_by_day: u8,
    /// Least share of the sessions required in the month.
    pub attendance: Rate,
    /// For each month of the contract, what first-year commission pays how much.
    pub months: Bands<Ladder<Money, Money>>,
}

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

impl Books<'_> {
    /// The newcomer allowance of a month; zero with its reason if it was missed.
    pub(super) fn newcomer_allowance(&self, agent: PersonId, month: Month) -> Option<Entry> {
        let version = self.rules.newcomer_allowance.at(month.last_day());
        let table = &version.table;
        let (number, contract) = contract_month(&self.history, agent, month, table.joined_by_day)?;
        let band = table.months.at(number)?;
        let (commission, sum) = self.first_year_commission_of(&[agent], month);
        let (met, attendance) = self.attendance(agent, month, table.attendance);
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
        Some(self.earned(agent, month, item, Subject::Month, paid, Trace(steps)))
    }

    /// What would have been paid, if only the attendance of the month were known.
    pub(super) fn allowance_without_attendance(
        &self,
        agent: PersonId,
        month: Month,
    ) -> Option<Money> {
        let table = &self.rules.newcomer_allowance.at(month.last_day()).table;
        let (number, _) = contract_month(&self.history, agent, month, table.joined_by_day)?;
        let commission = self.first_year_commission(agent, month);
        let tier = table.months.at(number)?.pays.reached(&commission)?;
        let person = self.history.person_history(agent)?;
        let is_known = person.attendance(month, self.close(month)).is_some();
        let is_due = self.history.is_contracted(agent, month.last_day());
        (is_due && !is_known).then_some(tier.pays)
    }

    fn attendance(&self, agent: PersonId, month: Month, least: Rate) -> (bool, Step) {
        let close = self.close(month);
        let person = self.history.person_history(agent);
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
}

fn row_key<P>(band: &Band<P>, from: Money) -> String {
    format!("{}-{}/{from}", band.from_month, band.to_month)
}
