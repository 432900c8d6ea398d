//! What happened, as the office learned it: what the life of a policy, pay and measures are computed from.
//!
//! A fact says when it happened (`on`) and when the office came to know it (`known`). A statement
//! of a month is made of the facts known at that month's close; what is learned later about that
//! month comes as correction lines of a later one. So facts are only ever added: a wrong one is
//! retracted by another fact, never changed.
//!
//! [`History`] is what is known on a day, sorted by what it is about; [`loose_ends()`] names the facts that lead
//! nowhere. Nothing here knows of money that is paid for them.
//!
//! ```
//! use shared::facts::{Fact, FactKind};
//! let fact: Fact = serde_json::from_str(r#"{
//!     "id": "import-7/12", "on": "2026-01-20", "known": "2026-01-22",
//!     "policy_event": { "policy": "P-1001", "event": "receipt_returned" }
//! }"#)?;
//! assert!(matches!(fact.what, FactKind::PolicyEvent(_)));
//! # Ok::<(), serde_json::Error>(())
//! ```

mod concerned;
mod history;
mod index;
mod limits;
mod loose_ends;
mod metric;
mod name;
mod people;
mod policy;
mod quoted;
mod service;
mod staff;
mod training;

pub use concerned::Concerned;
pub use history::{History, PersonHistory, PolicyHistory, Received, UnitHistory};
pub(crate) use index::{FactIndex, FactScope, policy_of, scope_of};
pub use limits::FactLimits;
pub use loose_ends::{LOOSE_ENDS, loose_ends};
pub use metric::Metric;
pub use name::{ApplicationNumber, EventCode, FactId, InsuredKey, NotAName, PolicyNumber};
pub(crate) use name::{code, written};
pub use people::{
    Appointed, Confirmed, Founded, Joined, Left, Licensed, Placed, Planned, Split, Target, Trained,
};
pub use policy::{
    Concluded, Issued, NoLine, PolicyEvent, PolicyEventKind, PolicyLine, Premium, Reassigned,
    Submitted,
};
pub use quoted::policy_lines;
pub use service::Decided;
pub use staff::{staff_facts, staff_facts_as_learned};
pub use training::{Attendance, Exam, ExamResult, Rated, Session};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How the ids of facts begin that the store itself knows; no imported one may.
pub const DERIVED: &str = "store/";

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Fact {
    /// The day it happened.
    pub on: NaiveDate,
    /// What it is known by; a second fact with the same id is taken for the same one.
    pub id: FactId,
    /// The day the office learned it; the day it happened unless said otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known: Option<NaiveDate>,
    /// What happened.
    #[serde(flatten)]
    pub what: FactKind,
}

impl Fact {
    /// The day from which it counts as known.
    pub fn known_on(&self) -> NaiveDate {
        self.known.unwrap_or(self.on)
    }

    /// Whether it takes back a fact, if it is a retraction of it, that had been told: one that comes afterwards is
    /// told in vain, and changes nothing that was said.
    pub fn takes_back(&self, told: &Self) -> bool {
        told.known_on() <= self.known_on()
    }

    /// Whether the store itself knows it, so that nobody has told it.
    pub fn is_derived(&self) -> bool {
        self.id.as_str().starts_with(DERIVED)
    }
}

/// The kinds of facts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactKind {
    /// An agent's contract begins.
    Joined(Joined),
    /// An agent's contract ends; the day is its last.
    Left(Left),
    /// An agent belongs to a unit from this day on (also a transfer).
    Placed(Placed),
    /// A unit exists from this day on, or hangs below another one from this day on.
    Founded(Founded),
    /// A unit has this leader from this day on.
    Appointed(Appointed),
    /// A unit split off under a new leader.
    Split(Split),
    /// An agent is confirmed after the trial months (转正).
    Confirmed(Confirmed),
    /// An agent completed a course.
    Trained(Trained),
    /// An agent holds a licence.
    Licensed(Licensed),
    /// A plan was set.
    Planned(Planned),
    /// An application was submitted.
    Submitted(Submitted),
    /// An application ended without becoming a policy.
    Concluded(Concluded),
    /// A policy was issued.
    Issued(Issued),
    /// A premium was received.
    Premium(Premium),
    /// Something happened to a policy.
    PolicyEvent(PolicyEvent),
    /// A policy is served by another agent from this day on.
    Reassigned(Reassigned),
    /// The sessions of a month that an agent had to attend, and attended; the latest word holds.
    Attendance(Attendance),
    /// Somebody enrolled for an exam, and what came of it.
    Exam(Exam),
    /// A training session was planned, and held or not.
    Session(Session),
    /// Somebody rated a training session.
    Rated(Rated),
    /// The office decided a submission.
    Decided(Decided),
    /// An earlier fact was wrong: it counts as if it had never been told, from the day this is known.
    Retracted(Retracted),
}

/// The fact that was wrong.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retracted {
    /// Which.
    pub fact: FactId,
}
