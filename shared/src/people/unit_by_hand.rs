//! What an administrator asks to be changed of one unit, and the answer.

use super::difference::Difference;
use super::unit::UnitKind;
use crate::id::{PersonId, UnitId};
use crate::submission::PersonRef;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// `POST /api/units`: a unit is founded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FoundUnit {
    /// 机构编码: given once, it stays.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// What it is.
    pub kind: UnitKind,
    /// Under which unit it hangs.
    pub parent: UnitId,
    /// 成立日期: the first day.
    pub from: NaiveDate,
    /// Only says what would be different.
    #[serde(default)]
    pub preview: bool,
}

/// `POST /api/units/{id}/changes`: something of a unit changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeUnit {
    /// The [`version`](crate::directory::UnitPage::version) that was read.
    pub expected: String,
    /// What.
    pub change: UnitStep,
    /// Only says what would be different.
    #[serde(default)]
    pub preview: bool,
}

/// What changes of a unit. Everything before the day stays as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case", deny_unknown_fields)]
pub enum UnitStep {
    /// It is called otherwise.
    Rename {
        /// What.
        name: String,
        /// The first day.
        from: NaiveDate,
    },
    /// It hangs under another unit.
    Move {
        /// Which.
        parent: UnitId,
        /// The first day.
        from: NaiveDate,
    },
    /// Another unit beside it splits off, and remembers it as its mother unit (育成).
    Split {
        /// 机构编码 of the new one.
        code: String,
        /// What the new one is called.
        name: String,
        /// Its first day.
        from: NaiveDate,
        /// Who leads it, one of those who go with it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        leader: Option<PersonId>,
        /// Who goes with it: each does the same there.
        people: Vec<PersonId>,
    },
    /// Everybody in it and every unit under it comes to another of its kind, and it is closed.
    Merge {
        /// Which.
        into: UnitId,
        /// The first day there.
        from: NaiveDate,
    },
    /// It is closed.
    Close {
        /// The last day.
        on: NaiveDate,
    },
    /// What was to change on a day to come does not.
    TakeBack {
        /// The day.
        from: NaiveDate,
    },
}

/// What is different of a unit, or would be: the answer to each of these.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitChanged {
    /// Which unit: the one that was asked about, or the new one.
    pub unit_id: UnitId,
    /// What is different of units, with what each is called; nothing if it stands so already.
    pub units: Vec<UnitDifferences>,
    /// What is different of people.
    pub people: Vec<PersonDifferences>,
    /// Whether it is kept: not of a preview.
    pub kept: bool,
}

/// What is different of a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitDifferences {
    /// Which.
    pub unit_id: UnitId,
    /// What it is called.
    pub name: String,
    /// What is different; nothing of one that will not be there.
    pub differences: Vec<Difference>,
    /// Whether it was to come, and will not be there.
    pub gone: bool,
}

/// What is different of somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonDifferences {
    /// Who.
    pub person: PersonRef,
    /// What is different.
    pub differences: Vec<Difference>,
}
