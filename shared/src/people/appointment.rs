//! Who held which role where, and when.

use super::period::Period;
use super::role::Role;
use crate::id::{PersonId, UnitId};
use crate::submission::Level;
use serde::{Deserialize, Serialize};

/// A role held in a unit. An agent's or a team leader's appointment is also their membership: it says
/// in which team they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Appointment {
    /// Who.
    pub person: PersonId,
    /// Where; the role reaches over all units below.
    pub unit: UnitId,
    /// What.
    pub role: Role,
    /// How far they may decide (1 to 3), if they decide.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// When.
    pub period: Period,
}

impl Appointment {
    /// Whether it says in which team the person is.
    pub const fn is_membership(&self) -> bool {
        self.role.captures()
    }
}
