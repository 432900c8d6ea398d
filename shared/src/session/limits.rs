//! How long a sign-in lasts, by role: dated data.

use crate::finding::Finding;
use crate::people::Role;
use crate::setting::Setting;
use crate::time::Timestamp;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// How long a sign-in lasts; one version, from its day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SessionLimits {
    /// The first day on which it holds.
    pub valid_from: NaiveDate,
    /// So many days after its sign-in the phone of somebody who has left can still send what was captured before;
    /// no shorter than any sign-in lasts, which is all that is left of it until then.
    #[serde(default = "half_a_year")]
    pub sends_for_days: u16,
    /// So many hours a one-time code is good for.
    #[serde(default = "three_days")]
    pub code_hours: u16,
    /// Of every role, once.
    pub limits: Vec<RoleLimits>,
}

/// What held for versions that do not say it.
const fn half_a_year() -> u16 {
    180
}

/// The same.
const fn three_days() -> u16 {
    72
}

/// What holds for some roles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleLimits {
    /// Which.
    pub roles: Vec<Role>,
    /// Hours after which a sign-in ends, however much it is used.
    pub hours: u32,
    /// Minutes after which it ends if the person does nothing; none: it does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub idle_minutes: Option<u32>,
}

/// What holds for one person, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lasting {
    /// From the sign-in on.
    pub absolute: i64,
    /// From the person's last act on.
    pub idle: Option<i64>,
}

impl Lasting {
    /// Of somebody without any role.
    pub const NOTHING: Self = Self {
        absolute: 0,
        idle: None,
    };

    /// When a sign-in of `begun_at` ends, however much it is used.
    pub const fn ends_at(self, begun_at: Timestamp) -> Timestamp {
        begun_at.plus_millis(self.absolute)
    }

    /// When a sign-in ends whose person does nothing more after `acted_at`.
    pub fn idle_ends_at(self, acted_at: Timestamp) -> Option<Timestamp> {
        self.idle.map(|idle| acted_at.plus_millis(idle))
    }

    /// Whether a sign-in of `begun_at`, whose person last did something at `acted_at`, is over.
    pub fn is_over(self, begun_at: Timestamp, acted_at: Timestamp, now: Timestamp) -> bool {
        let idle = self.idle_ends_at(acted_at);
        idle.is_some_and(|ends_at| now >= ends_at) || now >= self.ends_at(begun_at)
    }

    fn shorter(self, other: Self) -> Self {
        Self {
            absolute: self.absolute.min(other.absolute),
            idle: self.idle.into_iter().chain(other.idle).min(),
        }
    }
}

impl SessionLimits {
    /// What holds for somebody with these roles: of each limit the shortest. Nothing lasts for a role
    /// that is not named.
    pub fn of(&self, roles: impl Iterator<Item = Role>) -> Lasting {
        let mut lasting: Option<Lasting> = None;
        for role in roles {
            let held = self.of_role(role);
            lasting = Some(lasting.map_or(held, |before| before.shorter(held)));
        }
        lasting.unwrap_or(Lasting::NOTHING)
    }

    /// How long after its sign-in the phone of somebody who has left can still send, in milliseconds.
    pub fn sends_for(&self) -> i64 {
        i64::from(self.sends_for_days) * DAY
    }

    /// How long a one-time code is good for, in milliseconds.
    pub fn code_lasts(&self) -> i64 {
        i64::from(self.code_hours) * HOUR
    }

    /// How long after its sign-in a session is good for nothing any more, whoever's it is, in milliseconds.
    pub fn kept_for(&self) -> i64 {
        self.sends_for().max(i64::from(self.longest_hours()) * HOUR)
    }

    fn longest_hours(&self) -> u32 {
        let hours = self.limits.iter().map(|limits| limits.hours);
        hours.max().unwrap_or_default()
    }

    fn of_role(&self, role: Role) -> Lasting {
        let mut limits = self.limits.iter();
        limits
            .find(|limits| limits.roles.contains(&role))
            .map_or(Lasting::NOTHING, |limits| Lasting {
                absolute: i64::from(limits.hours) * HOUR,
                idle: limits
                    .idle_minutes
                    .map(|minutes| i64::from(minutes) * MINUTE),
            })
    }
}

impl Setting for SessionLimits {
    const NAME: &'static str = "sessions";
    /// In the field 30 days, at the desk 10 hours and 30 minutes (domain, 10).
    #[cfg(feature = "data")]
    const AS_DELIVERED: &'static str = include_str!("../../data/settings/sessions.toml");

    fn valid_from(&self) -> NaiveDate {
        self.valid_from
    }

    /// Roles without limits or with two, limits of nothing, a phone that sends for less long than somebody is
    /// signed in.
    fn check(&self) -> Vec<Finding> {
        let path = |field: &str| format!("sessions ({}), {field}", self.valid_from);
        let named = |role: Role| {
            let limits = self.limits.iter().flat_map(|limits| &limits.roles);
            limits.filter(|named| **named == role).count()
        };
        let counted = Role::ALL.into_iter().filter(|role| named(*role) != 1);
        let counted = counted.map(|role| {
            Finding::error("session_role_not_named_once", path("roles")).with("role", role.as_str())
        });
        let nothing = self
            .limits
            .iter()
            .enumerate()
            .filter(|(_, limits)| limits.hours == 0 || limits.idle_minutes == Some(0))
            .map(|(at, _)| {
                Finding::error("session_limit_of_nothing", path(&format!("limits.{at}")))
            });
        let no_code = (self.code_hours == 0)
            .then(|| Finding::error("session_limit_of_nothing", path("code_hours")));
        let least = self.longest_hours().div_ceil(24).max(1);
        let too_short = (u32::from(self.sends_for_days) < least).then(|| {
            Finding::error("session_sends_too_briefly", path("sends_for_days")).with("least", least)
        });
        let found = counted.chain(nothing).chain(no_code);
        found.chain(too_short).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hours: i64, minutes: i64) -> Timestamp {
        Timestamp::from_millis(hours * HOUR + minutes * MINUTE)
    }

    fn lasting(roles: &[Role]) -> Lasting {
        let versions = SessionLimits::as_delivered().unwrap();
        let day = "2026-11-20".parse().unwrap();
        SessionLimits::in_force(&versions, day)
            .unwrap()
            .of(roles.iter().copied())
    }

    #[test]
    fn an_agent_stays_signed_in_for_thirty_days_however_quiet() {
        let agent = lasting(&[Role::Agent]);
        assert!(!agent.is_over(at(0, 0), at(0, 0), at(719, 59)));
        assert!(agent.is_over(at(0, 0), at(719, 59), at(720, 0)));
    }

    #[test]
    fn the_desk_ends_after_ten_hours_or_thirty_quiet_minutes() {
        let reviewer = lasting(&[Role::Reviewer]);
        assert!(!reviewer.is_over(at(0, 0), at(9, 30), at(9, 59)));
        assert!(reviewer.is_over(at(0, 0), at(9, 30), at(10, 0)));
        assert!(reviewer.is_over(at(0, 0), at(1, 0), at(1, 30)));
    }

    #[test]
    fn of_several_roles_the_shortest_counts_and_no_role_lasts_for_nothing() {
        assert_eq!(
            lasting(&[Role::TeamLeader, Role::Manager]),
            lasting(&[Role::Manager])
        );
        assert!(lasting(&[]).is_over(at(0, 0), at(0, 0), at(0, 0)));
    }

    #[test]
    fn a_phone_sends_for_no_less_long_than_anybody_is_signed_in() {
        let published = SessionLimits::as_delivered().unwrap().remove(0);
        for (days, longest, least) in [
            (0, 720, "30"),
            (29, 720, "30"),
            (30, 721, "31"),
            (0, 1, "1"),
        ] {
            let mut version = published.clone();
            version.sends_for_days = days;
            version.limits[0].hours = longest;
            version.limits[1].hours = 1;
            let found = version.check();
            assert_eq!(found.len(), 1, "{days} days, {longest} hours");
            assert_eq!(found[0].code.as_str(), "session_sends_too_briefly");
            assert_eq!(found[0].path, "sessions (2020-01-01), sends_for_days");
            assert_eq!(found[0].params["least"], least);
        }
        let just_enough = SessionLimits {
            sends_for_days: 30,
            ..published
        };
        assert_eq!(just_enough.check(), []);
    }

    #[test]
    fn a_session_is_kept_for_the_longer_of_both() {
        let published = SessionLimits::as_delivered().unwrap().remove(0);
        assert_eq!(published.kept_for(), 180 * DAY);
        let brief = SessionLimits {
            sends_for_days: 0,
            ..published
        };
        assert_eq!(brief.kept_for(), 720 * HOUR);
    }

    #[test]
    fn mistakes_are_named() {
        let version = SessionLimits {
            valid_from: "2026-01-01".parse().unwrap(),
            sends_for_days: 180,
            code_hours: 0,
            limits: vec![RoleLimits {
                roles: Role::ALL[1..].to_vec(),
                hours: 0,
                idle_minutes: None,
            }],
        };
        let codes: Vec<_> = version
            .check()
            .iter()
            .map(|found| found.code.to_string())
            .collect();
        assert_eq!(
            codes,
            [
                "session_role_not_named_once",
                "session_limit_of_nothing",
                "session_limit_of_nothing"
            ]
        );
    }

    #[test]
    fn a_code_is_good_for_three_days_where_a_version_of_before_does_not_say() {
        let published = SessionLimits::as_delivered().unwrap().remove(0);
        let mut of_before = serde_json::to_value(&published).unwrap();
        of_before.as_object_mut().unwrap().remove("code_hours");
        let of_before: SessionLimits = serde_json::from_value(of_before).unwrap();
        assert_eq!(of_before.code_lasts(), 3 * DAY);
        assert_eq!(of_before, published);
    }
}
