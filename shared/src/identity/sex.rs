//! The sex that an identity document tells.

use serde::{Deserialize, Serialize};

/// The sex (性别), as on the identity document; rate tables are made for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// 男
    Male,
    /// 女
    Female,
}

impl Sex {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Male, Self::Female];
}
