//! What a team leader sees of the team: `GET /api/team`. Where the members' cases stand, what the
//! office waits for, who came to training; no pay, and nothing of what a case says.

use crate::desk::StatusCount;
use crate::id::RecordId;
use crate::money::Money;
use crate::month::Month;
use crate::number::RecordNumber;
use crate::record::RecordKind;
use crate::submission::{PersonRef, Status};
use crate::time::Timestamp;
use crate::training::Attendance;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Those below the units somebody leads today. Empty for who leads none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    /// When it was so.
    pub as_of: Timestamp,
    /// The month of the attendance.
    pub month: Month,
    /// Each of them, by name.
    pub members: Vec<Member>,
}

/// Somebody in the team, or somebody who has gone and whose case still waits for an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Who.
    pub person: PersonRef,
    /// The number they are known by.
    pub agent_number: Option<String>,
    /// Whether they are in the team today.
    pub here: bool,
    /// How many cases captured in the team stand where.
    pub counts: Vec<StatusCount>,
    /// The newest of those cases, and every one with an open query, newest first.
    pub cases: Vec<TeamCase>,
    /// The month's training.
    pub attendance: Attendance,
}

/// A case as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamCase {
    /// The record.
    pub record_id: RecordId,
    /// What kind.
    pub kind: RecordKind,
    /// Its number.
    pub number: RecordNumber,
    /// The insured person's name.
    pub title: String,
    /// Yearly premium or claim estimate.
    pub amount: Option<Money>,
    /// Where it stands.
    pub status: Status,
    /// When it arrived.
    pub received_at: Timestamp,
    /// What the office asks, while it is not answered.
    pub query: Option<OpenQuery>,
}

/// What the office waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenQuery {
    /// How many answers.
    pub items: u32,
    /// Until when.
    pub due: NaiveDate,
}

impl Team {
    /// Every case that waits for an answer, with who has to answer.
    pub fn queried(&self) -> impl Iterator<Item = (&Member, &TeamCase, OpenQuery)> {
        self.members.iter().flat_map(|member| {
            let cases = member.cases.iter();
            cases.filter_map(move |case| Some((member, case, case.query?)))
        })
    }
}

impl Member {
    /// How many of their cases have one of these statuses.
    pub fn count(&self, wanted: impl Fn(Status) -> bool) -> u64 {
        let counts = self.counts.iter();
        counts
            .filter(|counted| wanted(counted.status))
            .map(|counted| counted.count)
            .sum()
    }
}
