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

pub(super) mod closing;
mod correction;
pub(super) mod difference;
pub(super) mod income_tax;
pub(super) mod settlement;
pub(super) mod value_added_tax;

use crate::commission::posting::entry::Entry;
use crate::commission::tables::rules::Rules;
use crate::facts::Fact;
use crate::id::PersonId;
use crate::month::Month;
use closing::Closing;
use core::fmt;
use serde::{Deserialize, Serialize};
use settlement::Settlement;

/// An agent's ledger up to a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// Every entry, in the order of posting.
    pub entries: Vec<Entry>,
    /// How each month was settled: debts and tax.
    pub settlements: Vec<Settlement>,
}

/// What was posted of a closed month is not what the facts say it should have been.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastChanged {
    /// In whose statement the first line that differs stands.
    pub month: Month,
    /// The line as it was posted; none if it was not.
    pub posted: Option<Box<Entry>>,
    /// The line as it is computed; none if it is not.
    pub computed: Option<Box<Entry>>,
}

impl fmt::Display for PastChanged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the closed month {} would change: give every fact the day it was really learned (`known`), \
             and let a new version of a table begin after the last closed month",
            self.month
        )
    }
}

impl core::error::Error for PastChanged {}

impl Ledger {
    /// The entries to add to those that were posted before: a store calls this, so that a closed
    /// month stays as it is whatever is told.
    ///
    /// ```
    /// use shared::commission::{example, ledger};
    /// let (mut facts, rules) = (example::facts(), example::rules());
    /// let january = ledger(&facts, &rules, example::AGENT, "2026-01".parse()?);
    /// facts.push(example::late_withdrawal("2026-04-20"));
    /// let april = ledger(&facts, &rules, example::AGENT, "2026-04".parse()?);
    /// assert_eq!(april.after(&january.entries).map(<[_]>::len), Ok(3));
    ///
    /// // told as if it had been known in January, it would change what was paid
    /// facts.pop();
    /// facts.push(example::late_withdrawal("2026-01-20"));
    /// let april = ledger(&facts, &rules, example::AGENT, "2026-04".parse()?);
    /// assert!(april.after(&january.entries).is_err());
    /// # Ok::<(), shared::month::NotAMonth>(())
    /// ```
    ///
    /// # Errors
    /// [`PastChanged`] if what was posted is not how this ledger begins.
    pub fn after(&self, posted: &[Entry]) -> Result<&[Entry], PastChanged> {
        let same = self
            .entries
            .iter()
            .zip(posted)
            .take_while(|(one, other)| one == other)
            .count();
        let (computed, posted) = (self.entries.get(same), posted.get(same));
        let Some(first) = posted else {
            return Ok(self.entries.get(same..).unwrap_or_default());
        };
        let month = computed.map_or(first.posted, |entry| entry.posted.min(first.posted));
        let line = |entry: Option<&Entry>| entry.cloned().map(Box::new);
        Err(PastChanged {
            month,
            posted: line(posted),
            computed: line(computed),
        })
    }
}

/// The ledger of an agent up to a month's close. The order of the facts plays no part.
pub fn ledger(facts: &[Fact], rules: &Rules, agent: PersonId, through: Month) -> Ledger {
    Closing::of(facts, rules, through).ledger(agent)
}
