//! The ledger: entries month by month, only ever added to.
//!
//! What a month's statement says is made of the facts known at that month's close. A fact that
//! comes later but happened by an earlier close is *late*: with it the earlier months are counted
//! again, and every difference to what they said before becomes a *corrected* entry of the month
//! in which the fact came. So a month that was once closed says the same for ever, and the entries
//! about it add up to what it should have been.
//!
//! ```
//! use shared::commission::{Kind, example, ledger};
//! let (mut facts, rules) = (example::facts(), example::rules());
//! let before = ledger(&facts, &rules, example::AGENT, "2026-04".parse()?);
//! facts.push(example::late_withdrawal("2026-04-20")); // of 25 January, learned in April
//! let after = ledger(&facts, &rules, example::AGENT, "2026-04".parse()?);
//! assert_eq!(before.entries[..], after.entries[..before.entries.len()]);
//! assert!(matches!(after.entries.last().map(|entry| entry.kind), Some(Kind::Corrected(_))));
//! # Ok::<(), shared::month::NotAMonth>(())
//! ```

use super::closing::Closing;
use super::entry::Entry;
use super::facts::Fact;
use super::rules::Rules;
use super::settlement::Settlement;
use crate::id::PersonId;
use crate::month::Month;
use serde::{Deserialize, Serialize};

/// An agent's ledger up to a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// Every entry, in the order of posting.
    pub entries: Vec<Entry>,
    /// How each month was settled: debts and tax.
    pub settlements: Vec<Settlement>,
}

/// The ledger of an agent up to a month's close. The order of the facts plays no part.
pub fn ledger(facts: &[Fact], rules: &Rules, agent: PersonId, through: Month) -> Ledger {
    Closing::of(facts, rules, through).ledger(agent)
}
