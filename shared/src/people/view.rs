//! People and units as they are named to those who work with them.

use super::Role;
use crate::id::{PersonId, UnitId};
use crate::month::Month;
use serde::{Deserialize, Serialize};

/// A person as trainers and leaders see them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonView {
    /// Who.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// Their team's name.
    pub team: String,
    /// The team and what is above it. Servers of before told none.
    #[serde(default)]
    pub units: Vec<UnitRef>,
    /// What they do. Servers of before told none.
    #[serde(default)]
    pub roles: Vec<Role>,
    /// The month in which they joined. Servers of before told none.
    #[serde(default)]
    pub joined: Option<Month>,
}

/// A unit as it is named to people.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct UnitRef {
    /// Which.
    pub id: UnitId,
    /// Its name.
    pub name: String,
}
