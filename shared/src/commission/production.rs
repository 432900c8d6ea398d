//! Monthly production bonus (月度业绩奖; domain, 5.5): a rate of the month's first-year commission,
//! × the factor of 13-month persistency (see [`super::persistency`]).
//!
//! In month M the cohort is the policies that took effect up to month M − 14, whose premium of
//! month 13 has run through its grace; how many months it spans is a setting. Without a cohort the
//! factor is that of the settings (1.0). The bonus is rounded, then multiplied by the factor and
//! rounded again.

use super::books::Books;
use super::dated::Version;
use super::entry::{Entry, Item, Subject};
use super::ladder::Ladder;
use super::persistency::{Cohort, CohortOf, cohort_among};
use super::rate::Rate;
use super::trace::{Step, Table, Trace};
use crate::id::PersonId;
use crate::money::Money;
use crate::month::Month;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The settings of the production bonus.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProductionBonus {
    /// The rate of the month's first-year commission, by that commission.
    pub tiers: Ladder<Money, Rate>,
    /// The factor by persistency.
    pub persistency: PersistencyFactor,
}

/// The factor by 13-month persistency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersistencyFactor {
    /// Months before the month of the bonus in which the youngest policies of the cohort took effect.
    pub months_before: u8,
    /// How many months of effect the cohort spans.
    pub cohort_months: u8,
    /// Days of grace (宽限期).
    pub grace_days: u16,
    /// The factor while there is no cohort.
    pub without_cohort: Rate,
    /// The factor by persistency; below the lowest tier it is zero.
    pub tiers: Ladder<Rate, Rate>,
}

/// The month M − 14: its policies' month 13 has run through 60 days of grace.
fn span(factor: &PersistencyFactor, month: Month) -> (Month, Month) {
    let to = month.plus(-i32::from(factor.months_before));
    (to.plus(1 - i32::from(factor.cohort_months.max(1))), to)
}

impl Books<'_> {
    /// The production bonus of a month; zero with its reason if the commission or the persistency is too low.
    pub(super) fn production_bonus(&self, agent: PersonId, month: Month) -> Option<Entry> {
        if !self.history.is_contracted(agent, month.last_day()) {
            return None;
        }
        let version = self.rules.production_bonus.at(month.last_day());
        let (commission, sum) = self.first_year_commission_of(&[agent], month);
        let mut steps = vec![sum];
        let amount = match version.table.tiers.reached(&commission) {
            None => {
                let lowest = version.table.tiers.tiers().first();
                steps.extend(lowest.map(|tier| Step::TierMissed { least: tier.from }));
                Money::ZERO
            }
            Some(tier) => {
                let base = tier.pays.of(commission);
                steps.push(row(version, tier.from.to_string(), tier.pays));
                steps.push(Step::Times {
                    base: commission,
                    rate: tier.pays,
                    amount: base,
                });
                let rate = self.persistency_factor(version, agent, month, &mut steps);
                let amount = rate.of(base);
                steps.push(Step::Times { base, rate, amount });
                amount
            }
        };
        let item = Item::ProductionBonus;
        Some(self.earned(agent, month, item, Subject::Month, amount, Trace(steps)))
    }

    fn persistency_factor(
        &self,
        version: &Version<ProductionBonus>,
        agent: PersonId,
        month: Month,
        steps: &mut Vec<Step>,
    ) -> Rate {
        let factor = &version.table.persistency;
        let (from, to) = span(factor, month);
        let by = self.close(month);
        let of = CohortOf {
            from,
            to,
            grace_days: factor.grace_days,
            by,
        };
        let policies = self.history.policies_of(agent);
        let cohort = cohort_among(policies.filter(|policy| policy.issued.agent == agent), of);
        let (key, rate) = factor_for(factor, &cohort);
        let Cohort { premium, kept, .. } = cohort;
        steps.push(Step::Persistency {
            from,
            to,
            kept,
            cohort: premium,
        });
        steps.push(row(version, key, rate));
        rate
    }
}

/// Compared without division: kept ≥ threshold × premium.
fn factor_for(factor: &PersistencyFactor, cohort: &Cohort) -> (String, Rate) {
    if cohort.premium <= Money::ZERO {
        return ("without_cohort".to_owned(), factor.without_cohort);
    }
    let wide = |money: Money| Decimal::from(money.fen());
    let reached = |threshold: Rate| {
        let least = threshold.value().checked_mul(wide(cohort.premium));
        least.is_some_and(|least| least <= wide(cohort.kept))
    };
    let tier = factor
        .tiers
        .tiers()
        .iter()
        .rev()
        .find(|tier| reached(tier.from));
    tier.map_or(("persistency/0".to_owned(), Rate::ZERO), |tier| {
        (format!("persistency/{}", tier.from), tier.pays)
    })
}

fn row(version: &Version<ProductionBonus>, row: String, value: Rate) -> Step {
    let table = Table::ProductionBonus;
    Step::Row {
        table,
        version: version.version.clone(),
        row,
        value: value.to_string(),
    }
}
