//! Units and where they hang.

use super::period::Period;
use crate::id::UnitId;
use serde::{Deserialize, Serialize};

/// What a unit (机构) is, from the top. Text key `states.unit_kind.<name>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    /// 公司
    Company,
    /// 分公司
    Branch,
    /// 营业部
    Department,
    /// 营业组
    Team,
}

impl UnitKind {
    /// All, from the top.
    pub const ALL: [Self; 4] = [Self::Company, Self::Branch, Self::Department, Self::Team];

    /// The name in JSON, columns and text keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Branch => "branch",
            Self::Department => "department",
            Self::Team => "team",
        }
    }
}

/// A unit of the organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// Its id.
    pub id: UnitId,
    /// What it is.
    pub kind: UnitKind,
    /// What it is called today.
    pub name: String,
    /// The unit it split off from (母机构), if it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mother: Option<UnitId>,
}

/// Under which unit a unit hung, and when. A company hangs under nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Placement {
    /// Which unit.
    pub unit: UnitId,
    /// Under which.
    pub parent: UnitId,
    /// When.
    pub period: Period,
}
