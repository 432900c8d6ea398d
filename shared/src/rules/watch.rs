//! What the desk is shown of a case besides its answers: dated data.

use crate::finding::Finding;
use crate::money::Money;
use crate::setting::Setting;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What the desk looks at; one version, from its day on. A case is looked at by the version of the day on
/// which it was captured.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Watch {
    /// The first day on which it holds.
    pub valid_from: NaiveDate,
    /// A record that arrived more than so many days after it was captured.
    pub under_way_days: u16,
    /// The insured's occupation from this class on, 1 to 6.
    pub dangerous_occupation_class: u8,
    /// Death benefits above so many yearly incomes of the insured.
    pub high_sum_incomes: u16,
    /// From this age of the insured death benefits above [`Watch::high_sum_from_that_age`]; years.
    pub high_sum_age: u8,
    /// See [`Watch::high_sum_age`].
    pub high_sum_from_that_age: Money,
    /// So many applications or more of one person ...
    pub many_applications: u16,
    /// ... captured within so many days of each other.
    pub many_within_days: u16,
    /// A mobile that so many people or more gave in applications.
    pub mobile_of_people: u16,
    /// An account from which so many people or more pay, or to which they are paid.
    pub account_of_people: u16,
    /// How the agent's other records of so many days fared.
    pub history_days: u16,
}

impl Setting for Watch {
    const NAME: &'static str = "watch";
    #[cfg(feature = "data")]
    const AS_DELIVERED: &'static str = include_str!("../../data/settings/watch.toml");

    fn valid_from(&self) -> NaiveDate {
        self.valid_from
    }

    /// Of one application, or one person with a mobile, there is nothing to say.
    fn check(&self) -> Vec<Finding> {
        let several = [
            ("many_applications", self.many_applications),
            ("mobile_of_people", self.mobile_of_people),
            ("account_of_people", self.account_of_people),
        ];
        let too_few = several.into_iter().filter(|(_, number)| *number < 2);
        let found = too_few.map(|(field, _)| {
            let path = format!("watch ({}), {field}", self.valid_from);
            Finding::error("watch_of_one", path)
        });
        found.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_everybody_has_is_not_watched_for() {
        let version = Watch {
            many_applications: 1,
            account_of_people: 0,
            ..Watch::as_delivered().unwrap().remove(0)
        };
        let found = version.check();
        let codes: Vec<_> = found.iter().map(|found| found.code.as_str()).collect();
        assert_eq!(codes, ["watch_of_one"; 2]);
        assert_eq!(found[1].path, "watch (2016-01-01), account_of_people");
    }
}
