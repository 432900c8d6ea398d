//! Keys with which other systems call the server.

use super::BoundUnit;
use crate::id::{KeyId, UnitId};
use crate::people::Role;
use crate::submission::PersonRef;
use crate::time::Timestamp;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Something that a key may do. Text key `connections.scope.<name>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum KeyScope {
    /// Takes people out; numbers of documents and telephones are masked.
    #[serde(rename = "people:read")]
    PeopleRead,
    /// Takes people out with whole numbers, besides [`Self::PeopleRead`].
    #[serde(rename = "identity_numbers:read")]
    IdentityNumbersRead,
    /// Imports people.
    #[serde(rename = "people:write")]
    PeopleWrite,
    /// Takes units out.
    #[serde(rename = "units:read")]
    UnitsRead,
    /// Imports units.
    #[serde(rename = "units:write")]
    UnitsWrite,
    /// Takes the list of the desk's cases out.
    #[serde(rename = "cases:read")]
    CasesRead,
    /// Takes attendance of training out.
    #[serde(rename = "attendance:read")]
    AttendanceRead,
    /// Takes the audit log out.
    #[serde(rename = "log:read")]
    LogRead,
}

impl KeyScope {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::PeopleRead,
        Self::IdentityNumbersRead,
        Self::PeopleWrite,
        Self::UnitsRead,
        Self::UnitsWrite,
        Self::CasesRead,
        Self::AttendanceRead,
        Self::LogRead,
    ];

    /// The name in JSON, columns and the description of the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PeopleRead => "people:read",
            Self::IdentityNumbersRead => "identity_numbers:read",
            Self::PeopleWrite => "people:write",
            Self::UnitsRead => "units:read",
            Self::UnitsWrite => "units:write",
            Self::CasesRead => "cases:read",
            Self::AttendanceRead => "attendance:read",
            Self::LogRead => "log:read",
        }
    }

    /// The name in text keys.
    pub const fn text_name(self) -> &'static str {
        match self {
            Self::PeopleRead => "people_read",
            Self::IdentityNumbersRead => "identity_numbers_read",
            Self::PeopleWrite => "people_write",
            Self::UnitsRead => "units_read",
            Self::UnitsWrite => "units_write",
            Self::CasesRead => "cases_read",
            Self::AttendanceRead => "attendance_read",
            Self::LogRead => "log_read",
        }
    }

    /// The one with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == name)
    }

    /// Whether somebody with this role may do it themselves: nobody lets a key do what they may not do.
    pub const fn is_of(self, role: Role) -> bool {
        match self {
            Self::PeopleRead
            | Self::IdentityNumbersRead
            | Self::PeopleWrite
            | Self::UnitsRead
            | Self::UnitsWrite => matches!(role, Role::Administrator),
            Self::CasesRead => matches!(role, Role::Reviewer | Role::Manager | Role::Auditor),
            Self::AttendanceRead => matches!(role, Role::Trainer),
            Self::LogRead => matches!(role, Role::Auditor),
        }
    }
}

/// `POST /api/connections/keys`: a key is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MakeKey {
    /// What it is called: the system that has it.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<KeyScope>,
    /// The unit that it is bound to.
    pub unit: UnitId,
    /// The last day on which it holds; without one it holds until it is ended.
    #[serde(default)]
    pub last_day: Option<NaiveDate>,
}

/// A key as it is listed: all but the key itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyView {
    /// Which.
    pub key_id: KeyId,
    /// What it is called.
    pub name: String,
    /// How it begins, to find it again in another system.
    pub beginning: String,
    /// What it may do.
    pub scopes: Vec<KeyScope>,
    /// The unit that it is bound to.
    pub unit: BoundUnit,
    /// Who made it: it stops when they do not administer any more.
    pub made_by: PersonRef,
    /// When.
    pub made_at: Timestamp,
    /// The last day on which it holds, if it was given one.
    pub last_day: Option<NaiveDate>,
    /// The day on which it was used last.
    pub used_on: Option<NaiveDate>,
    /// Since when it does not hold any more, and why.
    pub ended: Option<KeyEnded>,
}

/// That a key does not hold any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyEnded {
    /// Since when.
    pub at: Timestamp,
    /// Why.
    pub because: KeyEnd,
}

/// Why a key does not hold any more. Text key `connections.key_end.<name>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyEnd {
    /// An administrator ended it.
    ByHand,
    /// Its last day is over.
    LastDay,
    /// Whoever made it does not administer the unit any more.
    MakerLeft,
}

impl KeyEnd {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::ByHand, Self::LastDay, Self::MakerLeft];

    /// The name in JSON, columns and text keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ByHand => "by_hand",
            Self::LastDay => "last_day",
            Self::MakerLeft => "maker_left",
        }
    }

    /// The one with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|end| end.as_str() == name)
    }
}

/// A key that was just made, with the key itself: nobody can ask for it again.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyMade {
    /// As it is listed.
    pub key: KeyView,
    /// The key, this once.
    pub secret: String,
}

/// It is a password: logs do not show it.
impl core::fmt::Debug for KeyMade {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let key = &self.key;
        f.debug_struct("KeyMade")
            .field("key", key)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Language, lookup};

    #[test]
    fn every_scope_and_end_has_one_name_and_words() {
        let scopes = KeyScope::ALL.map(|it| {
            assert_eq!(KeyScope::from_name(it.as_str()), Some(it));
            assert_eq!(serde_json::to_value(it).unwrap(), it.as_str());
            assert_eq!(it.as_str().replace(':', "_"), it.text_name());
            format!("connections.scope.{}", it.text_name())
        });
        let ends = KeyEnd::ALL.map(|it| {
            assert_eq!(KeyEnd::from_name(it.as_str()), Some(it));
            format!("connections.key_end.{}", it.as_str())
        });
        for key in scopes.iter().chain(&ends) {
            for language in [Language::ZhHans, Language::En] {
                assert!(lookup(language, key).is_some(), "{key}");
            }
        }
    }
}
