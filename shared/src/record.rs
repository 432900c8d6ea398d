//! The records that are captured in the field.

use serde::{Deserialize, Serialize};

/// What kind of record it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordKind {
    /// 投保单.
    Application,
    /// 报案.
    LossNotice,
    /// 培训场次: opened by a trainer.
    TrainingSession,
    /// 培训签到: an agent's sign-in to a session.
    CheckIn,
}

impl RecordKind {
    /// All kinds.
    pub const ALL: [Self; 4] = [
        Self::Application,
        Self::LossNotice,
        Self::TrainingSession,
        Self::CheckIn,
    ];

    /// The name in JSON, columns, addresses and text keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Application => "application",
            Self::LossNotice => "loss_notice",
            Self::TrainingSession => "training_session",
            Self::CheckIn => "check_in",
        }
    }

    /// The kind with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// The letter its numbers begin with.
    pub const fn letter(self) -> char {
        match self {
            Self::Application => 'A',
            Self::LossNotice => 'C',
            Self::TrainingSession => 'T',
            Self::CheckIn => 'S',
        }
    }

    /// Whether the back office reviews it.
    pub const fn is_reviewed(self) -> bool {
        matches!(self, Self::Application | Self::LossNotice)
    }
}

/// The version of the rules a record was checked with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RuleVersion(pub u16);

impl RuleVersion {
    /// The rules of this build.
    pub const CURRENT: Self = Self(1);
}
