//! Management allowance (管理津贴; domain, 5.5): a rate of the first-year commission of a leader's
//! direct team, the leader's own left out, needing a number of active agents.
//!
//! The team is that of the month's last day: who transferred in the month counts with the whole
//! month where they were on that day. An agent is active with at least one counted case in the month (domain, 6).
//! The highest tier holds of which both the commission and the active agents are reached.

use crate::commission::books::Books;
use crate::commission::posting::entry::{Entry, Item, Subject};
use crate::commission::posting::trace::{Step, Table, Trace};
use crate::commission::tables::dated::Version;
use crate::commission::tables::ladder::Tier;
use crate::commission::tables::management_allowance::{ManagementAllowance, ManagementTier};
use crate::id::PersonId;
use crate::money::Money;
use crate::month::Month;

/// The management allowance of a month; zero with its reason if it was missed, none without a team.
pub(super) fn management_allowance(
    books: &Books<'_>,
    leader: PersonId,
    month: Month,
) -> Option<Entry> {
    let team = books.history().direct_team(leader, month.last_day());
    if team.is_empty() || !books.history().is_contracted(leader, month.last_day()) {
        return None;
    }
    let (base, sum) = books.first_year_commission_of(&team, month);
    let is_active = |agent: &PersonId| books.is_active(*agent, month);
    let agents: Vec<PersonId> = team.into_iter().filter(is_active).collect();
    let version = books.rules().management_allowance.at(month.last_day());
    let reached = |tier: &&Tier<Money, ManagementTier>| {
        tier.from <= base && usize::from(tier.pays.active_agents) <= agents.len()
    };
    let tier = version.table.tiers.tiers().iter().rev().find(reached);
    let needed = tier.or(version.table.tiers.tiers().first());
    let needed = needed.map_or(0, |tier| tier.pays.active_agents);
    let mut steps = vec![sum, Step::ActiveAgents { needed, agents }];
    let amount = tier.map_or(Money::ZERO, |tier| pay(version, tier, base, &mut steps));
    let item = Item::ManagementAllowance;
    Some(Entry::earned(
        leader,
        month,
        item,
        Subject::Month,
        amount,
        Trace(steps),
    ))
}

fn pay(
    version: &Version<ManagementAllowance>,
    tier: &Tier<Money, ManagementTier>,
    base: Money,
    steps: &mut Vec<Step>,
) -> Money {
    let rate = tier.pays.rate;
    let amount = rate.of(base);
    let row = Step::Row {
        table: Table::ManagementAllowance,
        version: version.version.clone(),
        row: tier.from.to_string(),
        value: rate.to_string(),
    };
    steps.extend([row, Step::Times { base, rate, amount }]);
    amount
}
