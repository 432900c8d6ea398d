//! As what somebody counts who comes late or leaves early: dated data.

use crate::answers::Answers;
use crate::answers::read::date_at;
use crate::finding::Finding;
use crate::setting::Setting;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// As what somebody counts who comes late or leaves early; one version, from its day on. A session goes by the
/// version of its day, on the server and on phones, which are told with the sign-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PresenceRules {
    /// The first day on which it holds.
    pub valid_from: NaiveDate,
    /// Minutes after the start up to which somebody still counts as present.
    pub late_after_minutes: u16,
    /// Share of the hours credited to who left early, percent.
    pub left_early_percent: u8,
}

impl PresenceRules {
    /// What a phone goes by that was not told yet, as every phone did before this was decided.
    pub const UNTOLD: Self = Self {
        valid_from: NaiveDate::MIN,
        late_after_minutes: 10,
        left_early_percent: 50,
    };

    /// What holds for a session, out of these versions.
    pub fn of(versions: &[Self], session: &Answers) -> Self {
        let day = date_at(session, "date").unwrap_or_default();
        let held = Self::in_force(versions, day);
        held.copied().unwrap_or(Self::UNTOLD)
    }
}

impl Setting for PresenceRules {
    const NAME: &'static str = "presence";
    const COUNTS_IN_PAY: bool = true;
    /// Late after 10 minutes; who leaves early has half the hours (domain, 9).
    #[cfg(feature = "data")]
    const AS_DELIVERED: &'static str = include_str!("../../data/settings/presence.toml");

    fn valid_from(&self) -> NaiveDate {
        self.valid_from
    }

    /// More hours for who leaves early than for who stays.
    fn check(&self) -> Vec<Finding> {
        let path = || format!("presence ({}), left_early_percent", self.valid_from);
        let too_much = self.left_early_percent > 100;
        let found = too_much.then(|| Finding::error("left_early_above_whole", path()));
        found.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session(day: &str) -> Answers {
        Answers::new().with("date", day)
    }

    fn from_december() -> [PresenceRules; 2] {
        let first = PresenceRules::as_delivered().unwrap().remove(0);
        let later = PresenceRules {
            valid_from: "2026-12-01".parse().unwrap(),
            late_after_minutes: 5,
            left_early_percent: 0,
        };
        [first, later]
    }

    #[test]
    fn a_session_goes_by_what_held_on_its_day() {
        let late_after = |day: &str| {
            let rules = PresenceRules::of(&from_december(), &session(day));
            rules.late_after_minutes
        };
        assert_eq!(
            (late_after("2026-11-30"), late_after("2026-12-01")),
            (10, 5)
        );
        let untold = PresenceRules::of(&[], &session("2026-12-01"));
        assert_eq!(untold, PresenceRules::UNTOLD);
    }

    #[test]
    fn nobody_has_more_for_leaving_early() {
        let mut version = from_december()[1];
        version.left_early_percent = 101;
        let found = version.check();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].path, "presence (2026-12-01), left_early_percent");
    }
}
