//! Since when an imported fact is known: so that no closed month can change.
//!
//! A fact is known from the day of its import on. Only the very first import may tell a history, with
//! the days on which the office really learned it: afterwards statements may have been paid out.

use chrono::NaiveDate;
use shared::facts::Fact;

/// How imported facts come to be known.
#[derive(Debug, Clone, Copy)]
pub(super) enum Knowing {
    /// On this day, whatever the day on which they happened.
    Today(NaiveDate),
    /// As the file says, or else on the day they happened.
    History,
}

/// A fact's name for a day it may not claim.
pub(super) const NOT_FROM_A_FILE: &str = "the day it was learned is the day of its import: leave `known` out \
     (only the first import of all can tell a history, with --history)";

impl Knowing {
    /// The fact as it is kept.
    ///
    /// # Errors
    /// If it claims to have been known before.
    pub(super) fn of(self, fact: Fact) -> Result<Fact, &'static str> {
        match self {
            Self::History => Ok(fact),
            Self::Today(today) if fact.known.is_none_or(|known| known == today) => Ok(Fact {
                known: Some(today),
                ..fact
            }),
            Self::Today(_) => Err(NOT_FROM_A_FILE),
        }
    }
}

/// Whether two facts say the same, whenever they were learned.
pub(super) fn say_the_same(one: &Fact, other: &Fact) -> bool {
    (one.on, &one.id, &one.what) == (other.on, &other.id, &other.what)
}
