//! The log as an auditor reads it: in words that name people, numbers and what changed.

use super::{AuditAction, Moved, NumberSought};
use crate::form::Discreet;
use crate::id::RecordId;
use crate::number::{DeviceNumber, RecordNumber};
use crate::people::Difference;
use crate::record::RecordKind;
use crate::submission::PersonRef;
use crate::time::Timestamp;
use crate::training::Presence;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What of the log is wanted: the body of `POST /api/audit/log`, because whom somebody looks for must not
/// stand in an address. What is left out does not matter.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LogFilter {
    /// Only what was done by or to whom this names: sign-in name, staff number, or part of the name.
    pub person: Option<String>,
    /// Only what was done with this record, or with those that have this running number.
    pub record: Option<NumberSought>,
    /// Only this.
    pub action: Option<AuditAction>,
    /// Only what was done on this day of the reader's branch or later.
    pub from: Option<NaiveDate>,
    /// Only what was done on this day or earlier.
    pub until: Option<NaiveDate>,
    /// Where the page before ended.
    pub after: Option<String>,
}

/// A page of the log, the latest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Log {
    /// The page.
    pub entries: Vec<LogEntry>,
    /// Where this page ended, if there is another.
    pub next: Option<String>,
}

/// One thing that somebody did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogEntry {
    /// In which chain it stands.
    pub chain: LogChain,
    /// At which place there.
    pub seq: u64,
    /// When, by the server's clock.
    pub at: Timestamp,
    /// Who.
    pub actor: LogActor,
    /// On which of their devices, if the log says.
    pub device: Option<DeviceNumber>,
    /// What; `None` if this version knows no such action.
    pub action: Option<AuditAction>,
    /// To what.
    pub subject: LogSubject,
    /// Where the record stood before and after.
    pub moved: Option<Moved>,
    /// Why, of a rejection or a reopening: text key `reasons.<reason>`.
    pub reason: Option<String>,
    /// Which answers were asked about, by path.
    pub asked: Vec<String>,
    /// The how manieth refusal within ten minutes it was, of a sign-in that had to wait: the first, the
    /// tenth, the hundredth … are in the log.
    pub refused: Option<u64>,
    /// Which answers changed.
    pub answers: Vec<ChangedAnswer>,
    /// Whose presence changed.
    pub presences: Vec<ChangedPresence>,
    /// What is different of a person or a unit.
    pub differences: Vec<Difference>,
    /// What was looked for, of a reading of the log.
    pub looked: Option<LookedFor>,
    /// Whether the row is as it was written and follows the row before it. Whether rows are missing at the
    /// end of a chain only the command line tells, with a head exported before.
    pub intact: bool,
}

/// A chain of the log.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "chain", rename_all = "snake_case")]
pub enum LogChain {
    /// Of a branch.
    Branch {
        /// Its name.
        name: String,
    },
    /// What payroll was told.
    Facts,
    /// What the company decided.
    Settings,
    /// Failed sign-ins under names that nobody has.
    SignIn,
}

/// Who did it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "actor", rename_all = "snake_case")]
pub enum LogActor {
    /// Somebody who was signed in.
    Person {
        /// Who.
        person: PersonRef,
    },
    /// Somebody who was not signed in.
    Nobody,
    /// Whoever had the server's machine.
    CommandLine,
    /// Another system, with a key.
    Key {
        /// What the key is called.
        name: String,
    },
    /// A name that this version does not know.
    Unknown,
}

/// What it was done to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "subject", rename_all = "snake_case")]
pub enum LogSubject {
    /// A record.
    Record {
        /// Which.
        record_id: RecordId,
        /// What kind.
        kind: RecordKind,
        /// Its number.
        number: RecordNumber,
        /// The insured's name, or the session's title.
        title: String,
    },
    /// A device of the one who did it.
    Device {
        /// Its number, if it is known.
        number: Option<DeviceNumber>,
    },
    /// The account of somebody.
    Person {
        /// Whose.
        person: PersonRef,
    },
    /// A sign-in name that nobody has; the same name always has the same pseudonym.
    UnknownLogin {
        /// It.
        pseudonym: String,
    },
    /// An address from which too many sign-ins failed; the same address always has the same pseudonym.
    Address {
        /// It.
        pseudonym: String,
    },
    /// A unit.
    Unit {
        /// What it is called.
        name: String,
    },
    /// A file, and how much came of it, or what was decided in one.
    File {
        /// As it was told.
        text: String,
    },
    /// A key of another system, or a webhook.
    Connection {
        /// What the key is called, or the webhook's host.
        name: String,
    },
    /// The log itself.
    Log,
    /// Something that this version does not know.
    Unknown,
}

/// An answer before and after; `None` if there was none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangedAnswer {
    /// Where.
    pub path: String,
    /// Before.
    pub before: Option<Discreet>,
    /// After.
    pub after: Option<Discreet>,
}

/// Somebody's presence at a session before and after; `None` while it was not known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangedPresence {
    /// Whose.
    pub person: PersonRef,
    /// Before.
    pub before: Option<Presence>,
    /// After.
    pub after: Option<Presence>,
}

/// What somebody looked for in the log.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LookedFor {
    /// What these did, or what was done to them; none of them if nobody has such a name.
    pub people: Option<Vec<PersonRef>>,
    /// What was done with this record, or with those that have this running number.
    pub record: Option<NumberSought>,
    /// Only this.
    pub action: Option<AuditAction>,
    /// From this day on.
    pub from: Option<NaiveDate>,
    /// Up to this day.
    pub until: Option<NaiveDate>,
}
