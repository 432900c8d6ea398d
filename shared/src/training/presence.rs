//! Whether somebody was there.

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
}
