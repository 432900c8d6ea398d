//! What a company decides: dated versions, published into the store and read as of a day.
//!
//! Each setting has a name, under which it stands in the store and in a file `<name>.toml` with a
//! `[[version]]` block for each version. Phones are told with the sign-in what trainers need of them without
//! network ([`crate::session::Profile`]); what the rules of the forms need is in [`crate::rules::Settings`].

mod difference;
#[cfg(feature = "data")]
mod file;

pub use difference::{RuleDifference, differences};

#[cfg(feature = "data")]
pub use file::{SettingFault, from_toml, to_toml};
#[cfg(feature = "data")]
mod unreadable;
#[cfg(feature = "data")]
pub use unreadable::UnreadableToml;

use crate::finding::Finding;
use chrono::NaiveDate;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;

/// One version of something that a company decides.
pub trait Setting: Clone + PartialEq + Serialize + DeserializeOwned {
    /// What it is called in the store and in the names of files.
    const NAME: &'static str;

    /// Whether pay is counted by it: then no version changes days that are over, once there is pay to count.
    const COUNTS_IN_PAY: bool = false;

    /// The file that the program comes with.
    #[cfg(feature = "data")]
    const AS_DELIVERED: &'static str;

    /// The first day on which the version holds.
    fn valid_from(&self) -> NaiveDate;

    /// Mistakes of the version.
    fn check(&self) -> Vec<Finding>;

    /// The version that holds on this day: the latest that has begun; before the first, the first.
    fn in_force(versions: &[Self], day: NaiveDate) -> Option<&Self> {
        let begun = versions
            .iter()
            .filter(|version| version.valid_from() <= day);
        let first = || versions.iter().min_by_key(|version| version.valid_from());
        begun
            .max_by_key(|version| version.valid_from())
            .or_else(first)
    }

    /// The versions that the program comes with: they hold until the company decides.
    ///
    /// # Errors
    /// None, unless the file in `data/settings` was broken; a test reads it.
    #[cfg(feature = "data")]
    fn as_delivered() -> Result<Vec<Self>, SettingFault> {
        from_toml(Self::AS_DELIVERED)
    }
}

/// Under what a version may be published that holds on days that are over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backdating {
    /// Who publishes it says that it is to.
    pub is_said: bool,
    /// Whether facts of pay were told already.
    pub pay_is_counted: bool,
}

/// That a version changes what held already, on days until `today`, and must not.
pub fn check_backdated<S: Setting>(
    version: &S,
    today: NaiveDate,
    backdating: Backdating,
) -> Option<Finding> {
    let from = version.valid_from();
    let code = match backdating {
        _ if from > today => return None,
        Backdating {
            pay_is_counted: true,
            ..
        } if S::COUNTS_IN_PAY => "setting_counted_in_pay",
        Backdating { is_said: false, .. } => "setting_backdated",
        Backdating { is_said: true, .. } => return None,
    };
    let backdated = Finding::error(code, S::NAME);
    Some(backdated.with("day", from).with("today", today))
}

/// Mistakes of versions that are published together: those of each, and two that begin on one day.
pub fn check_versions<S: Setting>(versions: &[S]) -> Vec<Finding> {
    let mut days = BTreeSet::new();
    let twice = versions
        .iter()
        .map(S::valid_from)
        .filter(|day| !days.insert(*day))
        .map(|day| Finding::error("setting_day_twice", S::NAME).with("day", day))
        .collect::<Vec<_>>();
    let own = versions.iter().flat_map(S::check);
    own.chain(twice).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::OfficeDays;
    use crate::facts::FactLimits;
    use crate::pay_calendar::PayClose;
    use crate::people::AuthorityTable;
    use crate::reason::ReasonCodes;
    use crate::rules::Watch;
    use crate::session::SessionLimits;
    use crate::training::PresenceRules;

    fn delivered<S: Setting + core::fmt::Debug>() {
        let versions = S::as_delivered().unwrap();
        assert_eq!(check_versions(&versions), []);
        let again: Vec<S> = from_toml(&to_toml(&versions).unwrap()).unwrap();
        assert_eq!(again, versions);
    }

    #[test]
    fn what_the_program_comes_with_is_right_and_written_as_it_is_read() {
        delivered::<AuthorityTable>();
        delivered::<FactLimits>();
        delivered::<OfficeDays>();
        delivered::<PayClose>();
        delivered::<PresenceRules>();
        delivered::<ReasonCodes>();
        delivered::<SessionLimits>();
        delivered::<Watch>();
    }

    fn limits(from: &str, days: u16) -> FactLimits {
        FactLimits {
            valid_from: from.parse().unwrap(),
            due_before_effect_days: days,
            ..FactLimits::as_delivered().unwrap().remove(0)
        }
    }

    #[test]
    fn a_version_holds_from_its_day_and_the_first_before_it() {
        let versions = [limits("2026-07-01", 2), limits("2026-01-01", 1)];
        let days_on = |day: &str| {
            let version = FactLimits::in_force(&versions, day.parse().unwrap());
            version.map(|version| version.due_before_effect_days)
        };
        assert_eq!(days_on("2025-12-31"), Some(1));
        assert_eq!(days_on("2026-06-30"), Some(1));
        assert_eq!(days_on("2026-07-01"), Some(2));
        assert_eq!(FactLimits::in_force(&[], NaiveDate::MIN), None);
    }

    #[test]
    fn what_holds_today_already_is_changed_by_a_version_that_is_backdated() {
        let today = "2026-11-20".parse().unwrap();
        let refused = |from, is_said| {
            let backdating = Backdating {
                is_said,
                pay_is_counted: true,
            };
            check_backdated(&limits(from, 1), today, backdating).is_some()
        };
        assert!(refused("1970-01-01", false) && refused("2026-11-20", false));
        assert!(!refused("1970-01-01", true) && !refused("2026-11-21", false));
    }

    #[test]
    fn nothing_that_pay_is_counted_by_changes_on_days_that_are_over() {
        let today = "2026-11-20".parse().unwrap();
        let refused = |from: &str, pay_is_counted| {
            let close = PayClose {
                valid_from: from.parse().unwrap(),
                close_day: 20,
            };
            let backdating = Backdating {
                is_said: true,
                pay_is_counted,
            };
            let found = check_backdated(&close, today, backdating);
            found.map(|found| found.code.as_str().to_owned())
        };
        let words = Some("setting_counted_in_pay".to_owned());
        assert_eq!(refused("2026-11-20", true), words);
        assert_eq!(refused("2026-11-21", true), None);
        assert_eq!(refused("2025-01-01", false), None);
    }

    #[test]
    fn every_mistake_of_a_version_has_words() {
        use crate::text::{Language, lookup};
        for code in [
            "setting_backdated",
            "setting_counted_in_pay",
            "setting_day_twice",
            "session_role_not_named_once",
            "session_limit_of_nothing",
            "session_sends_too_briefly",
            "fact_limit_of_nothing",
            "pay_closes_on_no_day",
            "left_early_above_whole",
            "watch_of_one",
            "office_decides_within_no_days",
            "office_day_before_version",
            "office_day_twice",
            "reason_twice",
            "reason_taken",
            "reason_without_words",
            "reason_explains_nothing",
            "reason_lacking",
            "reason_not_in_force",
        ] {
            for language in [Language::ZhHans, Language::En] {
                let words = lookup(language, &format!("findings.{code}"));
                assert!(words.is_some(), "{code}");
            }
        }
    }

    #[test]
    fn two_versions_of_one_day_are_named() {
        let versions = [limits("2026-07-01", 2), limits("2026-07-01", 1)];
        let found = check_versions(&versions);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].code.as_str(), "setting_day_twice");
        assert_eq!(found[0].params["day"], "2026-07-01");
    }
}
