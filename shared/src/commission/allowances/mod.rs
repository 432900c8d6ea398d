//! Allowances and bonuses: what first-year commission of a month brings besides it, out of the books.
//!
//! Each is a function of the [`Books`](super::Books), in a file with its rule; its table stands in
//! [`tables`](super::tables). One that was missed comes to nothing and says why.
//!
//! | file | what | source |
//! |---|---|---|
//! | [`newcomer`] | Newcomer allowance (新人津贴) | domain, 5.4 |
//! | [`production`] | Monthly production bonus (月度业绩奖) | domain, 5.5 |
//! | [`recruiting`] | Recruiting bonus (增员奖) | domain, 5.5 |
//! | [`management`] | Management allowance (管理津贴) | domain, 5.5 |
//! | [`nurture`] | Nurture allowance (育成津贴) | domain, 5.5 |
//! | [`progress`](super::progress) | Incentive schemes (激励方案) | domain, 5.6 |

mod contract_month;
pub mod management;
pub mod newcomer;
pub mod nurture;
pub mod production;
pub mod recruiting;
pub(super) mod scheme;

use super::books::Books;
use super::posting::entry::{Entry, Item};
use crate::id::PersonId;
use crate::month::Month;
use management::management_allowance;
use newcomer::newcomer_allowance;
use nurture::nurture_allowance;
use production::production_bonus;
use recruiting::recruiting_bonus;
use scheme::scheme_payouts;

/// Bonuses and allowances of a month, also those that come to nothing.
pub(super) fn allowances(books: &Books<'_>, agent: PersonId, month: Month) -> Vec<Entry> {
    let mut entries = vec![];
    entries.extend(
        newcomer_allowance(books, agent, month)
            .filter(|_| books.history().is_contracted(agent, month.last_day())),
    );
    entries.extend(production_bonus(books, agent, month));
    entries.extend(recruiting_bonus(books, agent, month));
    entries.extend(management_allowance(books, agent, month));
    entries.extend(nurture_allowance(books, agent, month));
    entries.extend(scheme_payouts(books, agent, month));
    entries
}

/// Those of a month that come to something.
pub(super) fn paid_allowances(
    books: &Books<'_>,
    agent: PersonId,
    month: Month,
) -> impl Iterator<Item = Entry> {
    let allowances = allowances(books, agent, month).into_iter();
    allowances.filter(|entry| !entry.amount.is_zero())
}

/// The first month in which an agent has something of an allowance or bonus.
pub fn first_month_with(books: &Books<'_>, agent: PersonId, item: Item) -> Option<Month> {
    let joined_on = books.history().joined_on(agent, books.known_until())?;
    let mut months = Month::of(joined_on).through(books.through());
    months.find(|month| paid_allowances(books, agent, *month).any(|entry| entry.item == item))
}
