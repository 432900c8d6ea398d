//! What a fact may say before it is taken for a slip: dated data.

use crate::finding::Finding;
use crate::money::Money;
use crate::setting::Setting;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What a fact may say before it is taken for a slip; one version, from its day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactLimits {
    /// The first day on which it holds; a fact is held against the version of the day it happened.
    pub valid_from: NaiveDate,
    /// The highest premium of a product line, and the most that is received at once.
    pub highest_premium: Money,
    /// So many days before the issue of its policy a premium can be received.
    pub received_before_issue_days: u16,
    /// So many days before the policy takes effect its first premium can be due.
    pub due_before_effect_days: u16,
}

impl Setting for FactLimits {
    const NAME: &'static str = "fact_limits";
    #[cfg(feature = "data")]
    const AS_DELIVERED: &'static str = include_str!("../../data/settings/fact_limits.toml");

    fn valid_from(&self) -> NaiveDate {
        self.valid_from
    }

    fn check(&self) -> Vec<Finding> {
        let path = || format!("fact_limits ({}), highest_premium", self.valid_from);
        let nothing = self.highest_premium <= Money::ZERO;
        let found = nothing.then(|| Finding::error("fact_limit_of_nothing", path()));
        found.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_highest_premium_of_nothing_is_named() {
        let version = FactLimits {
            highest_premium: Money::ZERO,
            ..FactLimits::as_delivered().unwrap().remove(0)
        };
        let found = version.check();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].code.as_str(), "fact_limit_of_nothing");
    }
}
