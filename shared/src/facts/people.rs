//! Facts about agents, units and plans.

use super::metric::Metric;
use crate::id::{PersonId, UnitId};
use crate::month::Month;
use crate::training::CourseKind;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// An agent's contract begins (入司).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Joined {
    /// Who.
    pub agent: PersonId,
    /// Who recruited them (增员人).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recruiter: Option<PersonId>,
}

/// An agent's contract ends (离司).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Left {
    /// Who.
    pub agent: PersonId,
}

/// An agent belongs to a unit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Placed {
    /// Who.
    pub agent: PersonId,
    /// Where.
    pub unit: UnitId,
}

/// A unit's place in the tree.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Founded {
    /// Which unit.
    pub unit: UnitId,
    /// The unit above it; none at the top.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<UnitId>,
}

/// A unit's leader.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Appointed {
    /// Which unit.
    pub unit: UnitId,
    /// Who leads it; nobody, if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leader: Option<PersonId>,
}

/// A unit that split off (育成): its leader grew up under another one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Split {
    /// The new unit.
    pub unit: UnitId,
    /// The leader it came from, who nurtured it.
    pub nurturer: PersonId,
}

/// An agent is confirmed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Confirmed {
    /// Who.
    pub agent: PersonId,
}

/// An agent completed a course.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trained {
    /// Who.
    pub agent: PersonId,
    /// Which kind of course.
    pub course: CourseKind,
}

/// An agent holds a licence (执业证) from the day of the fact on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Licensed {
    /// Who.
    pub agent: PersonId,
    /// Last valid day; none if it does not expire.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

/// A plan (计划): what an agent or a unit is to reach. The latest one for the same months holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Planned {
    /// Whose plan.
    pub target: Target,
    /// Of what.
    pub metric: Metric,
    /// First month.
    pub from: Month,
    /// Last month.
    pub to: Month,
    /// How much, in yuan or pieces.
    pub plan: Decimal,
}

/// Whose figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// One agent's.
    Agent(PersonId),
    /// A unit's, with every unit below it.
    Unit(UnitId),
    /// Everybody's.
    Company,
}
