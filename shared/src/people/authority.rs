//! Who may decide how much.

use crate::finding::Finding;
use crate::money::Money;
use crate::submission::{AuthorityNeeded, Level};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Up to which amount which level decides; one version, from its day on. The amount is the yearly premium
/// of an application or the estimate of a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuthorityTable {
    /// The first day on which it holds.
    pub valid_from: NaiveDate,
    /// The steps, amounts rising.
    pub steps: Vec<AuthorityStep>,
    /// What an amount above all steps asks.
    pub above: AuthorityNeeded,
}

/// What amounts up to `up_to` ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuthorityStep {
    /// The highest amount of the step.
    pub up_to: Money,
    /// What it asks.
    pub needed: AuthorityNeeded,
}

impl AuthorityTable {
    /// The table of domain 1: to 20,000 yuan level 1, to 50,000 level 2, above level 3 and four eyes.
    ///
    /// ```
    /// use shared::{money::Money, people::AuthorityTable};
    ///
    /// let table = AuthorityTable::demonstration();
    /// assert_eq!(table.needed(Money::from_yuan(20_000)).level.0, 1);
    /// assert_eq!(table.needed(Money::from_yuan(50_000)).level.0, 2);
    /// assert!(table.needed(Money::from_fen(5_000_001)).four_eyes);
    /// ```
    pub fn demonstration() -> Self {
        let step = |yuan, level| AuthorityStep {
            up_to: Money::from_yuan(yuan),
            needed: AuthorityNeeded {
                level: Level(level),
                four_eyes: false,
            },
        };
        Self {
            valid_from: NaiveDate::default(),
            steps: vec![step(20_000, 1), step(50_000, 2)],
            above: AuthorityNeeded {
                level: Level(3),
                four_eyes: true,
            },
        }
    }

    /// What this amount asks of those who decide it.
    pub fn needed(&self, amount: Money) -> AuthorityNeeded {
        let step = self.steps.iter().find(|step| amount <= step.up_to);
        step.map_or(self.above, |step| step.needed)
    }

    /// The version that holds on this day: the latest that has begun.
    pub fn in_force(versions: &[Self], day: NaiveDate) -> Option<&Self> {
        let begun = versions.iter().filter(|version| version.valid_from <= day);
        begun.max_by_key(|version| version.valid_from)
    }

    /// Mistakes of the table: amounts that do not rise, levels that fall.
    pub fn check(&self) -> Vec<Finding> {
        let path = |at: usize| format!("authority ({}), steps.{at}", self.valid_from);
        let next = self.steps.iter().skip(1).map(|step| step.needed);
        let next = next.chain([self.above]);
        let falls = self
            .steps
            .iter()
            .zip(next)
            .map(|(step, next)| next.level < step.needed.level);
        let amounts = self
            .steps
            .windows(2)
            .map(|pair| pair[1].up_to <= pair[0].up_to);
        let falling = falls.enumerate().filter(|(_, falls)| *falls);
        let not_rising = amounts.enumerate().filter(|(_, not_rising)| *not_rising);
        falling
            .map(|(at, _)| Finding::error("authority_level_falls", path(at)))
            .chain(
                not_rising
                    .map(|(at, _)| Finding::error("authority_amount_does_not_rise", path(at))),
            )
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_table_holds_from_its_day() {
        let version = |from: &str, yuan| AuthorityTable {
            valid_from: from.parse().unwrap(),
            steps: vec![AuthorityStep {
                up_to: Money::from_yuan(yuan),
                ..AuthorityTable::demonstration().steps[0]
            }],
            ..AuthorityTable::demonstration()
        };
        let versions = [version("2026-07-01", 30_000), version("2026-01-01", 10_000)];
        let level_on = |day: &str| {
            let table = AuthorityTable::in_force(&versions, day.parse().unwrap());
            table.map(|table| table.needed(Money::from_yuan(20_000)).level.0)
        };
        assert_eq!(level_on("2025-12-31"), None);
        assert_eq!(level_on("2026-06-30"), Some(3));
        assert_eq!(level_on("2026-07-01"), Some(1));
    }

    #[test]
    fn mistakes_of_a_table_are_named() {
        let mut table = AuthorityTable::demonstration();
        assert_eq!(table.check(), []);
        table.steps.reverse();
        let codes: Vec<_> = table
            .check()
            .iter()
            .map(|finding| finding.code.to_string())
            .collect();
        assert_eq!(
            codes,
            ["authority_level_falls", "authority_amount_does_not_rise"]
        );
    }

    proptest::proptest! {
        #[test]
        fn a_larger_amount_never_asks_less(one: i64, other: i64) {
            let table = AuthorityTable::demonstration();
            let needed = |fen| table.needed(Money::from_fen(fen));
            let (small, large) = (needed(one.min(other)), needed(one.max(other)));
            proptest::prop_assert!(small.level <= large.level);
            proptest::prop_assert!(!small.four_eyes || large.four_eyes);
        }
    }
}
