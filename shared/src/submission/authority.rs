//! Who may decide how much.

use super::{Approval, PersonRef};
use crate::id::PersonId;
use serde::{Deserialize, Serialize};

/// A reviewer's level: 1, 2 or 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Level(pub u8);

/// What an amount asks of those who decide it, by the [`AuthorityTable`](crate::people::AuthorityTable).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthorityNeeded {
    /// The level the accepting person must have.
    pub level: Level,
    /// Whether two different people must accept (four eyes).
    pub four_eyes: bool,
}

/// What an approval lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuthorityLack {
    /// The second of two approvals must come from somebody else.
    SecondPersonNeeded,
    /// The amount is above the person's level.
    AboveAuthority {
        /// The level that may.
        needed: Level,
    },
}

impl AuthorityNeeded {
    /// Whether it asks for more than the first level.
    pub fn is_weighty(self) -> bool {
        self.four_eyes || self.level > Level(1)
    }

    /// Whether `person`, a reviewer of `level`, may give the next approval after those `given`.
    ///
    /// Of two approvals the first needs one level less: a level 2 reviewer proposes, level 3 confirms.
    ///
    /// # Errors
    /// The [`AuthorityLack`].
    pub fn permit(
        self,
        person: PersonId,
        level: Level,
        given: &[Approval],
    ) -> Result<(), AuthorityLack> {
        if given.iter().any(|approval| approval.by.id == person) {
            return Err(AuthorityLack::SecondPersonNeeded);
        }
        let has_level = given.iter().any(|approval| approval.level >= self.level);
        let needed = if self.four_eyes && (given.is_empty() || has_level) {
            Level(self.level.0.saturating_sub(1))
        } else {
            self.level
        };
        if level < needed {
            return Err(AuthorityLack::AboveAuthority { needed });
        }
        Ok(())
    }

    /// Whether there are as many approvals as it asks.
    pub const fn is_met_by(self, given: &[Approval]) -> bool {
        given.len() >= if self.four_eyes { 2 } else { 1 }
    }
}

/// Who acts on a submission or a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Who.
    pub person: PersonRef,
    /// Their level as a reviewer of the unit, if they are one.
    pub review_level: Option<Level>,
}

impl Actor {
    /// Whether this is the person.
    pub fn is(&self, person: PersonId) -> bool {
        self.person.id == person
    }
}
