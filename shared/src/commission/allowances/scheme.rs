//! Incentive schemes (激励方案; domain, 5.6): metric, months, threshold ladder, payout, audience.
//!
//! Progress on the phone and settlement in the last month are the same function, so that what was
//! shown is what is paid.
//!
//! ```
//! use shared::commission::{Books, example, progress};
//! let (facts, rules) = (example::facts(), example::rules());
//! let books = Books::at_close(&facts, &rules, "2026-01".parse()?);
//! let shown = progress(&books, &rules.schemes[0], example::AGENT, "2026-01".parse()?);
//! assert_eq!(shown.map(|shown| shown.reached.to_string()).as_deref(), Some("10000.00"));
//! # Ok::<(), shared::month::NotAMonth>(())
//! ```

use super::contract_month::contract_month;
use crate::commission::books::Books;
use crate::commission::books::figures::Span;
use crate::commission::posting::entry::{Entry, Item, Subject};
use crate::commission::posting::trace::{Step, Table, Trace};
use crate::commission::tables::ladder::Tier;
use crate::commission::tables::name::{SchemeCode, VersionName};
use crate::commission::tables::scheme::{Audience, Payout, Scheme};
use crate::facts::Target;
use crate::id::PersonId;
use crate::money::Money;
use crate::month::Month;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Where somebody stands in a scheme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Which scheme.
    pub scheme: SchemeCode,
    /// The figure so far, in yuan or pieces.
    pub reached: Decimal,
    /// What it is made of.
    pub ids: Vec<String>,
    /// What is paid for it.
    pub payout: Money,
    /// The threshold that was reached, if any.
    pub tier: Option<Decimal>,
    /// The next threshold, if there is one.
    pub next: Option<Decimal>,
    /// How much is missing to it.
    pub missing: Option<Decimal>,
}

/// Where an agent stands at a month's close; none outside the scheme's months and audience.
pub fn progress(books: &Books, scheme: &Scheme, agent: PersonId, month: Month) -> Option<Progress> {
    let inside = scheme.from <= month && month <= scheme.to;
    if !inside || !takes_part(books, &scheme.audience, agent, month) {
        return None;
    }
    let span = Span {
        from: scheme.from,
        to: month,
        by: books.close(month),
    };
    let figure = books.figure(scheme.metric, Target::Agent(agent), span);
    let tier = scheme.tiers.reached(&figure.value);
    let next = scheme.tiers.next(&figure.value).map(|tier| tier.from);
    Some(Progress {
        scheme: scheme.code.clone(),
        payout: tier.map_or(Money::ZERO, |tier| payout(scheme, tier, figure.value)),
        tier: tier.map(|tier| tier.from),
        next,
        missing: next.map(|next| next.saturating_sub(figure.value)),
        reached: figure.value,
        ids: figure.ids,
    })
}

fn payout(scheme: &Scheme, tier: &Tier<Decimal, Payout>, reached: Decimal) -> Money {
    match tier.pays {
        Payout::Amount(amount) => amount,
        Payout::Rate(rate) if scheme.metric.is_money() => {
            Money::try_from_yuan(reached).map_or(Money::ZERO, |base| rate.of(base))
        }
        Payout::Rate(_) => Money::ZERO,
    }
}

fn takes_part(books: &Books, audience: &Audience, agent: PersonId, month: Month) -> bool {
    let contracted = books.history().is_contracted(agent, month.last_day());
    contracted
        && match audience {
            Audience::Everybody => true,
            Audience::Unit(unit) => books.counts_for(agent, Target::Unit(*unit), month),
            Audience::NewcomersUpToMonth(last) => {
                let day = books
                    .rules()
                    .newcomer_allowance
                    .at(month.last_day())
                    .table
                    .joined_by_day;
                let number = contract_month(books.history(), agent, month, day);
                number.is_none_or(|(number, _)| number <= i32::from(*last))
            }
        }
}

/// The payouts of the schemes whose last month this is; zero with its reason if no tier was reached.
pub(super) fn scheme_payouts(books: &Books<'_>, agent: PersonId, month: Month) -> Vec<Entry> {
    let ending = books
        .rules()
        .schemes
        .iter()
        .filter(|scheme| scheme.to == month);
    ending
        .filter_map(|scheme| scheme_payout(books, scheme, agent, month))
        .collect()
}

fn scheme_payout(
    books: &Books<'_>,
    scheme: &Scheme,
    agent: PersonId,
    month: Month,
) -> Option<Entry> {
    let progress = progress(books, scheme, agent, month)?;
    let reached = Step::Scheme {
        scheme: scheme.code.clone(),
        reached: progress.reached,
    };
    let row = progress
        .tier
        .zip(version_name(scheme))
        .map(|(from, version)| Step::Row {
            table: Table::Schemes,
            version,
            row: format!("{}/{from}", scheme.code),
            value: progress.payout.to_string(),
        });
    let trace = Trace(core::iter::once(reached).chain(row).collect());
    let subject = Subject::Scheme(scheme.code.clone());
    Some(Entry::earned(
        agent,
        month,
        Item::SchemePayout,
        subject,
        progress.payout,
        trace,
    ))
}

/// A scheme has no versions; its months stand for one.
fn version_name(scheme: &Scheme) -> Option<VersionName> {
    format!("{}..{}", scheme.from, scheme.to).parse().ok()
}
