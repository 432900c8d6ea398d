//! Everything of one unit.

use super::{LoggedChange, UnitLine};
use crate::id::{PersonId, UnitId};
use crate::people::{Period, Role, UnitRef};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Everything of a unit: the answer to `GET /api/units/{id}`, whose query is [`super::UnitsAsked`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitPage {
    /// On which day.
    pub on: NaiveDate,
    /// As the tree has it on that day; on one on which it is not there, as it is next, or was last.
    pub unit: UnitLine,
    /// What was read: a change says it as `expected`, so that nobody changes what they have not seen.
    pub version: String,
    /// Whether it is there on that day.
    pub is_there: bool,
    /// What it is called, was called and will be called, by first day; one alone if it never had another.
    pub names: Vec<NameOver>,
    /// Under which units it hangs, hung or will hang, by first day.
    pub places: Vec<PlaceOver>,
    /// The unit it split off from.
    pub mother: Option<UnitRef>,
    /// The unit that took it in.
    pub merged_into: Option<UnitRef>,
    /// The days to come on which something of it changes, each of which can be taken back.
    pub to_come: Vec<NaiveDate>,
    /// Who does something in this very unit on that day.
    pub people: Vec<PersonInUnit>,
    /// Those that hang under it on that day.
    pub units: Vec<UnitRef>,
    /// What was done to it, the latest first; no more than the last hundred.
    pub changes: Vec<LoggedChange>,
}

/// What a unit is called over time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameOver {
    /// What.
    pub name: String,
    /// Since when; `None` of the first, which it always had.
    pub from: Option<NaiveDate>,
}

/// Where a unit hangs over time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceOver {
    /// Under which.
    pub unit_id: UnitId,
    /// What that is called today.
    pub unit: String,
    /// When.
    pub period: Period,
}

/// Somebody in a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonInUnit {
    /// Who.
    pub id: PersonId,
    /// What they are called.
    pub name: String,
    /// 工号
    pub staff_number: Option<String>,
    /// What they do there.
    pub roles: Vec<Role>,
}
