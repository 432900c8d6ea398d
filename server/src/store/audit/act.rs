//! What goes into the log: who did what, where, and what it changed.

use super::detail::Detail;
use shared::audit::AuditAction;
use shared::id::{DeviceId, KeyId, PersonId, UnitId};
use shared::time::Timestamp;

/// Before the id of a key that did something.
const KEY: &str = "key:";

/// Who did something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    /// Somebody who was signed in.
    Person(PersonId),
    /// Another system, with this key.
    Key(KeyId),
    /// Somebody who was not signed in.
    Nobody,
    /// Whoever had the server's machine: the name by which it knows its user proves nothing.
    CommandLine,
}

impl From<PersonId> for Actor {
    fn from(person: PersonId) -> Self {
        Self::Person(person)
    }
}

impl core::fmt::Display for Actor {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Person(person) => person.fmt(f),
            Self::Key(key) => write!(f, "{KEY}{key}"),
            Self::Nobody => f.write_str("nobody"),
            Self::CommandLine => f.write_str("command_line"),
        }
    }
}

impl core::str::FromStr for Actor {
    type Err = <PersonId as core::str::FromStr>::Err;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "nobody" => Ok(Self::Nobody),
            "command_line" => Ok(Self::CommandLine),
            other => match other.strip_prefix(KEY) {
                Some(key) => key.parse().map(Self::Key),
                None => other.parse().map(Self::Person),
            },
        }
    }
}

/// One thing somebody did.
#[derive(Debug, Clone)]
pub struct Act {
    /// When, by the server's clock.
    pub at: Timestamp,
    /// Who; a person's id in the column, or `key:` and a key's, or `nobody`, or `command_line`.
    pub person: Actor,
    /// On which device, if that is known.
    pub device: Option<DeviceId>,
    /// Of an act on no record, the units of whose auditors it is.
    pub units: Vec<UnitId>,
    /// What.
    pub action: AuditAction,
    /// What it was done to.
    pub subject: String,
    /// SHA-256 of the thing before; empty if there was none. Of an import, what was told.
    pub before: String,
    /// SHA-256 of the thing after; empty if it did not change. Of an import, the facts it left.
    pub after: String,
    /// What it changed, without anything personal: a log is for ever.
    pub detail: Detail,
}

impl Act {
    /// An act that changes nothing, on a device and in units that are not known.
    pub fn new(
        at: Timestamp,
        person: impl Into<Actor>,
        action: AuditAction,
        subject: impl Into<String>,
    ) -> Self {
        Self {
            at,
            person: person.into(),
            device: None,
            units: Vec::new(),
            action,
            subject: subject.into(),
            before: String::new(),
            after: String::new(),
            detail: Detail::default(),
        }
    }
}
