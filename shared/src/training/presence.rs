//! Whether somebody was there.

use super::AttendanceRules;
use serde::{Deserialize, Serialize};

/// Whether somebody was at a session. Text key `states.presence.<name>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// 出勤.
    Present,
    /// 迟到.
    Late,
    /// 早退.
    LeftEarly,
    /// 缺勤.
    Absent,
    /// 请假.
    Excused,
}

impl Presence {
    /// All, in the order a trainer is offered them.
    pub const ALL: [Self; 5] = [
        Self::Present,
        Self::Late,
        Self::LeftEarly,
        Self::Absent,
        Self::Excused,
    ];

    /// The name in JSON and text keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::Late => "late",
            Self::LeftEarly => "left_early",
            Self::Absent => "absent",
            Self::Excused => "excused",
        }
    }

    /// The presence with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|presence| presence.as_str() == name)
    }

    /// Whether the person came.
    pub const fn came(self) -> bool {
        matches!(self, Self::Present | Self::Late | Self::LeftEarly)
    }

    /// The minutes credited for a session of so many hours, rounded down.
    pub const fn credited_minutes(self, hours: u32, rules: &AttendanceRules) -> u32 {
        match self {
            Self::Present | Self::Late => hours * 60,
            Self::LeftEarly => hours * 60 * rules.left_early_percent / 100,
            Self::Absent | Self::Excused => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_who_came_is_credited() {
        let credited = |presence: Presence| presence.credited_minutes(3, &AttendanceRules::CURRENT);
        assert_eq!(Presence::ALL.map(credited), [180, 180, 90, 0, 0]);
        assert!(
            Presence::ALL
                .iter()
                .all(|presence| presence.came() == (credited(*presence) > 0))
        );
    }
}
