//! Who may decide how much.

use super::PersonRef;
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

/// Who acts on a submission.
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
