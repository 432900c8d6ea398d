//! Nurture allowance (育成津贴; domain, 5.5): a rate of the first-year commission of a unit that split
//! off under a new leader, for the leader it came from.
//!
//! The month of the split is month 1. The unit's commission is that of everybody placed in it on
//! the month's last day, its leader included. It is paid while the unit has another leader and the
//! one who nurtured it is under contract.

use super::books::Books;
use super::entry::{Entry, Item, Subject};
use super::history::UnitHistory;
use super::ladder::Bands;
use super::rate::Rate;
use super::trace::{Step, Table, Trace};
use crate::id::{PersonId, UnitId};
use crate::month::Month;
use serde::{Deserialize, Serialize};

/// The settings of the nurture allowance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NurtureAllowance {
    /// The rate by month since the split.
    pub months: Bands<Rate>,
}

impl Books<'_> {
    /// The nurture allowance of a month, for each unit that split off.
    pub(super) fn nurture_allowance(&self, agent: PersonId, month: Month) -> Vec<Entry> {
        if !self.history.is_contracted(agent, month.last_day()) {
            return vec![];
        }
        let units = self.history.nurtured.get(&agent).into_iter().flatten();
        units
            .filter_map(|unit| {
                let history = self.history.unit_history(*unit)?;
                self.nurtured(agent, *unit, history, month)
            })
            .collect()
    }

    fn nurtured(
        &self,
        agent: PersonId,
        unit: UnitId,
        history: &UnitHistory,
        month: Month,
    ) -> Option<Entry> {
        let (split_on, _) = history.split.filter(|(_, nurturer)| *nurturer == agent)?;
        self.history
            .leader_of(unit, month.last_day())
            .filter(|leader| *leader != agent)?;
        let version = self.rules.nurture_allowance.at(month.last_day());
        let band = version
            .table
            .months
            .at(month.since(Month::of(split_on)) + 1)?;
        let members = self.history.members(unit, month.last_day());
        let (base, sum) = self.first_year_commission_of(&members, month);
        let (rate, amount) = (band.pays, band.pays.of(base));
        let row = Step::Row {
            table: Table::NurtureAllowance,
            version: version.version.clone(),
            row: format!("{}-{}", band.from_month, band.to_month),
            value: rate.to_string(),
        };
        let trace = Trace(vec![sum, row, Step::Times { base, rate, amount }]);
        let item = Item::NurtureAllowance;
        Some(self.earned(agent, month, item, Subject::Unit(unit), amount, trace))
    }
}
