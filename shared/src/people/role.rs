//! What somebody does.

use serde::{Deserialize, Serialize};

/// What somebody does. Text key `states.role.<name>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 代理人: captures in the field.
    Agent,
    /// 主管: an agent with a team.
    TeamLeader,
    /// 内勤: reviews what agents send.
    Reviewer,
    /// 讲师: courses, attendance, newcomers.
    Trainer,
    /// 营业部经理: plan, schemes, second approvals.
    Manager,
    /// 系统管理员: people, organisation, products, settings.
    Administrator,
    /// 审计: reads everything in scope, changes nothing.
    Auditor,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 7] = [
        Self::Agent,
        Self::TeamLeader,
        Self::Reviewer,
        Self::Trainer,
        Self::Manager,
        Self::Administrator,
        Self::Auditor,
    ];

    /// The name in JSON, columns and text keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Agent => "agent",
            Self::TeamLeader => "team_leader",
            Self::Reviewer => "reviewer",
            Self::Trainer => "trainer",
            Self::Manager => "manager",
            Self::Administrator => "administrator",
            Self::Auditor => "auditor",
        }
    }

    /// The role with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == name)
    }

    /// Whether it captures records in the field.
    pub const fn captures(self) -> bool {
        matches!(self, Self::Agent | Self::TeamLeader)
    }

    /// Whether it sees those who capture in its unit and below it, in a list.
    pub const fn sees_people(self) -> bool {
        matches!(
            self,
            Self::TeamLeader | Self::Trainer | Self::Manager | Self::Administrator
        )
    }

    /// Whether it reads the desk.
    pub const fn reads_desk(self) -> bool {
        matches!(self, Self::Reviewer | Self::Manager | Self::Auditor)
    }

    /// Whether it decides at the desk.
    pub const fn decides(self) -> bool {
        matches!(self, Self::Reviewer | Self::Manager)
    }
}
