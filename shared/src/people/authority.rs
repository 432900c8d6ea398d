//! Who may decide how much.

use crate::finding::Finding;
use crate::money::Money;
use crate::setting::Setting;
use crate::submission::AuthorityNeeded;
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
    /// What this amount asks of those who decide it.
    ///
    /// ```
    /// use shared::{money::Money, people::AuthorityTable, setting::Setting};
    ///
    /// let table = &AuthorityTable::as_delivered()?[0];
    /// assert_eq!(table.needed(Money::from_yuan(20_000)).level.0, 1);
    /// assert_eq!(table.needed(Money::from_yuan(50_000)).level.0, 2);
    /// assert!(table.needed(Money::from_fen(5_000_001)).four_eyes);
    /// # Ok::<(), shared::setting::SettingFault>(())
    /// ```
    pub fn needed(&self, amount: Money) -> AuthorityNeeded {
        let step = self.steps.iter().find(|step| amount <= step.up_to);
        step.map_or(self.above, |step| step.needed)
    }
}

impl Setting for AuthorityTable {
    const NAME: &'static str = "authority";
    /// To 20,000 yuan level 1, to 50,000 level 2, above level 3 and four eyes (domain, 1).
    #[cfg(feature = "data")]
    const AS_DELIVERED: &'static str = include_str!("../../data/settings/authority.toml");

    fn valid_from(&self) -> NaiveDate {
        self.valid_from
    }

    /// Amounts that do not rise, levels that fall.
    fn check(&self) -> Vec<Finding> {
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

    fn demonstrated() -> AuthorityTable {
        AuthorityTable::as_delivered().unwrap().remove(0)
    }

    #[test]
    fn mistakes_of_a_table_are_named() {
        let mut table = demonstrated();
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
            let table = demonstrated();
            let needed = |fen| table.needed(Money::from_fen(fen));
            let (small, large) = (needed(one.min(other)), needed(one.max(other)));
            proptest::prop_assert!(small.level <= large.level);
            proptest::prop_assert!(!small.four_eyes || large.four_eyes);
        }
    }
}
