//! Monthly production bonus (月度业绩奖; domain, 5.5): a rate of the month's first-year commission,
//! × the factor of 13-month persistency (see [`cohort`](crate::commission::cohort)).
//!
//! In month M the cohort is the policies that took effect up to month M − 14, whose premium of
//! month 13 has run through its grace; how many months it spans is a setting. Without a cohort the
//! factor is that of the settings (1.0). The bonus is rounded, then multiplied by the factor and
//! rounded again.

use crate::commission::books::Books;
use crate::commission::books::persistency::{Cohort, CohortOf, cohort_among};
use crate::commission::posting::entry::{Entry, Item, Subject};
use crate::commission::posting::trace::{Step, Table, Trace};
use crate::commission::tables::dated::Version;
use crate::commission::tables::production_bonus::{PersistencyFactor, ProductionBonus};
use crate::commission::tables::rate::Rate;
use crate::id::PersonId;
use crate::money::Money;
use crate::month::Month;
use rust_decimal::Decimal;

/// The month M − 14: its policies' month 13 has run through 60 days of grace.
fn span(factor: &PersistencyFactor, month: Month) -> (Month, Month) {
    let to = month.plus(-i32::from(factor.months_before));
    (to.plus(1 - i32::from(factor.cohort_months.max(1))), to)
}

/// The production bonus of a month; zero with its reason if the commission or the persistency is too low.
pub(super) fn production_bonus(books: &Books<'_>, agent: PersonId, month: Month) -> Option<Entry> {
    if !books.history().is_contracted(agent, month.last_day()) {
        return None;
    }
    let version = books.rules().production_bonus.at(month.last_day());
    let (commission, sum) = books.first_year_commission_of(&[agent], month);
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
            let rate = persistency_factor(books, version, agent, month, &mut steps);
            let amount = rate.of(base);
            steps.push(Step::Times { base, rate, amount });
            amount
        }
    };
    let item = Item::ProductionBonus;
    Some(Entry::earned(
        agent,
        month,
        item,
        Subject::Month,
        amount,
        Trace(steps),
    ))
}

fn persistency_factor(
    books: &Books<'_>,
    version: &Version<ProductionBonus>,
    agent: PersonId,
    month: Month,
    steps: &mut Vec<Step>,
) -> Rate {
    let factor = &version.table.persistency;
    let (from, to) = span(factor, month);
    let by = books.close(month);
    let of = CohortOf {
        from,
        to,
        grace_days: factor.grace_days,
        by,
    };
    let policies = books.history().policies_of(agent);
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
