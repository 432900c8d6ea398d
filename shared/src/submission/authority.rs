//! Who may decide how much.

use super::PersonRef;
use crate::id::PersonId;
use crate::money::Money;
use serde::{Deserialize, Serialize};

/// A reviewer's level: 1, 2 or 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Level(pub u8);

/// What an amount asks of those who decide it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthorityNeeded {
    /// The level the accepting person must have.
    pub level: Level,
    /// Whether two different people must accept (four eyes).
    pub four_eyes: bool,
}

impl AuthorityNeeded {
    /// The demonstration limits of the business: to 20,000 yuan level 1, to 50,000 level 2, above
    /// level 3 and a second person. The amount is the yearly premium or the claim estimate.
    pub fn for_amount(amount: Money) -> Self {
        let (level, four_eyes) = if amount <= Money::from_yuan(20_000) {
            (1, false)
        } else if amount <= Money::from_yuan(50_000) {
            (2, false)
        } else {
            (3, true)
        };
        Self {
            level: Level(level),
            four_eyes,
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_itself_belongs_to_the_lower_level() {
        let level = |yuan| AuthorityNeeded::for_amount(Money::from_yuan(yuan)).level;
        assert_eq!(level(20_000), Level(1));
        assert_eq!(level(50_000), Level(2));
        let over = AuthorityNeeded::for_amount(Money::from_fen(5_000_001));
        assert_eq!((over.level, over.four_eyes), (Level(3), true));
    }
}
