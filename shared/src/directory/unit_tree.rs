//! The units of an administrator, on any day.

use crate::id::UnitId;
use crate::people::UnitKind;
use crate::submission::PersonRef;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Of which day the tree is wanted: the query of `GET /api/units`; today if it does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UnitsAsked {
    /// The day.
    pub on: Option<NaiveDate>,
}

/// The units that somebody administers, on one day: the answer to `GET /api/units`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitTree {
    /// On which day.
    pub on: NaiveDate,
    /// Each after the one above it, those side by side by kind and name.
    pub units: Vec<UnitLine>,
}

/// A unit on one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitLine {
    /// Its id.
    pub id: UnitId,
    /// 机构编码
    pub code: Option<String>,
    /// What it is called on that day.
    pub name: String,
    /// What it is.
    pub kind: UnitKind,
    /// Under which it hangs; `None` of the topmost that the reader administers.
    pub parent: Option<UnitId>,
    /// How many people do something in it or below it on that day.
    pub people_today: u64,
    /// Who leads it on that day.
    pub leader: Option<PersonRef>,
    /// 成立日期
    pub founded_on: Option<NaiveDate>,
    /// The last day on which it hangs there, if that is known.
    pub until: Option<NaiveDate>,
    /// 撤销日期: the last day of all, if that is known.
    pub closed_on: Option<NaiveDate>,
}
